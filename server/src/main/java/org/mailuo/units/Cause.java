package org.mailuo.units;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/**
 * An entry of the register of causes with what it holds.
 *
 * @param from the first moment concerned; null without limit
 * @param until the first moment not concerned any more; null while it goes on
 * @param bags how many bags it ever held
 * @param inStation how many of them are in the station and still held by it
 * @param outside how many of them have left the station and are not known to be discarded or returned
 */
public record Cause(
        CauseId id,
        HoldReason reason,
        CauseScope scope,
        String subject,
        @Nullable Instant from,
        @Nullable Instant until,
        String code,
        String note,
        Instant openedAt,
        UUID openedBy,
        @Nullable Instant closedAt,
        @Nullable String closeReason,
        int bags,
        int inStation,
        int outside) {

    public boolean isOpen() {
        return closedAt == null;
    }

    /** RULE P3: tells of a donor, so that only who decides on it may read why. */
    public boolean isPersonal() {
        return scope == CauseScope.DONOR || reason == HoldReason.POST_DONATION || reason == HoldReason.UNFIT;
    }

    /** The subject as people read it. */
    public String name() {
        return scope == CauseScope.DONATION ? new DonationNumber(subject).readable() : subject;
    }

    /** Whether the subject is an id, which nobody reads. */
    public boolean subjectIsId() {
        return switch (scope) {
            case BAG, DONOR, RUN, STATION -> true;
            case DONATION, BAG_LOT, SITE, REAGENT_LOT, INSTRUMENT, PLACE -> false;
        };
    }
}
