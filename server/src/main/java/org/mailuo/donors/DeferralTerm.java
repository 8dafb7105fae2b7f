package org.mailuo.donors;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reason of the list in one of its editions, and how long it keeps somebody from giving (RULE T01, FACTS 1.5; the
 * permanent ones FACTS 1.6).
 *
 * @param code such as {@code T10-COLD}
 * @param since from which day the time counts
 * @param months calendar months, clamped to the month's end (RULE I1)
 * @param days added to them; both 0 if the standard gives no time
 * @param assumed not verified against the text of the standard
 */
public record DeferralTerm(
        String code, Since since, int months, int days, Scope scope, boolean permanent, boolean assumed) {
    /** From which day the time counts; a donor who is not well yet has no such day. */
    public enum Since {
        EVENT,
        RECOVERY,
        LAST_DOSE,
        LAST_CONTACT,
        ENTRY
    }

    public boolean hasPeriod() {
        return months > 0 || days > 0;
    }

    /**
     * The first day on which he may give again. Empty where it never ends, where the standard gives no time, and where
     * nobody knows the day: then a physician decides (RULE T-UNK).
     */
    Optional<LocalDate> endsOn(@Nullable LocalDate day) {
        return day == null || !hasPeriod()
                ? Optional.empty()
                : Optional.of(day.plusMonths(months).plusDays(days));
    }
}
