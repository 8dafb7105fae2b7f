package org.mailuo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.testing.TestingFixtures.ANNA;
import static org.mailuo.testing.TestingFixtures.BERTA;
import static org.mailuo.testing.TestingFixtures.CLARA;
import static org.mailuo.testing.TestingFixtures.CN_2019;
import static org.mailuo.testing.TestingFixtures.DIN;
import static org.mailuo.testing.TestingFixtures.NO_REPEAT;
import static org.mailuo.testing.TestingFixtures.aDonationUnder;
import static org.mailuo.testing.TestingFixtures.aGoodDonation;
import static org.mailuo.testing.TestingFixtures.attempt;
import static org.mailuo.testing.TestingFixtures.by;
import static org.mailuo.testing.TestingFixtures.enteredBy;
import static org.mailuo.testing.TestingFixtures.good;
import static org.mailuo.testing.TestingFixtures.in;
import static org.mailuo.testing.TestingFixtures.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;
import org.mailuo.testing.TestingRules.Finding;

class TestingRulesTest {

    // L3, G3: completeness ------------------------------------------------------------------------------------------

    @Test
    void allMarkersGoodIsFitWithItsGroup() {
        Finding finding = TestingRules.conclude(aGoodDonation().tests(), List.of(BloodGroup.of("O+")));
        assertThat(finding.fitness()).isEqualTo(Fitness.FIT);
        assertThat(finding.group()).isEqualTo(BloodGroup.of("O+"));
        assertThat(finding.complete()).isTrue();
        assertThat(finding.reasons()).isEmpty();
        assertThat(finding.notes()).isEmpty();
    }

    @Test
    void g2FirstDonationIsNoted() {
        Finding finding = TestingRules.conclude(aGoodDonation().tests(), List.of());
        assertThat(finding.fitness()).isEqualTo(Fitness.FIT);
        assertThat(finding.notes()).containsExactly(Reason.of("testing.first-group"));
    }

    @ParameterizedTest
    @EnumSource
    void g3EveryMarkerOfTheSchemeIsNeeded(Marker marker) {
        Finding finding = conclude(aGoodDonation().without(marker));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.complete()).isFalse();
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.missing", marker));
    }

    @ParameterizedTest
    @EnumSource
    void v13UnreviewedResultsDoNotCount(Marker marker) {
        Finding finding = conclude(aGoodDonation().instead(in(RunState.RUNNING, good(marker))));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.not-reviewed", marker));
    }

    @ParameterizedTest
    @EnumSource
    void v11ResultsOfAnInvalidRunDoNotCount(Marker marker) {
        Finding finding = conclude(aGoodDonation().instead(in(RunState.INVALID, good(marker))));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.only-invalid", marker));
    }

    @ParameterizedTest
    @EnumSource
    void l2InvalidIsNeverNonReactive(Marker marker) {
        Finding finding = conclude(aGoodDonation().instead(attempt(marker, Outcome.INVALID)));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.only-invalid", marker));
    }

    @ParameterizedTest
    @EnumSource
    void v11AfterAnInvalidAttemptAGoodOneCounts(Marker marker) {
        Finding finding = conclude(aGoodDonation().instead(attempt(marker, Outcome.INVALID), good(marker)));
        assertThat(finding.fitness()).isEqualTo(Fitness.FIT);
    }

    @ParameterizedTest
    @EnumSource(names = {"HBSAG", "ANTI_HCV", "HIV_AGAB", "TP_1", "TP_2", "HBV_DNA", "HCV_RNA", "HIV_RNA"})
    void l3AnyReactiveMarkerIsUnfit(Marker marker) {
        Attempt reactive = by(good(marker).manufacturer(), attempt(marker, Outcome.REACTIVE));
        Finding finding = conclude(aGoodDonation().instead(reactive, reactive));
        assertThat(finding.fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.reactive", marker));
    }

    @Test
    void l3UnfitThoughOthersAreMissingAndTellsAll() {
        Finding finding =
                conclude(aGoodDonation().without(Marker.ALT).instead(attempt(Marker.HIV_RNA, Outcome.REACTIVE)));
        assertThat(finding.fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(finding.complete()).isFalse();
        assertThat(finding.reasons())
                .containsExactly(
                        Reason.of("testing.reactive", Marker.HIV_RNA), Reason.of("testing.missing", Marker.ALT));
    }

    // L2: repeat ----------------------------------------------------------------------------------------------------

    /** N non-reactive, R reactive, G grey, i invalid well, u not yet reviewed non-reactive, x of an invalid run. */
    @ParameterizedTest
    @CsvSource({
        "'',    MISSING",
        "i,     INVALID",
        "x,     INVALID",
        "u,     REVIEW",
        "N,     CLEAR",
        "iN,    CLEAR",
        "NN,    CLEAR",
        "R,     REPEAT",
        "G,     REPEAT",
        "RN,    REPEAT",
        "RiN,   REPEAT",
        "RNx,   REPEAT",
        "RNu,   REVIEW",
        "RNN,   CLEAR",
        "GNN,   CLEAR",
        "RiNiN, CLEAR",
        "RR,    REACTIVE",
        "RG,    REACTIVE",
        "GG,    REACTIVE",
        "RNR,   REACTIVE",
        "RRN,   REACTIVE",
        "RRNN,  REACTIVE",
        "RNNR,  REACTIVE",
        "RNNNR, REACTIVE",
        "NR,    REACTIVE",
        "NG,    REACTIVE",
        "NRNN,  REACTIVE",
        "RRu,   REACTIVE",
    })
    void l2DuplicateRepeat(String sequence, MarkerState expected) {
        DonationTests tests = aDonationUnder(CN_2019).with(sequence(sequence)).tests();
        assertThat(TestingRules.state(tests, Marker.HBSAG)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"N, CLEAR", "R, REACTIVE", "G, REACTIVE", "RNN, REACTIVE", "iN, CLEAR", "NR, REACTIVE"})
    void l2WithoutRepeatTheFirstReactiveDecides(String sequence, MarkerState expected) {
        DonationTests tests = aDonationUnder(NO_REPEAT).with(sequence(sequence)).tests();
        assertThat(TestingRules.state(tests, Marker.HBSAG)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"N, CLEAR", "R, REACTIVE", "RNN, REACTIVE", "NR, REACTIVE", "i, INVALID", "iN, CLEAR"})
    void nucleicAcidReactiveWhateverFollows(String sequence, MarkerState expected) {
        Attempt[] attempts = Arrays.stream(sequence(sequence))
                .map(a -> in(a.runState(), attempt(Marker.HBV_DNA, a.outcome())))
                .toArray(Attempt[]::new);
        DonationTests tests = aDonationUnder(CN_2019).with(attempts).tests();
        assertThat(TestingRules.state(tests, Marker.HBV_DNA)).isEqualTo(expected);
    }

    @Test
    void v12CorrectedAttemptsDoNotCount() {
        Attempt wrong = attempt(Marker.HBSAG, Outcome.REACTIVE).asCorrected();
        assertThat(conclude(aGoodDonation().instead(wrong, good(Marker.HBSAG))).fitness())
                .isEqualTo(Fitness.FIT);
    }

    private static Attempt[] sequence(String letters) {
        return letters.chars()
                .mapToObj(letter -> switch (letter) {
                    case 'N' -> attempt(Marker.HBSAG, Outcome.NON_REACTIVE);
                    case 'R' -> attempt(Marker.HBSAG, Outcome.REACTIVE);
                    case 'G' -> attempt(Marker.HBSAG, Outcome.GREY);
                    case 'i' -> attempt(Marker.HBSAG, Outcome.INVALID);
                    case 'u' -> in(RunState.RUNNING, attempt(Marker.HBSAG, Outcome.NON_REACTIVE));
                    case 'x' -> in(RunState.INVALID, attempt(Marker.HBSAG, Outcome.REACTIVE));
                    default -> throw new IllegalArgumentException("No such letter: " + (char) letter);
                })
                .toArray(Attempt[]::new);
    }

    // ALT -----------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"0, FIT", "49.999, FIT", "50, FIT", "50.000, FIT", "50.001, UNFIT", "51, UNFIT"})
    void rel5AltAtItsLimit(String value, Fitness expected) {
        Finding finding = conclude(aGoodDonation().instead(attempt(Marker.ALT, Outcome.MEASURED, value)));
        assertThat(finding.fitness()).isEqualTo(expected);
    }

    @Test
    void rel5ALowerAltLaterDoesNotHealAHighOne() {
        Finding finding = conclude(aGoodDonation()
                .instead(attempt(Marker.ALT, Outcome.MEASURED, "80.5"), attempt(Marker.ALT, Outcome.MEASURED, "20")));
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.alt-above-limit", "80.5", 50));
    }

    // L1 ------------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"Maker", " maker", "MAKER "})
    void l1TwoSyphilisReagentsOfOneMakerAreNotFit(String maker) {
        Finding finding = conclude(aGoodDonation().instead(by(maker, good(Marker.TP_2))));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.same-manufacturer", "maker"));
    }

    @Test
    void l1RefusedWhenEntered() {
        NewResult second = new NewResult(DIN, Marker.TP_2, Outcome.NON_REACTIVE);
        assertThat(codes(TestingRules.mayEnter(run(), second, List.of(good(Marker.TP_1)), CN_2019)))
                .containsExactly("testing.same-manufacturer");
        assertThat(TestingRules.mayEnter(run(), second, List.of(by("Else", good(Marker.TP_1))), CN_2019)
                        .isAllowed())
                .isTrue();
    }

    // G1, G2, G4, G6 --------------------------------------------------------------------------------------------------

    @Test
    void g1OnlyFourOfSixteenPatternsAreAGroup() {
        int groups = 0;
        for (String a : List.of("+", "-")) {
            for (String b : List.of("+", "-")) {
                for (String a1 : List.of("+", "-")) {
                    for (String bCells : List.of("+", "-")) {
                        Optional<Abo> abo = TestingRules.abo("A" + a + "B" + b, "A" + a1 + "B" + bCells);
                        boolean mirrored = !a.equals(a1) && !b.equals(bCells);
                        assertThat(abo.isPresent()).isEqualTo(mirrored);
                        groups += abo.isPresent() ? 1 : 0;
                    }
                }
            }
        }
        assertThat(groups).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "A+B-,   A-B+,   A",
        "A-B+,   A+B-,   B",
        "A+B+,   A-B-,   AB",
        "A-B-,   A+B+,   O",
        "A-B-H+, A+B+O-, O",
        "A-B-H-, A+B+,   ",
        "A-B-,   A+B+O+, ",
        "A-B-H-, A+B+O+, ",
        "A+B-,   A-B-,   ",
        "A+B-,   A+B+,   ",
    })
    void g1TruthTable(String forward, String reverse, Abo expected) {
        assertThat(TestingRules.abo(forward, reverse)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void g1DiscrepancyIsPendingAndHeld() {
        Finding finding = conclude(aGoodDonation().instead(attempt(Marker.ABO_REVERSE, "A+B-")));
        assertThat(finding.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(finding.group()).isNull();
        assertThat(finding.reasons()).containsExactly(Reason.of("testing.abo-discrepant", "A-B-", "A+B-"));
        assertThat(finding.hasGroupConflict()).isTrue();
    }

    @Test
    void g1WeakReactionIsToBeRepeated() {
        Attempt weak = attempt(Marker.ABO_FORWARD, "A?B-");
        assertThat(conclude(aGoodDonation().instead(weak)).reasons())
                .containsExactly(Reason.of("testing.repeat-due", Marker.ABO_FORWARD));
        assertThat(conclude(aGoodDonation().instead(weak, good(Marker.ABO_FORWARD)))
                        .fitness())
                .isEqualTo(Fitness.FIT);
    }

    @Test
    void g2ContradictionIsSettledByTwoPersonsOnly() {
        Attempt wrong = attempt(Marker.ABO_FORWARD, "A+B-");
        Attempt right = good(Marker.ABO_FORWARD);
        assertThat(conclude(aGoodDonation().instead(wrong, right)).hasGroupConflict())
                .isTrue();
        assertThat(conclude(aGoodDonation().instead(wrong, right, right)).fitness())
                .isEqualTo(Fitness.PENDING);
        assertThat(conclude(aGoodDonation().instead(wrong, right, enteredBy(BERTA, right)))
                        .fitness())
                .isEqualTo(Fitness.FIT);
    }

    @ParameterizedTest
    @CsvSource({"O+, FIT", "O-, PENDING", "A+, PENDING", "AB-, PENDING"})
    void g2HistoryMustAgree(String earlier, Fitness expected) {
        Finding finding =
                TestingRules.conclude(aGoodDonation().tests(), List.of(BloodGroup.of("O+"), BloodGroup.of(earlier)));
        assertThat(finding.fitness()).isEqualTo(expected);
        if (expected != Fitness.FIT) {
            assertThat(finding.reasons())
                    .containsExactly(Reason.of("testing.group-contradicts-history", "O+", earlier));
            assertThat(finding.hasGroupConflict()).isTrue();
        }
    }

    /** P and N of the first test, p and n of the antiglobulin test. */
    @ParameterizedTest
    @CsvSource({
        "P,  CLEAR,    O+",
        "N,  REPEAT,   ",
        "Nn, CLEAR,    O-",
        "Np, CLEAR,    O+",
        "nN, CLEAR,    O-",
        "n,  REPEAT,   ",
        "PN, CONFLICT, ",
        "Nnp, CONFLICT, ",
    })
    void g4g6RhdNegativeIsConfirmedAndWeakDIsPositive(String sequence, MarkerState state, String group) {
        Attempt[] attempts = sequence.chars()
                .mapToObj(letter -> attempt(
                        Marker.RHD,
                        switch (letter) {
                            case 'P' -> Outcome.POSITIVE;
                            case 'N' -> Outcome.NEGATIVE;
                            case 'p' -> Outcome.IAT_POSITIVE;
                            default -> Outcome.IAT_NEGATIVE;
                        }))
                .toArray(Attempt[]::new);
        DonationTests tests = aGoodDonation().instead(attempts).tests();
        assertThat(TestingRules.state(tests, Marker.RHD)).isEqualTo(state);
        assertThat(TestingRules.group(tests))
                .isEqualTo(Optional.ofNullable(group).map(BloodGroup::of));
    }

    @Test
    void g4WeakDIsNoted() {
        Finding finding = conclude(aGoodDonation()
                .instead(attempt(Marker.RHD, Outcome.NEGATIVE), attempt(Marker.RHD, Outcome.IAT_POSITIVE)));
        assertThat(finding.fitness()).isEqualTo(Fitness.FIT);
        assertThat(finding.notes()).contains(Reason.of("testing.weak-d"));
    }

    // V12, V14: entering
    // ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "HBSAG, NON_REACTIVE, , true",
        "HBSAG, GREY, 0.95, true",
        "HBSAG, POSITIVE, , false",
        "HBSAG, '', , false",
        "HBV_DNA, REACTIVE, 31.2, true",
        "HBV_DNA, GREY, , false",
        "ALT, MEASURED, 50, true",
        "ALT, MEASURED, , false",
        "ALT, MEASURED, -0.1, false",
        "ALT, MEASURED, 0, true",
        "ALT, MEASURED, 99999, true",
        "ALT, MEASURED, 99999.1, false",
        "ALT, NON_REACTIVE, 20, false",
        "ABO_FORWARD, A+B-, , true",
        "ABO_FORWARD, A?B-, , true",
        "ABO_FORWARD, A+B-H+, , true",
        "ABO_FORWARD, A+B-O+, , false",
        "ABO_FORWARD, A, , false",
        "ABO_REVERSE, A-B+O-, , true",
        "ABO_REVERSE, A-B+H-, , false",
        "RHD, NEGATIVE, , true",
        "RHD, IAT_NEGATIVE, , true",
        "RHD, -, , false",
        "RHD, INVALID, , true",
    })
    void outcomesThatAreNotOfTheMarkerAreRefused(Marker marker, String outcome, BigDecimal value, boolean possible) {
        NewResult result = new NewResult(DIN, marker, outcome, value, null);
        assertThat(TestingRules.isPossible(result).isAllowed()).isEqualTo(possible);
    }

    @Test
    void v14AResultBelongsToWhatTheRunMeasures() {
        NewResult result = new NewResult(DIN, Marker.ANTI_HCV, Outcome.NON_REACTIVE);
        assertThat(codes(TestingRules.mayEnter(run(Marker.HBSAG), result, List.of(), CN_2019)))
                .containsExactly("testing.not-measured-by-run");
    }

    /** What stands (letters as above), and whether one more result may be entered without a stated reason. */
    @ParameterizedTest
    @CsvSource({
        "'', true",
        "i, true",
        "x, true",
        "N, false",
        "u, false",
        "R, true",
        "RN, true",
        "RNu, false",
        "RNN, false",
        "RR, false",
        "NR, false"
    })
    void v12WithoutAReasonNothingIsWrittenOver(String sequence, boolean allowed) {
        NewResult result = new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE);
        List<Attempt> earlier = List.of(sequence(sequence));
        assertThat(TestingRules.mayEnter(run(), result, earlier, CN_2019).isAllowed())
                .isEqualTo(allowed);
        NewResult explained = new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE, null, "wrong well");
        assertThat(TestingRules.mayEnter(run(), explained, earlier, CN_2019).isAllowed())
                .isTrue();
    }

    @Test
    void l2TheRepeatIsMadeWithTheSameReagent() {
        NewResult result = new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE);
        List<Attempt> initial = List.of(by("Other maker", attempt(Marker.HBSAG, Outcome.REACTIVE)));
        assertThat(codes(TestingRules.mayEnter(run(), result, initial, CN_2019)))
                .containsExactly("testing.repeat-other-reagent");
        NewResult explained = new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE, null, "repeat");
        assertThat(codes(TestingRules.mayEnter(run(), explained, initial, CN_2019)))
                .as("a reason makes no other reagent right")
                .containsExactly("testing.repeat-other-reagent");
        NewResult spoilt = new NewResult(DIN, Marker.HBSAG, Outcome.INVALID, null, "bubble");
        assertThat(TestingRules.mayEnter(run(), spoilt, initial, CN_2019).isAllowed())
                .as("an explained invalid result counts nowhere")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POSITIVE, IAT_NEGATIVE, false", "NEGATIVE, IAT_NEGATIVE, true", "NEGATIVE, NEGATIVE, false"})
    void g6TheAntiglobulinTestFollowsANegative(String first, String second, boolean allowed) {
        NewResult result = new NewResult(DIN, Marker.RHD, second);
        List<Attempt> earlier = List.of(in(RunState.RUNNING, attempt(Marker.RHD, first)));
        assertThat(TestingRules.mayEnter(run(), result, earlier, CN_2019).isAllowed())
                .isEqualTo(allowed);
    }

    // V11, V13: runs --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"2026-11-21, false", "2026-11-22, true", "2026-11-23, true"})
    void v11AnExpiredLotOpensNoRun(LocalDate expires, boolean allowed) {
        NewRun run = new NewRun("Assay", Set.of(Marker.HBSAG), "Maker", "L1", expires, "Analyser", true);
        assertThat(TestingRules.mayOpen(run, LocalDate.of(2026, 11, 22)).isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void v13NeitherOperatorNorEntererReviews() {
        assertThat(codes(TestingRules.mayReview(run(), Set.of(BERTA), ANNA, true)))
                .containsExactly("testing.same-person");
        assertThat(codes(TestingRules.mayReview(run(), Set.of(BERTA), BERTA, false)))
                .containsExactly("testing.same-person");
        assertThat(TestingRules.mayReview(run(), Set.of(BERTA), CLARA, true).isAllowed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, true,  2026-11-22, 1, true,  ",
        "RUNNING, true,  2026-11-22, 1, false, ",
        "RUNNING, false, 2026-11-22, 1, false, ",
        "RUNNING, false, 2026-11-22, 1, true,  testing.controls-out",
        "RUNNING, true,  2026-11-21, 1, true,  testing.lot-expired",
        "RUNNING, true,  2026-11-22, 0, true,  testing.run-empty",
        "RUNNING, true,  2026-11-22, 0, false, ",
        "VALID,   true,  2026-11-22, 1, false, ",
        "VALID,   true,  2026-11-22, 1, true,  testing.run-reviewed",
        "INVALID, true,  2026-11-22, 1, true,  testing.run-reviewed",
        "INVALID, true,  2026-11-22, 1, false, testing.run-reviewed",
    })
    void v11WhatMayBecomeOfARun(
            RunState state, boolean controlsIn, LocalDate lotExpires, int results, boolean valid, String refusal) {
        Decision decision = TestingRules.mayReview(run(state, controlsIn, lotExpires, results), Set.of(), CLARA, valid);
        assertThat(codes(decision)).isEqualTo(refusal == null ? List.of() : List.of(refusal));
    }

    // 2.9: donors -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "HBSAG,           LAB-HBV, false",
        "HBV_DNA,         LAB-HBV, true",
        "HBSAG HBV_DNA,   LAB-HBV, true",
        "ANTI_HCV,        LAB-HCV, false",
        "HIV_AGAB,        LAB-HIV, false",
        "HIV_RNA,         LAB-HIV, true",
        "TP_1,            LAB-SYPHILIS, false",
        "TP_1 TP_2,       LAB-SYPHILIS, true",
    })
    void donorIsDeferredByMarker(String reactive, String code, boolean permanent) {
        List<Reason> reasons = Arrays.stream(reactive.split(" "))
                .map(marker -> Reason.of("testing.reactive", marker))
                .toList();
        assertThat(TestingRules.blockings(reasons, CN_2019))
                .containsExactly(new TestingRules.Blocking(code, permanent, 0));
    }

    @Test
    void raisedAltDefersForATimeAndMissingForNone() {
        assertThat(TestingRules.blockings(
                        List.of(Reason.of("testing.alt-above-limit", "80", 50), Reason.of("testing.missing", "RHD")),
                        CN_2019))
                .containsExactly(new TestingRules.Blocking("LAB-ALT", false, 6));
    }

    // Work lists ------------------------------------------------------------------------------------------------------

    @Test
    void eachDonationSaysWhatItWaitsFor() {
        assertThat(aDonationUnder(CN_2019).tests().work()).isEqualTo(WorkState.TEST);
        assertThat(aGoodDonation().tests().work()).isEqualTo(WorkState.CONCLUDE);
        assertThat(aGoodDonation()
                        .instead(in(RunState.RUNNING, good(Marker.ALT)))
                        .tests()
                        .work())
                .isEqualTo(WorkState.REVIEW);
        assertThat(aGoodDonation()
                        .instead(attempt(Marker.HBSAG, Outcome.REACTIVE))
                        .tests()
                        .work())
                .isEqualTo(WorkState.REPEAT);
        assertThat(aGoodDonation()
                        .without(Marker.ALT)
                        .instead(attempt(Marker.HBV_DNA, Outcome.REACTIVE))
                        .tests()
                        .work())
                .isEqualTo(WorkState.CONCLUDE);
    }

    private static Finding conclude(TestingFixtures.Bench bench) {
        return TestingRules.conclude(bench.tests(), List.of(BloodGroup.of("O+")));
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    @Test
    void onlyAGroupThatConflictsIsAGroupConflict() {
        assertThat(conclude(aGoodDonation().instead(attempt(Marker.HIV_RNA, Outcome.REACTIVE)))
                        .hasGroupConflict())
                .isFalse();
        assertThat(conclude(aGoodDonation()
                                .instead(attempt(Marker.RHD, Outcome.NEGATIVE), attempt(Marker.RHD, "IAT_NEGATIVE")))
                        .hasGroupConflict())
                .isTrue();
    }

    /** Concluded pending from these very results, by a conclusion that saw so many of them. */
    @ParameterizedTest
    @CsvSource({"true, 12, REPEAT", "true, 11, CONCLUDE", "false, 12, CONCLUDE"})
    void whatWasConcludedPendingAsItStandsNeedsAFurtherTest(boolean complete, int seen, WorkState expected) {
        DonationTests tests = aGoodDonation().tests();
        Conclusion pending = new Conclusion(
                DIN,
                Fitness.PENDING,
                null,
                List.of(),
                "CN-2019",
                TestingFixtures.NOW,
                CLARA,
                new java.util.UUID(0, 9),
                1,
                complete,
                seen,
                List.of());
        assertThat(new DonationTests(
                                DIN, tests.donatedOn(), tests.receivedAt(), CN_2019, pending, false, tests.attempts())
                        .work())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIT", "UNFIT"})
    void whatIsConcludedIsDone(Fitness fitness) {
        DonationTests tests = aDonationUnder(CN_2019).tests();
        Conclusion done = new Conclusion(
                DIN,
                fitness,
                null,
                List.of(),
                "CN-2019",
                TestingFixtures.NOW,
                CLARA,
                new java.util.UUID(0, 9),
                1,
                true,
                12,
                List.of());
        assertThat(new DonationTests(DIN, tests.donatedOn(), tests.receivedAt(), CN_2019, done, false, List.of())
                        .work())
                .isEqualTo(WorkState.DONE);
    }

    @ParameterizedTest
    @CsvSource({"A-B-, false", "A?B-, true"})
    void g1ASecondForwardGroupingFollowsOnlyAnUndeterminedOne(String first, boolean allowed) {
        NewResult result = new NewResult(DIN, Marker.ABO_FORWARD, "A-B-");
        List<Attempt> earlier = List.of(attempt(Marker.ABO_FORWARD, first));
        assertThat(TestingRules.mayEnter(run(), result, earlier, CN_2019).isAllowed())
                .isEqualTo(allowed);
        List<Attempt> unreviewed = List.of(in(RunState.RUNNING, attempt(Marker.ABO_FORWARD, first)));
        assertThat(TestingRules.mayEnter(run(), result, unreviewed, CN_2019).isAllowed())
                .as("not before the first is reviewed")
                .isFalse();
    }

    @Test
    void g4OneAntiglobulinTestIsEnough() {
        List<Attempt> confirmed = List.of(attempt(Marker.RHD, Outcome.NEGATIVE), attempt(Marker.RHD, "IAT_NEGATIVE"));
        assertThat(codes(TestingRules.mayEnter(
                        run(), new NewResult(DIN, Marker.RHD, "IAT_NEGATIVE"), confirmed, CN_2019)))
                .containsExactly("testing.has-result");
    }

    @Test
    void v12AnInvalidResultBesideAGoodOneNeedsItsReason() {
        List<Attempt> good = List.of(good(Marker.HBSAG));
        assertThat(codes(
                        TestingRules.mayEnter(run(), new NewResult(DIN, Marker.HBSAG, Outcome.INVALID), good, CN_2019)))
                .containsExactly("testing.has-result");
        assertThat(TestingRules.mayEnter(
                                run(), new NewResult(DIN, Marker.HBSAG, Outcome.INVALID, null, "bubble"), good, CN_2019)
                        .isAllowed())
                .isTrue();
    }

    @Test
    void v12AReasonPutsTheNewestOfTheSameRunRight() {
        Run run = run();
        Attempt elsewhere = good(Marker.HBSAG);
        Attempt here = inRun(run.id(), attempt(Marker.HBSAG, Outcome.REACTIVE));
        NewResult explained = new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE, null, "wrong well");
        assertThat(TestingRules.corrected(run, explained, List.of(elsewhere, here)))
                .contains(here);
        assertThat(TestingRules.corrected(run, explained, List.of(elsewhere))).isEmpty();
        assertThat(TestingRules.corrected(run, explained, List.of(elsewhere, here.asCorrected())))
                .isEmpty();
        assertThat(TestingRules.corrected(run, new NewResult(DIN, Marker.HBSAG, Outcome.NON_REACTIVE), List.of(here)))
                .isEmpty();
    }

    private static Attempt inRun(RunId run, Attempt a) {
        return new Attempt(
                a.marker(),
                a.number(),
                run,
                RunState.RUNNING,
                a.assay(),
                a.manufacturer(),
                a.lot(),
                a.outcome(),
                a.value(),
                a.at(),
                a.enteredBy(),
                a.commandId(),
                a.reason(),
                a.corrects(),
                a.corrected());
    }
}
