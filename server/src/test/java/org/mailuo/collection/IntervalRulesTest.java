package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.collection.DonationKind.APHERESIS_PLATELETS;
import static org.mailuo.collection.DonationKind.WHOLE_BLOOD;
import static org.mailuo.collection.Visitors.CN_2001;
import static org.mailuo.collection.Visitors.CN_2011;
import static org.mailuo.collection.Visitors.story;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

/** FACTS 1.4: stories of people who come back. */
class IntervalRulesTest {
    private static final Intention BLOOD = Intention.wholeBlood(400);
    private static final Intention PLATELETS = Intention.platelets(1);

    private static boolean may(Visitors.Story story) {
        return EligibilityRules.intervals(story.facts(), false).isAllowed();
    }

    @ParameterizedTest(name = "{0} on {1}, then {2}: from {3}")
    @CsvSource({
        // six calendar months
        "WHOLE_BLOOD, 1925-01-15, WHOLE_BLOOD, 1925-07-15",
        "WHOLE_BLOOD, 1924-12-31, WHOLE_BLOOD, 1925-06-30",
        // the 31st of August: six months later there is no 31st, in a common year
        "WHOLE_BLOOD, 1924-08-31, WHOLE_BLOOD, 1925-02-28",
        // and in a leap year
        "WHOLE_BLOOD, 1923-08-31, WHOLE_BLOOD, 1924-02-29",
        "WHOLE_BLOOD, 1923-08-29, WHOLE_BLOOD, 1924-02-29",
        "WHOLE_BLOOD, 1923-08-30, WHOLE_BLOOD, 1924-02-29",
        // from the leap day itself
        "WHOLE_BLOOD, 1924-02-29, WHOLE_BLOOD, 1924-08-29",
        // over the turn of the year
        "WHOLE_BLOOD, 1924-10-31, WHOLE_BLOOD, 1925-04-30",
        // three calendar months from whole blood to platelets
        "WHOLE_BLOOD, 1925-01-15, APHERESIS_PLATELETS, 1925-04-15",
        "WHOLE_BLOOD, 1923-11-30, APHERESIS_PLATELETS, 1924-02-29",
        "WHOLE_BLOOD, 1924-11-30, APHERESIS_PLATELETS, 1925-02-28",
        // days, not months, after platelets: asymmetric
        "APHERESIS_PLATELETS, 1925-01-15, WHOLE_BLOOD, 1925-02-12",
        "APHERESIS_PLATELETS, 1924-02-15, WHOLE_BLOOD, 1924-03-14",
        "APHERESIS_PLATELETS, 1925-02-15, WHOLE_BLOOD, 1925-03-15",
        "APHERESIS_PLATELETS, 1925-01-15, APHERESIS_PLATELETS, 1925-01-29",
        "APHERESIS_PLATELETS, 1924-02-20, APHERESIS_PLATELETS, 1924-03-05",
    })
    void rule_I1_the_day_before_is_too_soon_and_the_day_itself_is_not(
            DonationKind before, String day, DonationKind next, LocalDate from) {
        Intention wanted = next == WHOLE_BLOOD ? BLOOD : PLATELETS;
        var story = story().gave(before, day).toGive(wanted);
        assertThat(may(story.on(from.minusDays(1).toString()))).isFalse();
        assertThat(may(story.on(from.toString()))).isTrue();
        assertThat(may(story.on(from.plusDays(1).toString()))).isTrue();
        assertThat(EligibilityRules.notBefore(story.on(day).facts())).isEqualTo(from);
    }

    @Test
    void theSameDayIsTooSoonAndTheReasonNamesTheDay() {
        var again = story().gave(WHOLE_BLOOD, "1925-06-15").on("1925-06-15");
        assertThat(EligibilityRules.intervals(again.facts(), false).reasons())
                .containsExactly(Reason.of(
                        "collection.interval", "WHOLE_BLOOD", "1925-06-15", "WHOLE_BLOOD", "1925-12-15", "I1"));
    }

    @Test
    void aLaterDonationOfAnotherKindDoesNotHideAnEarlierOne() {
        // Platelets four months after whole blood are lawful; whole blood two months later is not: the six months run
        // on.
        var both = story().gave(WHOLE_BLOOD, "1925-01-10")
                .gave(APHERESIS_PLATELETS, "1925-05-10")
                .toGive(BLOOD);
        assertThat(may(both.on("1925-07-09"))).isFalse();
        assertThat(may(both.on("1925-07-10"))).isTrue();
    }

    @Test
    void bothKindsMayStandAgainstAtOnce() {
        var both = story().gave(WHOLE_BLOOD, "1925-05-01")
                .gave(APHERESIS_PLATELETS, "1925-06-10")
                .toGive(BLOOD)
                .on("1925-06-15");
        assertThat(EligibilityRules.intervals(both.facts(), false).reasons()).hasSize(2);
        assertThat(EligibilityRules.notBefore(both.facts())).isEqualTo("1925-11-01");
    }

    @Test
    void onlyTheLastOfAKindCounts() {
        var old = story().gave(WHOLE_BLOOD, "1920-01-01").gave(WHOLE_BLOOD, "1924-01-01");
        assertThat(may(old.on("1925-06-15"))).isTrue();
    }

    @Test
    void aDonationDatedLaterThanTheVisitRefuses() {
        assertThat(may(story().gave(WHOLE_BLOOD, "1925-06-20").on("1925-06-15")))
                .isFalse();
    }

    @Test
    void rule_I5_a_failed_donation_counts() {
        var failed = story().gave(WHOLE_BLOOD, "1925-06-01", 0, Outcome.FAILED);
        assertThat(may(failed.on("1925-06-15"))).isFalse();
        var part = story().gave(WHOLE_BLOOD, "1925-06-01", 120, Outcome.PART);
        assertThat(may(part.on("1925-06-15"))).isFalse();
    }

    @Test
    void rule_I3_before_July_2012_platelets_waited_four_weeks_and_six_months_after_blood() {
        var platelets = story().gave(APHERESIS_PLATELETS, "1925-06-01")
                .toGive(PLATELETS)
                .on("1925-06-15");
        assertThat(may(platelets)).isTrue();
        assertThat(may(platelets.by(CN_2001))).isFalse();
        assertThat(may(platelets.by(CN_2001).on("1925-06-29"))).isTrue();
        var blood = story().gave(WHOLE_BLOOD, "1925-01-15").toGive(PLATELETS);
        assertThat(may(blood.on("1925-04-15"))).isTrue();
        assertThat(may(blood.by(CN_2001))).isFalse();
        assertThat(may(blood.by(CN_2001).on("1925-07-15"))).isTrue();
    }

    @ParameterizedTest(name = "approved, after {0} days: {1}")
    @CsvSource({"6, false", "7, true", "8, true"})
    void aPhysicianMayApproveOneWeekForAMatchedPatient(int days, boolean allowed) {
        var matched = story().gave(APHERESIS_PLATELETS, "1925-06-01")
                .toGive(PLATELETS)
                .on(LocalDate.of(1925, 6, 1).plusDays(days).toString());
        assertThat(EligibilityRules.intervals(matched.facts(), true).isAllowed())
                .isEqualTo(allowed);
        assertThat(EligibilityRules.intervals(matched.facts(), false).isAllowed())
                .isFalse();
    }

    @Test
    void noApprovalShortensAnyOtherInterval() {
        var blood = story().gave(WHOLE_BLOOD, "1925-06-01").toGive(BLOOD).on("1925-06-10");
        assertThat(EligibilityRules.intervals(blood.facts(), true).isAllowed()).isFalse();
    }

    private static Visitors.Story fortnightly(int times, LocalDate last) {
        var story = story().toGive(PLATELETS);
        for (int i = 0; i < times; i++) {
            story.gave(APHERESIS_PLATELETS, last.minusDays(14L * i).toString());
        }
        return story;
    }

    @ParameterizedTest(name = "{0} times in twelve months: {1}")
    @CsvSource({"22, true", "23, true", "24, false", "25, false"})
    void rule_I2_no_more_than_24_times_in_any_twelve_months(int times, boolean allowed) {
        Decision decision = EligibilityRules.yearlyNumber(
                fortnightly(times, LocalDate.of(1925, 6, 1)).on("1925-06-15").facts());
        assertThat(decision.isAllowed()).isEqualTo(allowed);
    }

    @Test
    void rule_I2_the_window_rolls_and_ends_on_the_same_date_a_year_before() {
        var story = fortnightly(23, LocalDate.of(1925, 6, 1)).gave(APHERESIS_PLATELETS, "1924-06-16");
        assertThat(EligibilityRules.yearlyNumber(story.on("1925-06-15").facts()).isAllowed())
                .isFalse();
        assertThat(EligibilityRules.yearlyNumber(story.on("1925-06-16").facts()).isAllowed())
                .isTrue();
    }

    @Test
    void rule_I2_whole_blood_is_not_counted() {
        var story = fortnightly(24, LocalDate.of(1925, 6, 1)).toGive(BLOOD).on("1925-06-29");
        assertThat(EligibilityRules.yearlyNumber(story.facts()).isAllowed()).isTrue();
    }

    @ParameterizedTest(name = "V3 {0} mL before today: {1}")
    @CsvSource({"9699, true", "9700, true", "9701, false"})
    void rule_V3_ten_litres_a_year(int before, boolean allowed) {
        var story = story().toGive(PLATELETS)
                .gave(APHERESIS_PLATELETS, "1925-01-01", before, Outcome.COMPLETE)
                .on("1925-06-15");
        assertThat(EligibilityRules.yearlyVolume(story.facts()).isAllowed()).isEqualTo(allowed);
    }

    @Test
    void rule_V3_blood_of_another_year_does_not_count() {
        var story = story().toGive(PLATELETS)
                .gave(APHERESIS_PLATELETS, "1924-06-15", 9999, Outcome.COMPLETE)
                .on("1925-06-15");
        assertThat(EligibilityRules.yearlyVolume(story.facts()).isAllowed()).isTrue();
    }

    @Test
    void theReasonsStandInTheOrderOfTheKinds() {
        var both = story().gave(APHERESIS_PLATELETS, "1925-06-10")
                .gave(WHOLE_BLOOD, "1925-05-01")
                .toGive(BLOOD)
                .on("1925-06-15");
        assertThat(EligibilityRules.intervals(both.facts(), false).reasons())
                .extracting(reason -> reason.arguments().getFirst())
                .containsExactly("WHOLE_BLOOD", "APHERESIS_PLATELETS");
    }

    @Test
    void afterTheIntervalTheDayItselfIsTheFirst() {
        var old = story().gave(WHOLE_BLOOD, "1920-01-01").on("1925-06-15");
        assertThat(EligibilityRules.notBefore(old.facts())).isEqualTo("1925-06-15");
    }

    @ParameterizedTest(name = "I5 failed after {0} mL: {1}")
    @CsvSource({"99, true", "100, false", "101, false"})
    void rule_I5_a_failed_donation_counts_from_the_millilitre_of_the_rule_set(int drawn, boolean allowed) {
        var body = CN_2011.body();
        var lenient = new RuleSet(
                "lenient",
                "CN",
                "x",
                "x",
                CN_2011.from(),
                null,
                new RuleSet.Body(
                        body.ages(),
                        body.limits(),
                        body.intervals(),
                        body.yearly(),
                        100,
                        true,
                        body.volumes(),
                        List.of()));
        var failed = story().by(lenient)
                .gave(WHOLE_BLOOD, "1925-06-01", drawn, Outcome.FAILED)
                .on("1925-06-15");
        assertThat(may(failed)).isEqualTo(allowed);
    }
}
