package org.mailuo.distribution.recall;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.CauseId;
import org.mailuo.units.HoldReason;

/**
 * One line of a recall.
 *
 * @param hospital where the bag was issued to; null if it went to another station
 * @param was status of the bag when it was listed
 * @param confirmedAt when its hospital said that it knows
 * @param channel {@code PORTAL} or {@code PHONE}
 * @param isHeld whether the cause still holds the bag; quality management may have cleared it
 * @param settlement what became of a bag for which no hospital reports a fate
 */
public record RecalledBag(
        CauseId cause,
        HoldReason reason,
        Bag bag,
        @Nullable HospitalId hospital,
        @Nullable Instant issuedAt,
        Instant listedAt,
        BagStatus was,
        boolean isHeld,
        @Nullable Instant confirmedAt,
        @Nullable String channel,
        @Nullable String settlement,
        @Nullable String patientRef) {

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    /** RULE RC2: returned, discarded, reported as transfused, or settled in words. */
    public boolean isAccountedFor() {
        return settlement != null || RecallRules.isEnd(bag.status());
    }

    /** Whether nothing is owed any more. */
    public boolean isDone() {
        return RecallRules.isDone(this);
    }

    public boolean isTransfused() {
        return bag.status() == BagStatus.TRANSFUSED;
    }

    Optional<HospitalId> issuedTo() {
        return Optional.ofNullable(hospital);
    }
}
