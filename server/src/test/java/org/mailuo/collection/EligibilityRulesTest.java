package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.collection.DonationKind.APHERESIS_PLATELETS;
import static org.mailuo.collection.DonationKind.WHOLE_BLOOD;
import static org.mailuo.collection.Visitors.CN_2001;
import static org.mailuo.collection.Visitors.CN_2011;
import static org.mailuo.collection.Visitors.healthy;
import static org.mailuo.collection.Visitors.sheet;
import static org.mailuo.collection.Visitors.story;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.collection.Examination.Sign;
import org.mailuo.collection.Visitors.Sheet;
import org.mailuo.donors.Scope;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;
import org.mailuo.shared.Sex;

/** Every limit of FACTS 1.1 to 1.3 below, at and above, through the decision as a whole. */
class EligibilityRulesTest {
    private static final Intention PLATELETS = Intention.platelets(1);

    private static Decision judge(Visitors.Story story, Consumer<Sheet> change) {
        return EligibilityRules.afterExamination(story.facts(), sheet(change));
    }

    private static List<String> rules(Decision decision) {
        return decision.reasons().stream()
                .map(reason -> reason.arguments().isEmpty()
                        ? reason.code()
                        : reason.arguments().getLast())
                .toList();
    }

    private static void expect(Decision decision, String rule) {
        assertThat(rules(decision)).isEqualTo(rule.equals("-") ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @EnumSource(Sex.class)
    void aHealthyPersonMayGiveBothKinds(Sex sex) {
        assertThat(EligibilityRules.afterExamination(story().a(sex).facts(), healthy()))
                .isEqualTo(Decision.ALLOWED);
        assertThat(EligibilityRules.afterExamination(
                        story().a(sex).toGive(PLATELETS).facts(), healthy()))
                .isEqualTo(Decision.ALLOWED);
    }

    // Born 1885-01-02
    @ParameterizedTest(name = "E1 on {0}: {1}")
    @CsvSource({
        "1903-01-01, E1",
        "1903-01-02, -",
        "1903-01-03, -",
        "1941-01-01, -", // the last day of being 55
    })
    void rule_E1_ordinary_age(String day, String rule) {
        expect(judge(story().on(day), sheet -> {}), rule);
    }

    @Test
    void rule_E1_who_was_born_on_a_leap_day_comes_of_age_on_the_first_of_March() {
        var leapling = story().bornOn("1892-02-29");
        expect(judge(leapling.on("1910-02-28"), sheet -> {}), "E1");
        expect(judge(leapling.on("1910-03-01"), sheet -> {}), "-");
    }

    @ParameterizedTest(name = "E3 on {0}: {1}")
    @CsvSource({"1941-01-02, -", "1945-01-01, -", "1945-01-02, -", "1945-01-03, E3"})
    void rule_E3_extended_age_ends_with_the_60th_birthday(String day, String rule) {
        var regular = story().on(day).gave(WHOLE_BLOOD, "1920-01-01").gave(WHOLE_BLOOD, "1921-01-01");
        expect(judge(regular, sheet -> sheet.asks = true), rule);
        assertThat(EligibilityRules.ageBounds(regular.facts()).isAllowed()).isEqualTo(rule.equals("-"));
    }

    @Test
    void rule_E3_the_birthday_itself_is_a_parameter() {
        var ages = new RuleSet.Ages(18, 55, new RuleSet.Extended(60, false, 2, true));
        var body = CN_2011.body();
        var strict = new RuleSet(
                "strict",
                "CN",
                "x",
                "x",
                CN_2011.from(),
                null,
                new RuleSet.Body(
                        ages, body.limits(), body.intervals(), body.yearly(), 0, true, body.volumes(), List.of()));
        var regular = story().by(strict).gave(WHOLE_BLOOD, "1920-01-01").gave(WHOLE_BLOOD, "1921-01-01");
        expect(judge(regular.on("1945-01-01"), sheet -> sheet.asks = true), "-");
        expect(judge(regular.on("1945-01-02"), sheet -> sheet.asks = true), "E3");
    }

    @Test
    void rule_E2_extended_age_needs_two_donations_no_reaction_and_his_own_wish() {
        var once = story().on("1942-06-01").gave(WHOLE_BLOOD, "1920-01-01");
        assertThat(codes(judge(once, sheet -> sheet.reaction = true)))
                .containsExactly("collection.age-repeat", "collection.age-reaction", "collection.age-ask");
        var failedSecond = story().on("1942-06-01")
                .gave(WHOLE_BLOOD, "1920-01-01")
                .gave(WHOLE_BLOOD, "1921-01-01", 10, Outcome.FAILED);
        assertThat(codes(judge(failedSecond, sheet -> sheet.asks = true))).containsExactly("collection.age-repeat");
        var twice = story().on("1942-06-01").gave(WHOLE_BLOOD, "1920-01-01").gave(WHOLE_BLOOD, "1921-01-01");
        expect(judge(twice, sheet -> sheet.asks = true), "-");
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    @ParameterizedTest(name = "E4 {0} {1} kg: {2}")
    @CsvSource({
        "MALE, 49.9, E4",
        "MALE, 50, -",
        "MALE, 50.0, -",
        "MALE, 50.1, -",
        "FEMALE, 44.9, E4",
        "FEMALE, 45, -",
        "FEMALE, 45.1, -"
    })
    void rule_E4_weight(Sex sex, String weight, String rule) {
        expect(judge(story().a(sex), sheet -> sheet.weight = weight), rule);
    }

    @ParameterizedTest(name = "E5 {0} mmHg: {1}")
    @CsvSource({"90, -", "91, -", "139, -", "140, E5", "141, E5"})
    void rule_E5_systolic_upper_bound_is_exclusive(int systolic, String rule) {
        expect(
                judge(story(), sheet -> {
                    sheet.systolic = systolic;
                    sheet.diastolic = 60;
                }),
                rule);
    }

    @Test
    void rule_E5_below_the_lower_bound_the_pulse_pressure_is_too_narrow_as_well() {
        Decision decision = judge(story(), sheet -> {
            sheet.systolic = 89;
            sheet.diastolic = 60;
        });
        assertThat(rules(decision)).containsExactly("E5", "E7");
    }

    @ParameterizedTest(name = "E6 {0} mmHg: {1}")
    @CsvSource({"59, E6", "60, -", "61, -", "89, -", "90, E6", "91, E6"})
    void rule_E6_diastolic_upper_bound_is_exclusive(int diastolic, String rule) {
        expect(
                judge(story(), sheet -> {
                    sheet.systolic = 130;
                    sheet.diastolic = diastolic;
                }),
                rule);
    }

    @ParameterizedTest(name = "E7 {0}/{1}: {2}")
    @CsvSource({"110, 81, E7", "110, 80, -", "110, 79, -"})
    void rule_E7_pulse_pressure(int systolic, int diastolic, String rule) {
        expect(
                judge(story(), sheet -> {
                    sheet.systolic = systolic;
                    sheet.diastolic = diastolic;
                }),
                rule);
    }

    @ParameterizedTest(name = "E8 {0} /min, athlete {1}: {2}")
    @CsvSource({
        "59, false, E8", "60, false, -", "61, false, -", "100, false, -", "101, false, E8",
        "49, true, E8", "50, true, -", "51, true, -", "100, true, -", "101, true, E8"
    })
    void rule_E8_pulse(int pulse, boolean athlete, String rule) {
        expect(
                judge(story(), sheet -> {
                    sheet.pulse = pulse;
                    sheet.athlete = athlete;
                }),
                rule);
    }

    @Test
    void rule_E8_pulse_must_be_regular() {
        expect(judge(story(), sheet -> sheet.regular = false), "E8");
    }

    @ParameterizedTest(name = "E9 {0} °C: {1}")
    @CsvSource({"37.2, -", "37.3, -", "37.4, E9"})
    void rule_E9_temperature(String temperature, String rule) {
        expect(judge(story(), sheet -> sheet.temperature = temperature), rule);
    }

    @ParameterizedTest
    @EnumSource(Sign.class)
    void rule_E10_look(Sign sign) {
        expect(judge(story(), sheet -> sheet.signs = Set.of(sign)), "E10");
    }

    @ParameterizedTest(name = "E11 {0} {1} g/L: {2}")
    @CsvSource({
        "MALE, 119, E11", "MALE, 120, -", "MALE, 121, -",
        "FEMALE, 114, E11", "FEMALE, 115, -", "FEMALE, 116, -"
    })
    void rule_E11_haemoglobin(Sex sex, int haemoglobin, String rule) {
        expect(judge(story().a(sex), sheet -> sheet.haemoglobin = haemoglobin), rule);
    }

    @ParameterizedTest(name = "E12 {0} {1}: {2}")
    @CsvSource({
        "MALE, 1.0519, E12",
        "MALE, 1.0520, -",
        "MALE, 1.052, -",
        "MALE, 1.0521, -",
        "FEMALE, 1.0509, E12",
        "FEMALE, 1.0510, -",
        "FEMALE, 1.0511, -"
    })
    void rule_E12_copper_sulphate_instead_of_haemoglobin(Sex sex, String gravity, String rule) {
        expect(
                judge(story().a(sex), sheet -> {
                    sheet.haemoglobin = null;
                    sheet.copper = gravity;
                }),
                rule);
    }

    @Test
    void rule_E12_the_limit_for_women_was_lower_before_2012() {
        Consumer<Sheet> gravity = sheet -> {
            sheet.haemoglobin = null;
            sheet.copper = "1.0500";
        };
        expect(judge(story().a(Sex.FEMALE).by(CN_2001), gravity), "-");
        expect(judge(story().a(Sex.FEMALE).by(CN_2011), gravity), "E12");
    }

    @ParameterizedTest(name = "E13 ALT {0}: {1}")
    @CsvSource({"49, -", "50, -", "51, E13"})
    void rule_E13_alt(int alt, String rule) {
        expect(judge(story(), sheet -> sheet.alt = alt), rule);
    }

    @Test
    void rule_E13_alt_is_judged_only_if_measured() {
        expect(judge(story(), sheet -> sheet.alt = null), "-");
    }

    @Test
    void rule_R1_P3_a_reactive_strip_says_refer_and_nothing_else() {
        Decision decision = judge(story(), sheet -> sheet.hbsag = Rapid.REACTIVE);
        assertThat(decision.reasons()).containsExactly(Reason.of("collection.refer"));
    }

    @ParameterizedTest(name = "E20 {0}: {1}")
    @CsvSource({"0.35, E20", "0.359, E20", "0.36, -", "0.37, -"})
    void rule_E20_haematocrit_of_platelet_donors(String haematocrit, String rule) {
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.haematocrit = haematocrit), rule);
        expect(judge(story(), sheet -> sheet.haematocrit = haematocrit), "-");
    }

    @ParameterizedTest(name = "E21 {0}: {1}")
    @CsvSource({"149, E21", "150, -", "151, -", "449, -", "450, E21", "451, E21"})
    void rule_E21_platelets_before(int platelets, String rule) {
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.platelets = platelets), rule);
        expect(judge(story(), sheet -> sheet.platelets = platelets), "-");
    }

    @ParameterizedTest(name = "E22 {0}: {1}")
    @CsvSource({"99, E22", "100, -", "101, -"})
    void rule_E22_platelets_after(int after, String rule) {
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.plateletsAfter = after), rule);
    }

    @Test
    void rule_E23_an_inhibitor_bars_platelets_and_not_whole_blood() {
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.inhibitor = true), "E23");
        expect(judge(story(), sheet -> sheet.inhibitor = true), "-");
    }

    @Test
    void whatWasNotMeasuredRefuses() {
        expect(judge(story(), sheet -> sheet.temperature = null), "E9");
        expect(judge(story(), sheet -> sheet.haemoglobin = null), "E11");
        expect(judge(story(), sheet -> sheet.hbsag = Rapid.NOT_DONE), "E13");
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.haematocrit = null), "E20");
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.platelets = null), "E21");
        expect(judge(story().toGive(PLATELETS), sheet -> sheet.plateletsAfter = null), "E22");
    }

    @Test
    void withoutConsentNobodyGives() {
        assertThat(codes(judge(story(), sheet -> sheet.consent = false))).containsExactly("collection.no-consent");
    }

    @Test
    void everyReasonIsTold() {
        Decision decision = judge(story().on("1902-01-01").gave(WHOLE_BLOOD, "1901-12-01"), sheet -> {
            sheet.weight = "40";
            sheet.systolic = 150;
            sheet.diastolic = 95;
            sheet.haemoglobin = 100;
        });
        assertThat(rules(decision)).containsExactly("E1", "E4", "E5", "E6", "E11", "I1");
        assertThat(decision.reasons().get(2))
                .isEqualTo(Reason.of("collection.not-below", "SYSTOLIC", "150", "140", "E5"));
    }

    @ParameterizedTest(name = "V1 {0} mL: {1}")
    @CsvSource({"200, -", "300, -", "400, -", "199, V1", "250, V1", "401, V1", "500, V1", "0, V1"})
    void rule_V1_whole_blood_is_200_300_or_400(int ml, String rule) {
        expect(
                EligibilityRules.atCheckIn(
                        story().toGive(Intention.wholeBlood(ml)).facts()),
                rule);
    }

    @ParameterizedTest(name = "V2 {0} doses: {1}")
    @CsvSource({"0, V2", "1, -", "2, -", "3, V2"})
    void rule_V2_one_or_two_doses(int doses, String rule) {
        expect(
                EligibilityRules.atCheckIn(
                        story().toGive(Intention.platelets(doses)).facts()),
                rule);
    }

    // Deferrals ---------------------------------------------------------------------------------------------------

    @Test
    void rule_P2_a_permanent_deferral_never_ends() {
        var banned = story().on("1939-01-01").deferred("ANTI_HCV", Scope.ALL, true, "1905-01-01", null);
        assertThat(codes(EligibilityRules.atCheckIn(banned.facts()))).containsExactly("collection.refer");
        assertThat(codes(judge(banned, sheet -> {}))).containsExactly("collection.refer");
    }

    @ParameterizedTest(name = "deferred from 1925-06-10 until 1925-06-20, on {0}: {1}")
    @CsvSource({"1925-06-09, true", "1925-06-10, false", "1925-06-19, false", "1925-06-20, true", "1925-06-21, true"})
    void aTemporaryDeferralEndsOnItsDay(String day, boolean allowed) {
        var cold = story().on(day).deferred("T10", Scope.ALL, false, "1925-06-10", "1925-06-20");
        assertThat(EligibilityRules.atCheckIn(cold.facts()).isAllowed()).isEqualTo(allowed);
    }

    @Test
    void rule_T_MAX_every_reason_is_kept_with_its_own_end_strictest_first() {
        var many = story().deferred("T01", Scope.ALL, false, "1925-06-14", "1925-06-17")
                .deferred("T10", Scope.ALL, false, "1925-06-14", "1925-06-21");
        assertThat(EligibilityRules.atCheckIn(many.facts()).reasons())
                .containsExactly(
                        Reason.of("collection.deferred-until", "T10", "1925-06-21"),
                        Reason.of("collection.deferred-until", "T01", "1925-06-17"));
    }

    @Test
    void rule_T_UNK_without_a_known_end_it_does_not_end() {
        var unknown = story().on("1939-01-01").deferred("T10", Scope.ALL, false, "1925-06-10", null);
        assertThat(codes(EligibilityRules.atCheckIn(unknown.facts()))).containsExactly("collection.deferred-open");
    }

    @Test
    void rule_P3_a_sensitive_reason_is_never_told_and_an_unknown_code_is_sensitive() {
        var sensitive = story().deferred("T22", Scope.ALL, false, "1925-06-10", "1926-06-10")
                .deferred("SOMETHING_NEW", Scope.ALL, false, "1925-06-10", "1926-06-10");
        List<Reason> reasons = EligibilityRules.atCheckIn(sensitive.facts()).reasons();
        assertThat(reasons).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("collection.refer");
            assertThat(reason.arguments()).hasSize(2).allMatch(id -> UUID.fromString(id) != null);
        });
    }

    @Test
    void aDeferralOfPlateletsLetsWholeBloodPass() {
        var aspirin = story().deferred("T19", Scope.PLATELETS, false, "1925-06-13", "1925-06-18");
        expect(EligibilityRules.atCheckIn(aspirin.facts()), "-");
        assertThat(codes(EligibilityRules.atCheckIn(aspirin.toGive(PLATELETS).facts())))
                .containsExactly("collection.deferred-until");
    }

    // The shipped documents ---------------------------------------------------------------------------------------

    @Test
    void theEditionsFollowEachOtherWithoutGapOrOverlap() {
        assertThat(CN_2001.to()).isEqualTo(CN_2011.from().minusDays(1));
        assertThat(CN_2011.to()).isNull();
    }

    @Test
    void theEditionBeforeIncludedTheUpperBounds() {
        Consumer<Sheet> high = sheet -> {
            sheet.systolic = 140;
            sheet.diastolic = 90;
        };
        expect(judge(story().by(CN_2001), high), "-");
        assertThat(rules(judge(story().by(CN_2011), high))).containsExactly("E5", "E6");
    }

    @Test
    void everyIntervalBetweenTheKindsIsThere() {
        for (DonationKind from : List.of(WHOLE_BLOOD, APHERESIS_PLATELETS)) {
            for (DonationKind to : List.of(WHOLE_BLOOD, APHERESIS_PLATELETS)) {
                assertThat(CN_2011.body().interval(from, to)).isPresent();
                assertThat(CN_2001.body().interval(from, to)).isPresent();
            }
        }
    }

    @Test
    void rule_E1_E3_withoutAnExtensionTheLastYearIsTheLast() {
        assertThat(EligibilityRules.ageBounds(story().on("1903-01-01").facts()).reasons())
                .containsExactly(Reason.of("collection.too-young", 18, "E1"));
        assertThat(EligibilityRules.ageBounds(story().on("1903-01-02").facts()).isAllowed())
                .isTrue();
        assertThat(EligibilityRules.ageBounds(
                                story().by(CN_2001).on("1941-01-01").facts())
                        .isAllowed())
                .isTrue();
        assertThat(EligibilityRules.ageBounds(
                                story().by(CN_2001).on("1941-01-02").facts())
                        .reasons())
                .containsExactly(Reason.of("collection.too-old", 55, "E3"));
        assertThat(EligibilityRules.ageBounds(story().on("1945-01-03").facts()).reasons())
                .containsExactly(Reason.of("collection.too-old", 60, "E3"));
    }

    @Test
    void aReadingThatIsTooLowIsCalledTooLowWithItsFigures() {
        assertThat(judge(story().a(Sex.MALE), sheet -> sheet.haemoglobin = 119).reasons())
                .containsExactly(Reason.of("collection.too-low", "HAEMOGLOBIN", "119", "120", "E11"));
    }

    @Test
    void theApprovalOnTheSheetIsTheOneThatCounts() {
        var week = story().toGive(PLATELETS)
                .gave(DonationKind.APHERESIS_PLATELETS, "1925-06-08")
                .on("1925-06-15");
        expect(judge(week, sheet -> {}), "I1");
        expect(judge(week, sheet -> sheet.approved = new java.util.UUID(0, 9)), "-");
    }
}
