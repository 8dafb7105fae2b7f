package org.mailuo.collection;

import static org.mailuo.shared.Decision.ALLOWED;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.Scope;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

/**
 * Whether somebody may give today: one function a rule, the numbers from the rule set in force. Each refusal names its
 * rule; none of them says what a donor is deferred for where that must stay confidential.
 */
final class EligibilityRules {
    /** RULE P3: all that the front line is told. Its argument leads those who may know to the record. */
    static final String REFER = "collection.refer";

    private EligibilityRules() {}

    /** What is known before anything is measured: no use in examining who will be refused anyway. */
    static Decision atCheckIn(EligibilityFacts facts) {
        return Decision.all(
                deferral(facts),
                ageBounds(facts),
                intervals(facts, true),
                yearlyNumber(facts),
                yearlyVolume(facts),
                amount(facts));
    }

    /** Every rule, every reason. */
    static Decision afterExamination(EligibilityFacts facts, Examination examination) {
        return Decision.all(
                consent(examination),
                deferral(facts),
                age(facts, examination),
                weight(facts, examination),
                systolic(facts, examination),
                diastolic(facts, examination),
                pulsePressure(facts, examination),
                pulse(facts, examination),
                temperature(facts, examination),
                look(examination),
                haemoglobin(facts, examination),
                rapidTests(facts, examination),
                haematocrit(facts, examination),
                platelets(facts, examination),
                plateletsAfter(facts, examination),
                inhibitor(facts, examination),
                amount(facts),
                intervals(facts, examination.answers().matchingApprovedBy() != null),
                yearlyNumber(facts),
                yearlyVolume(facts));
    }

    // Before all --------------------------------------------------------------------------------------------------

    /** Hard stop 4: nobody is bled without having agreed. */
    static Decision consent(Examination examination) {
        return examination.answers().consent() ? ALLOWED : Decision.refuse("collection.no-consent");
    }

    /** RULE P2, T-MAX, P3: every deferral in force, each by itself; sensitive ones say only "refer". */
    static Decision deferral(EligibilityFacts facts) {
        return Decision.of(deferralReasons(
                facts.standing().activeOn(facts.on()), facts.intention().kind()));
    }

    static List<Reason> deferralReasons(List<Deferral> active, DonationKind kind) {
        List<Deferral> against = active.stream()
                .filter(deferral -> deferral.scope() == Scope.ALL || kind == DonationKind.APHERESIS_PLATELETS)
                .toList();
        List<String> confidential = against.stream()
                .filter(Deferral::isSensitive)
                .map(deferral -> deferral.id().toString())
                .toList();
        Stream<Reason> refer = confidential.isEmpty() ? Stream.of() : Stream.of(new Reason(REFER, confidential));
        Stream<Reason> told = against.stream()
                .filter(deferral -> !deferral.isSensitive())
                .map(deferral -> deferral.endsOn() == null
                        ? Reason.of("collection.deferred-open", deferral.code())
                        : Reason.of("collection.deferred-until", deferral.code(), deferral.endsOn()));
        return Stream.concat(refer, told).toList();
    }

    // Age ---------------------------------------------------------------------------------------------------------

    /** RULE E1, E3 as far as they need no answer: too young, or past every extension. */
    static Decision ageBounds(EligibilityFacts facts) {
        RuleSet.Ages ages = facts.body().ages();
        if (years(facts) < ages.first()) {
            return tooYoung(facts);
        }
        return years(facts) <= ages.last() || isWithinExtension(facts) ? ALLOWED : tooOld(facts);
    }

    /** RULE E1, E2, E3: between the first and the last full year, or within the extension on its conditions. */
    static Decision age(EligibilityFacts facts, Examination examination) {
        RuleSet.Ages ages = facts.body().ages();
        RuleSet.Extended extended = ages.extended();
        if (years(facts) < ages.first()) {
            return tooYoung(facts);
        }
        if (years(facts) <= ages.last()) {
            return ALLOWED;
        }
        if (extended == null || !isWithinExtension(facts)) {
            return tooOld(facts);
        }
        return Decision.all(
                given(facts) < extended.priorDonations()
                        ? Decision.refuse("collection.age-repeat", extended.priorDonations(), "E2")
                        : ALLOWED,
                examination.answers().reactionBefore() ? Decision.refuse("collection.age-reaction", "E2") : ALLOWED,
                examination.answers().asksExtendedAge() ? ALLOWED : Decision.refuse("collection.age-ask", "E2"));
    }

    private static long given(EligibilityFacts facts) {
        return facts.past().stream()
                .filter(past -> past.outcome() != Donation.Outcome.FAILED)
                .count();
    }

    private static long years(EligibilityFacts facts) {
        return ChronoUnit.YEARS.between(facts.standing().donor().bornOn(), facts.on());
    }

    private static boolean isWithinExtension(EligibilityFacts facts) {
        RuleSet.Extended extended = facts.body().ages().extended();
        if (extended == null) {
            return false;
        }
        LocalDate birthday = facts.standing().donor().bornOn().plusYears(extended.last());
        return facts.on().isBefore(birthday)
                || (extended.onBirthday() && facts.on().equals(birthday));
    }

    private static Decision tooYoung(EligibilityFacts facts) {
        return Decision.refuse("collection.too-young", facts.body().ages().first(), "E1");
    }

    private static Decision tooOld(EligibilityFacts facts) {
        RuleSet.Ages ages = facts.body().ages();
        return Decision.refuse(
                "collection.too-old",
                ages.extended() == null ? ages.last() : ages.extended().last(),
                "E3");
    }

    // Body --------------------------------------------------------------------------------------------------------

    /** RULE E4. */
    static Decision weight(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.WEIGHT);
    }

    /** RULE E5: the upper bound itself is refused. */
    static Decision systolic(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.SYSTOLIC);
    }

    /** RULE E6: the upper bound itself is refused. */
    static Decision diastolic(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.DIASTOLIC);
    }

    /** RULE E7. */
    static Decision pulsePressure(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.PULSE_PRESSURE);
    }

    /** RULE E8: regular, and slower only for who trains for endurance. */
    static Decision pulse(EligibilityFacts facts, Examination examination) {
        return Decision.all(
                within(facts, examination, Reading.PULSE),
                examination.vitals().regular() ? ALLOWED : Decision.refuse("collection.pulse-irregular", "E8"));
    }

    /** RULE E9. */
    static Decision temperature(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.TEMPERATURE);
    }

    /** RULE E10. */
    static Decision look(Examination examination) {
        return Decision.of(examination.signs().stream()
                .sorted()
                .map(sign -> Reason.of("collection.sign", sign, "E10"))
                .toList());
    }

    /** RULE E11, or E12 where copper sulphate was used; one of the two must have been measured. */
    static Decision haemoglobin(EligibilityFacts facts, Examination examination) {
        boolean measured = examination.blood().haemoglobin() != null;
        boolean byCopper = examination.blood().copperSulphate() != null;
        if (!measured && !byCopper) {
            return Decision.refuse("collection.not-measured", Reading.HAEMOGLOBIN, "E11");
        }
        return Decision.all(
                measured ? within(facts, examination, Reading.HAEMOGLOBIN) : ALLOWED,
                byCopper ? within(facts, examination, Reading.COPPER_SULPHATE) : ALLOWED);
    }

    /** RULE E13, R1: the strip and the ALT. A reactive strip is told as "refer" only. */
    static Decision rapidTests(EligibilityFacts facts, Examination examination) {
        Rapid strip = examination.blood().hbsag();
        return Decision.all(
                strip == Rapid.REACTIVE ? Decision.refuse(REFER) : ALLOWED,
                strip == Rapid.NOT_DONE && facts.body().rapidHbsag()
                        ? Decision.refuse("collection.not-measured", "RAPID_HBSAG", "E13")
                        : ALLOWED,
                within(facts, examination, Reading.ALT));
    }

    // Apheresis ---------------------------------------------------------------------------------------------------

    /** RULE E20. */
    static Decision haematocrit(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.HAEMATOCRIT);
    }

    /** RULE E21: the upper bound itself is refused. */
    static Decision platelets(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.PLATELETS);
    }

    /** RULE E22. */
    static Decision plateletsAfter(EligibilityFacts facts, Examination examination) {
        return within(facts, examination, Reading.PLATELETS_AFTER);
    }

    /** RULE E23: bars platelets only; whole blood is marked so that no platelets are made of it. */
    static Decision inhibitor(EligibilityFacts facts, Examination examination) {
        return examination.answers().plateletInhibitor() && facts.intention().kind() == DonationKind.APHERESIS_PLATELETS
                ? Decision.refuse("collection.inhibitor", "E23")
                : ALLOWED;
    }

    private static Decision within(EligibilityFacts facts, Examination examination, Reading reading) {
        return Decision.all(facts.body().limits().stream()
                .filter(limit -> limit.reading() == reading
                        && limit.concerns(
                                facts.standing().donor().sex(),
                                facts.intention().kind(),
                                examination.answers().athlete()))
                .map(limit -> reading.of(examination)
                        .map(value -> judge(limit, value))
                        .orElseGet(() -> limit.optional()
                                ? ALLOWED
                                : Decision.refuse("collection.not-measured", reading, limit.rule()))));
    }

    private static Decision judge(RuleSet.Limit limit, BigDecimal value) {
        BigDecimal atLeast = limit.atLeast();
        BigDecimal below = limit.below();
        BigDecimal atMost = limit.atMost();
        String shown = value.toPlainString();
        if (atLeast != null && value.compareTo(atLeast) < 0) {
            return Decision.refuse("collection.too-low", limit.reading(), shown, atLeast.toPlainString(), limit.rule());
        }
        if (below != null && value.compareTo(below) >= 0) {
            return Decision.refuse("collection.not-below", limit.reading(), shown, below.toPlainString(), limit.rule());
        }
        return atMost != null && value.compareTo(atMost) > 0
                ? Decision.refuse("collection.too-high", limit.reading(), shown, atMost.toPlainString(), limit.rule())
                : ALLOWED;
    }

    // Amount and time ---------------------------------------------------------------------------------------------

    /** RULE V1, V2: one of the amounts that the law knows, never another. */
    static Decision amount(EligibilityFacts facts) {
        Intention intention = facts.intention();
        RuleSet.Volumes volumes = facts.body().volumes();
        return switch (intention.kind()) {
            case WHOLE_BLOOD ->
                volumes.amount(intention.nominalMl()).isPresent() && intention.doses() == 0
                        ? ALLOWED
                        : Decision.refuse("collection.amount", intention.nominalMl(), "V1");
            case APHERESIS_PLATELETS ->
                volumes.doses().contains(intention.doses()) && intention.nominalMl() == 0
                        ? ALLOWED
                        : Decision.refuse("collection.doses", intention.doses(), "V2");
        };
    }

    /**
     * RULE I1, I3, I5: the interval from every earlier donation of each kind, by the edition in force on this day. A
     * donation dated after this day, brought in late, refuses as well.
     */
    static Decision intervals(EligibilityFacts facts, boolean approved) {
        return Decision.of(Stream.of(DonationKind.values())
                .flatMap(kind -> last(facts, kind).stream())
                .flatMap(last -> tooSoon(facts, last, approved).stream())
                .toList());
    }

    private static Optional<Reason> tooSoon(EligibilityFacts facts, PastDonation last, boolean approved) {
        return earliest(facts, last, approved)
                .filter(earliest -> facts.on().isBefore(earliest))
                .map(earliest -> Reason.of(
                        "collection.interval",
                        last.kind(),
                        last.on(),
                        facts.intention().kind(),
                        earliest,
                        "I1"));
    }

    private static Optional<PastDonation> last(EligibilityFacts facts, DonationKind kind) {
        return facts.past().stream()
                .filter(past -> past.kind() == kind && counts(facts, past))
                .max(Comparator.comparing(PastDonation::on));
    }

    private static Optional<LocalDate> earliest(EligibilityFacts facts, PastDonation last, boolean approved) {
        return facts.body()
                .interval(last.kind(), facts.intention().kind())
                .map(interval -> interval.earliest(last.on(), approved));
    }

    /** RULE I5: a failed donation counts from the first millilitre that the rule set names. */
    private static boolean counts(EligibilityFacts facts, PastDonation past) {
        return past.outcome() != Donation.Outcome.FAILED
                || past.drawnMl() >= facts.body().failedCountsFromMl();
    }

    /** RULE I2: so many times within a year. */
    static Decision yearlyNumber(EligibilityFacts facts) {
        long given = apheresisOfTheYear(facts).count();
        int most = facts.body().yearly().apheresis();
        return facts.intention().kind() == DonationKind.APHERESIS_PLATELETS && given >= most
                ? Decision.refuse("collection.yearly-number", given, most, "I2")
                : ALLOWED;
    }

    /** RULE V3: so much platelets and plasma within a year, today's at its largest included. */
    static Decision yearlyVolume(EligibilityFacts facts) {
        if (facts.intention().kind() != DonationKind.APHERESIS_PLATELETS) {
            return ALLOWED;
        }
        int given = apheresisOfTheYear(facts).mapToInt(PastDonation::drawnMl).sum();
        int today = facts.intention().doses() * facts.body().volumes().doseAtMost();
        int most = facts.body().yearly().millilitres();
        return given + today > most ? Decision.refuse("collection.yearly-volume", given, today, most, "V3") : ALLOWED;
    }

    private static Stream<PastDonation> apheresisOfTheYear(EligibilityFacts facts) {
        return facts.past().stream()
                .filter(past -> past.kind() == DonationKind.APHERESIS_PLATELETS
                        && counts(facts, past)
                        && facts.body().yearly().contains(past.on(), facts.on()));
    }

    /** The first day on which no interval stands against this kind any more; the day itself where none does. */
    static LocalDate notBefore(EligibilityFacts facts) {
        return Stream.of(DonationKind.values())
                .flatMap(kind -> last(facts, kind).stream())
                .flatMap(last -> earliest(facts, last, false).stream())
                .max(Comparator.naturalOrder())
                .filter(earliest -> earliest.isAfter(facts.on()))
                .orElse(facts.on());
    }
}
