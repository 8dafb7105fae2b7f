package org.mailuo.donors;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/**
 * Why and how long somebody may not give, each reason by itself with its own end (RULE T-MAX).
 *
 * @param endsOn the first day on which he may give again; null if permanent or unknown
 * @param liftedAt when a re-entry decision ended it
 */
public record Deferral(
        UUID id,
        DonorId donor,
        String code,
        Scope scope,
        boolean permanent,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        String source,
        @Nullable DonationNumber din,
        String ruleSet,
        Instant recordedAt,
        UUID recordedBy,
        @Nullable Instant liftedAt,
        @Nullable String liftReason) {

    /** Permanent before unknown before dated, the later date first. */
    public static final Comparator<Deferral> STRICTEST_FIRST = Comparator.comparing(Deferral::permanent)
            .reversed()
            .thenComparing(Deferral::endsOn, Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(Deferral::code);

    public boolean isActiveOn(LocalDate day) {
        return liftedAt == null && !day.isBefore(startsOn) && (endsOn == null || day.isBefore(endsOn));
    }

    /** RULE P3: only those who must know may see why. What is not known to be harmless is sensitive. */
    public boolean isSensitive() {
        return DeferralRules.isSensitive(this);
    }
}
