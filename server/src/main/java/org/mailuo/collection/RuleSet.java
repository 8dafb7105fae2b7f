package org.mailuo.collection;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Sex;

/**
 * One edition of the rules of eligibility, as data. {@code assumed} marks a value that the standard leaves open or that
 * was not verified against its text: the station confirms it or changes the row.
 *
 * @param id such as {@code CN-GB18467-2011}; stored with every decision
 * @param to the last day in force; null while no newer edition is known
 */
public record RuleSet(
        String id,
        String jurisdiction,
        String standard,
        String edition,
        LocalDate from,
        @Nullable LocalDate to,
        Body body) {

    boolean isInForce(LocalDate day) {
        return !day.isBefore(from) && (to == null || !day.isAfter(to));
    }

    /** The rules themselves; the names are those of the stored document. */
    public record Body(
            Ages ages,
            List<Limit> limits,
            List<Interval> intervals,
            Yearly yearly,
            int failedCountsFromMl,
            boolean rapidHbsag,
            Volumes volumes,
            List<Following> deferrals) {
        Optional<Interval> interval(DonationKind before, DonationKind next) {
            return intervals.stream()
                    .filter(interval -> interval.from == before && interval.to == next)
                    .findFirst();
        }
    }

    /** Full years at the first and the last donation (RULE E1). */
    public record Ages(int first, int last, @Nullable Extended extended) {}

    /**
     * Past the ordinary age (RULE E2, E3).
     *
     * @param onBirthday whether the day of the last birthday still counts
     */
    public record Extended(int last, boolean onBirthday, int priorDonations, boolean assumed) {}

    /**
     * A limit [atLeast, below) or [atLeast, atMost] on one reading, for those whom it concerns.
     *
     * @param optional judged only if measured
     */
    public record Limit(
            String rule,
            Reading reading,
            @Nullable Sex sex,
            @Nullable DonationKind kind,
            @Nullable Boolean athlete,
            @Nullable BigDecimal atLeast,
            @Nullable BigDecimal below,
            @Nullable BigDecimal atMost,
            boolean optional,
            boolean assumed) {

        boolean concerns(Sex who, DonationKind what, boolean trained) {
            return (sex == null || sex == who)
                    && (kind == null || kind == what)
                    && (athlete == null || athlete == trained);
        }
    }

    /**
     * The time between two donations: calendar months or days (RULE I1).
     *
     * @param approvedDays shorter for a matched patient with a physician's approval; 0 if there is no such way
     */
    public record Interval(
            DonationKind from, DonationKind to, int months, int days, int approvedDays, boolean assumed) {
        /** The first day on which the next is allowed; a day that the month lacks becomes its last (RULE I1). */
        LocalDate earliest(LocalDate previous, boolean approved) {
            return approved && approvedDays > 0
                    ? previous.plusDays(approvedDays)
                    : previous.plusMonths(months).plusDays(days);
        }
    }

    /** The most in a year by apheresis (RULE I2, V3). */
    public record Yearly(int apheresis, int millilitres, Window window, boolean assumed) {
        boolean contains(LocalDate day, LocalDate visit) {
            return switch (window) {
                case ROLLING -> day.isAfter(visit.minusYears(1));
                case CALENDAR -> day.getYear() == visit.getYear();
            };
        }
    }

    /** The standard does not say what a year is; rolling is the safer reading (RULE I2). */
    public enum Window {
        ROLLING,
        CALENDAR
    }

    /**
     * What may be drawn and when it is complete (RULE V1, V2; FACTS 3.3).
     *
     * @param density of whole blood, g/mL
     * @param failedBelowMl less than this is nothing to make anything of
     * @param doseAtLeast mL of one dose of platelets
     */
    public record Volumes(
            List<Amount> wholeBlood,
            int tolerancePercent,
            BigDecimal density,
            int failedBelowMl,
            List<Integer> doses,
            int doseAtLeast,
            int doseAtMost,
            boolean assumed) {
        Optional<Amount> amount(int nominal) {
            return wholeBlood.stream()
                    .filter(amount -> amount.nominal == nominal)
                    .findFirst();
        }
    }

    /**
     * @param nominal mL
     * @param platelets seconds of bleeding beyond which no platelets are made
     * @param plasma seconds beyond which no fresh plasma or cryoprecipitate is made either
     */
    public record Amount(int nominal, int platelets, int plasma, boolean assumed) {}

    /** The deferral that follows when a reading was refused (RULE T24). */
    public record Following(Reading reading, String code, int months, int days, boolean assumed) {
        LocalDate until(LocalDate visit) {
            return visit.plusMonths(months).plusDays(days);
        }
    }
}
