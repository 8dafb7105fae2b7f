package org.mailuo.donors;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;

/**
 * Somebody may not give.
 *
 * @param code why, such as {@code T10} of the standard's list or a laboratory marker; never free text
 * @param endsOn the first day on which he may give again; null with {@code permanent} false means that nobody knows and
 *     a doctor decides (RULE T-UNK)
 * @param source where it comes from, {@code EXAMINATION}, {@code LABORATORY} or {@code STAFF}
 * @param din the donation that showed it
 * @param ruleSet the edition of the rules that says so
 */
public record NewDeferral(
        DonorId donor,
        String code,
        Scope scope,
        boolean permanent,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        String source,
        @Nullable DonationNumber din,
        String ruleSet) {}
