package org.mailuo.units;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/**
 * One bag as the ledger has it now.
 *
 * @param division tells two bags of one product and donation apart; {@code 00} undivided
 * @param source nominal volume of the collection it stems from, the base of "U"
 * @param group null until the release fixed it
 * @param place code of the storage place; null before it was put away
 */
public record Bag(
        BagId id,
        DonationNumber din,
        ProductCode product,
        String division,
        Millilitres volume,
        Millilitres source,
        String anticoagulant,
        Instant collectedAt,
        Instant expiresAt,
        @Nullable BloodGroup group,
        BagStatus status,
        int openHolds,
        @Nullable String place,
        @Nullable UUID releaseId,
        @Nullable Instant releasedAt,
        @Nullable Instant labelledAt,
        @Nullable String discardReason) {

    public boolean isExpiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean isHeld() {
        return openHolds > 0;
    }

    public boolean isLabelled() {
        return labelledAt != null;
    }

    public Optional<BloodGroup> bloodGroup() {
        return Optional.ofNullable(group);
    }

    /** For sentences: {@code A9999 26 000001 8 LRC 00}. */
    public String name() {
        return din.readable() + " " + product + " " + division;
    }
}
