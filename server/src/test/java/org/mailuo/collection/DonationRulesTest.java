package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.collection.Visitors.CN_2011;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.collection.Visit.State;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;

class DonationRulesTest {
    private static final DonationNumber DIN = DonationNumber.of("A9999", 26, 1);
    private static final Instant START = Instant.parse("1925-06-15T02:00:00Z");
    private static final LocalDate DAY = LocalDate.of(1925, 6, 15);

    private static NewDonation drawn(int ml, int seconds) {
        return new NewDonation(DIN, DIN, Millilitres.of(ml), START, START.plusSeconds(seconds), "CPDA-1", "L1");
    }

    private static DonationRules.Assessment assess(Intention intention, int ml, int seconds) {
        return DonationRules.assess(CN_2011, intention, false, drawn(ml, seconds));
    }

    @ParameterizedTest(name = "V1 {0} mL nominal, {1} drawn: {2}, held {3}")
    @CsvSource({
        "200, 29, FAILED, false",
        "200, 30, PART, true",
        "200, 179, PART, true",
        "200, 180, COMPLETE, false",
        "200, 220, COMPLETE, false",
        "200, 221, COMPLETE, true",
        "300, 269, PART, true",
        "300, 270, COMPLETE, false",
        "300, 330, COMPLETE, false",
        "300, 331, COMPLETE, true",
        "400, 359, PART, true",
        "400, 360, COMPLETE, false",
        "400, 440, COMPLETE, false",
        "400, 441, COMPLETE, true",
        "400, 0, FAILED, false",
    })
    void rule_V1_ten_percent_either_way(int nominal, int ml, Outcome outcome, boolean held) {
        var assessment = assess(Intention.wholeBlood(nominal), ml, 240);
        assertThat(assessment.outcome()).isEqualTo(outcome);
        assertThat(assessment.held()).isEqualTo(held);
    }

    @ParameterizedTest(name = "V2 {0} doses, {1} mL: {2}, held {3}")
    @CsvSource({
        "1, 124, PART, true", "1, 125, COMPLETE, false", "1, 300, COMPLETE, false", "1, 301, COMPLETE, true",
        "2, 249, PART, true", "2, 250, COMPLETE, false", "2, 600, COMPLETE, false", "2, 601, COMPLETE, true",
    })
    void rule_V2_platelets_by_the_dose(int doses, int ml, Outcome outcome, boolean held) {
        var assessment = assess(Intention.platelets(doses), ml, 3600);
        assertThat(assessment.outcome()).isEqualTo(outcome);
        assertThat(assessment.held()).isEqualTo(held);
    }

    @ParameterizedTest(name = "3.3 {0} mL in {1} s: platelets {2}, fresh plasma {3}")
    @CsvSource({
        "200, 300, true, true", "200, 301, false, true", "200, 420, false, true", "200, 421, false, false",
        "300, 450, true, true", "300, 451, false, true", "300, 600, false, true", "300, 601, false, false",
        "400, 600, true, true", "400, 601, false, true", "400, 780, false, true", "400, 781, false, false",
    })
    void slow_bleeding_restricts_what_is_made(int nominal, int seconds, boolean platelets, boolean plasma) {
        var marks = assess(Intention.wholeBlood(nominal), nominal, seconds).marks();
        assertThat(marks.stream().noneMatch(mark -> mark.code().equals(Donation.NO_PLATELETS)))
                .isEqualTo(platelets);
        assertThat(marks.stream().noneMatch(mark -> mark.code().equals(Donation.NO_FRESH_PLASMA)))
                .isEqualTo(plasma);
    }

    @Test
    void rule_E23_an_inhibitor_marks_whole_blood() {
        var marks = DonationRules.assess(CN_2011, Intention.wholeBlood(400), true, drawn(400, 300))
                .marks();
        assertThat(marks).extracting(Reason::code).containsExactly("collection.no-platelets-inhibitor");
    }

    private static Visit visit(State state) {
        return new Visit(
                new VisitId(new UUID(0, 1)),
                Visitors.SOMEBODY,
                new UUID(0, 2),
                Intention.wholeBlood(400),
                START.minusSeconds(900),
                new UUID(0, 3),
                DAY,
                state,
                null,
                List.of(),
                "CN-GB18467-2011",
                START.minusSeconds(60),
                new UUID(0, 3));
    }

    private static List<String> refusals(Visit visit, NewDonation donation, LocalDate day) {
        return DonationRules.mayBeRecorded(visit, donation, day, START.plusSeconds(7200)).reasons().stream()
                .map(Reason::code)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void onlyAnEligibleVisitIsBled(State state) {
        assertThat(refusals(visit(state), drawn(400, 300), DAY)).hasSize(state == State.ELIGIBLE ? 0 : 1);
    }

    @Test
    void yesterdaysExaminationDoesNotCount() {
        assertThat(refusals(visit(State.ELIGIBLE), drawn(400, 300), DAY.plusDays(1)))
                .containsExactly("collection.another-day");
    }

    @Test
    void hardStop6_tubeAndBagMustAgree() {
        var mixed = new NewDonation(
                DIN,
                DonationNumber.of("A9999", 26, 2),
                Millilitres.of(400),
                START,
                START.plusSeconds(300),
                "CPDA-1",
                "L1");
        assertThat(refusals(visit(State.ELIGIBLE), mixed, DAY)).containsExactly("collection.tube-mismatch");
    }

    @Test
    void impossibleTimesAndVolumesAreSlips() {
        assertThat(refusals(visit(State.ELIGIBLE), drawn(400, -1), DAY)).containsExactly("collection.times");
        assertThat(refusals(visit(State.ELIGIBLE), drawn(400, 7201), DAY)).containsExactly("collection.in-future");
        assertThat(refusals(visit(State.ELIGIBLE), drawn(1501, 300), DAY)).containsExactly("collection.volume");
        var early = new NewDonation(
                DIN, DIN, Millilitres.of(400), START.minusSeconds(61), START.plusSeconds(300), "CPDA-1", "L1");
        assertThat(refusals(visit(State.ELIGIBLE), early, DAY)).containsExactly("collection.before-decision");
    }

    @ParameterizedTest(name = "{0} g are {1} mL")
    @CsvSource({"0, 0", "420, 400", "210, 200", "421, 401", "378, 360", "462, 440"})
    void gramsBecomeMillilitresByDensity(int grams, int ml) {
        assertThat(DonationRules.volume(CN_2011, grams)).isEqualTo(Millilitres.of(ml));
    }

    @Test
    void theLongestTimeAndTheLargestVolumeArePossible() {
        var start = START.minusSeconds(60);
        for (long seconds : List.of(DonationRules.LONGEST.toSeconds(), DonationRules.LONGEST.toSeconds() + 1)) {
            var donation =
                    new NewDonation(DIN, DIN, Millilitres.of(1500), start, start.plusSeconds(seconds), "CPDA-1", "L1");
            assertThat(DonationRules.isPossible(visit(State.ELIGIBLE), donation, donation.endedAt())
                            .isAllowed())
                    .isEqualTo(seconds == DonationRules.LONGEST.toSeconds());
        }
    }

    @Test
    void aSlowCollectionSaysHowLongAndHowLongItMayBe() {
        assertThat(assess(Intention.wholeBlood(400), 400, 785).marks())
                .containsExactly(
                        Reason.of(Donation.NO_PLATELETS, "13:05", "10:00"),
                        Reason.of(Donation.NO_FRESH_PLASMA, "13:05", "13:00"));
    }
}
