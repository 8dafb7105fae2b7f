package org.mailuo.trace;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;

/** One thing on the way of the blood. People are there by number only. */
public sealed interface TraceNode {

    /** Tells the node apart within its tree, and in the drawing. */
    String id();

    /** @param number as it stands on the donor's card */
    record Donor(UUID donor, long number) implements TraceNode {
        @Override
        public String id() {
            return "donor:" + donor;
        }
    }

    /**
     * @param volume nominal for whole blood, drawn otherwise
     * @param fitness of the conclusion in force; null before one was drawn, or where the reader may not know
     * @param unshown bags of this donation that the tree leaves out
     */
    record Donation(
            DonationNumber din,
            UUID donor,
            String kind,
            Millilitres volume,
            boolean firstTime,
            LocalDate donatedOn,
            Instant endedAt,
            String outcome,
            @Nullable String fitness,
            @Nullable BloodGroup group,
            int unshown)
            implements TraceNode {
        @Override
        public String id() {
            return "donation:" + din;
        }
    }

    /**
     * @param holds the reasons of its open holds; empty where the reader may not know them
     * @param discardReason null where the reader may not know it
     * @param unshownParents parents that the tree leaves out: the other donations of a pool
     * @param unshownChildren children that the tree leaves out
     */
    record Bag(
            BagId bag,
            DonationNumber din,
            ProductCode product,
            String division,
            Millilitres volume,
            Instant collectedAt,
            Instant expiresAt,
            @Nullable BloodGroup group,
            BagStatus status,
            int openHolds,
            List<HoldReason> holds,
            @Nullable String place,
            @Nullable Instant releasedAt,
            @Nullable String discardReason,
            int unshownParents,
            int unshownChildren)
            implements TraceNode {
        public Bag {
            holds = List.copyOf(holds);
        }

        @Override
        public String id() {
            return "bag:" + bag;
        }

        /** {@code LRC}, or {@code AP 01} where there are several. */
        public String label() {
            return division.equals("00") ? product.value() : product + " " + division;
        }
    }

    /** An order's claim on one bag, up to its receipt. */
    record Supply(
            BagId bag,
            UUID order,
            long orderNumber,
            UUID hospital,
            String hospitalCode,
            String hospitalZh,
            String hospitalEn,
            @Nullable Instant allocatedAt,
            @Nullable Instant issuedAt,
            @Nullable Instant receivedAt)
            implements TraceNode {
        @Override
        public String id() {
            return "supply:" + bag;
        }

        /** How far it went: {@code RESERVED}, {@code ISSUED} or {@code RECEIVED}. */
        public BagStatus state() {
            return receivedAt != null ? BagStatus.RECEIVED : issuedAt != null ? BagStatus.ISSUED : BagStatus.RESERVED;
        }

        /** When it went that far. */
        public @Nullable Instant at() {
            return receivedAt != null ? receivedAt : issuedAt != null ? issuedAt : allocatedAt;
        }

        public String hospitalName(Locale locale) {
            return locale.getLanguage().equals("zh") ? hospitalZh : hospitalEn;
        }
    }

    /**
     * What became of a bag in the hospital.
     *
     * @param fate {@code TRANSFUSED}, {@code RETURNED} or {@code DISCARDED}
     * @param patient the hospital's pseudonym; null if none was given, or where the reader may not know
     */
    record Fate(BagId bag, String fate, @Nullable String patient, Instant happenedAt) implements TraceNode {
        @Override
        public String id() {
            return "fate:" + bag;
        }
    }
}
