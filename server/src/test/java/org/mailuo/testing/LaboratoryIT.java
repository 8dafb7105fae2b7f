package org.mailuo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.MailuoTest;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.database.StationScope;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.GroupRecord;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Reason;
import org.mailuo.station.StationFixtures;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.springframework.dao.DataAccessException;

@MailuoTest
class LaboratoryIT extends LaboratoryScene {
    // Samples -------------------------------------------------------------------------------------------------------

    @Test
    void aTubeIsReceivedOnceAndOnlyOfADonation() {
        DonationNumber din = aDonation(aDonor());
        DonationNumber missing = aDonation(aDonor());
        laboratory.receive(by(TESTER), List.of(din));
        assertThat(laboratory.missing(STATION, TODAY)).contains(missing).doesNotContain(din);
        DonationNumber unknown = DonationNumber.of("A9760", 26, 9_999);
        assertThat(refusals(() -> laboratory.receive(by(TESTER), List.of(din, missing, unknown))))
                .containsExactlyInAnyOrder(
                        Reason.of("testing.received-before", din.readable()),
                        Reason.of("testing.no-donation", unknown.readable()));
        assertThat(laboratory.missing(STATION, TODAY)).contains(missing);
    }

    @Test
    void receivingNeedsTheDuty() {
        DonationNumber din = aDonation(aDonor());
        assertThatThrownBy(() -> laboratory.receive(by(REVIEWER), List.of(din))).hasMessage("actor.not-authorised");
    }

    // The good way --------------------------------------------------------------------------------------------------

    @Test
    void aGoodDonationIsFitAndItsGroupIsRecorded() {
        DonorId donor = aDonor();
        DonationNumber din = aReceivedDonation(donor);
        testAll(List.of(din));
        Conclusion conclusion = laboratory.conclude(by(REVIEWER), List.of(din)).getFirst();
        assertThat(conclusion.fitness()).isEqualTo(Fitness.FIT);
        assertThat(conclusion.group()).isEqualTo(BloodGroup.of("A+"));
        assertThat(conclusion.notes()).containsExactly(Reason.of("testing.first-group"));
        assertThat(donors.groupHistory(STATION, List.of(donor)).get(donor)).containsExactly(BloodGroup.of("A+"));
        TestFacts facts = facts(din);
        assertThat(facts.allFinal()).isTrue();
        assertThat(facts.conclusion()).isEqualTo(conclusion);
        assertThat(facts.testers()).containsExactly(TESTER.staffId());
        assertThat(holds(din)).isEmpty();
    }

    @Test
    void aPlateOfNinetySixAndAConclusionOfAllAreFewStatements() {
        List<DonationNumber> dins = new ArrayList<>();
        for (int i = 0; i < 96; i++) {
            dins.add(aDonation(aDonor()));
        }
        laboratory.receive(by(TESTER), dins);
        testAll(dins);
        assertThat(laboratory.conclude(by(REVIEWER), dins))
                .hasSize(96)
                .allMatch(conclusion -> conclusion.fitness() == Fitness.FIT);
        List<DonationTests> page = laboratory.page(STATION, new ResultsFilter(null, null, Fitness.FIT, ""), 60, 0);
        assertThat(page).hasSize(60).allMatch(tests -> tests.attempts().size() == Marker.values().length);
        assertThat(page.getFirst().din()).isGreaterThan(page.getLast().din());
    }

    @Test
    void theSameConclusionIsNotWrittenTwice() {
        DonationNumber din = aFitDonation(aDonor());
        laboratory.conclude(by(REVIEWER), List.of(din));
        assertThat(laboratory.conclusions(STATION, din)).hasSize(1);
    }

    @Test
    void theSameCommandTwiceDoesItOnce() {
        DonationNumber din = aDonation(aDonor());
        Command command = by(TESTER);
        laboratory.receive(command, List.of(din));
        assertThatThrownBy(() -> laboratory.receive(command, List.of(din))).isInstanceOf(AlreadyDoneException.class);
    }

    @Test
    void pendingSaysAllThatIsMissing() {
        DonationNumber din = aReceivedDonation(aDonor());
        Conclusion conclusion = laboratory.conclude(by(REVIEWER), List.of(din)).getFirst();
        assertThat(conclusion.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(conclusion.reasons()).hasSize(Marker.values().length);
        assertThat(facts(din).allFinal()).isFalse();
    }

    // Reactive ------------------------------------------------------------------------------------------------------

    @Test
    void reactiveHoldsTheBagsAndDefersTheDonor() {
        DonorId donor = aDonor();
        DonationNumber din = aReceivedDonation(donor);
        testAll(List.of(din), Marker.HBV_DNA);
        enterAndReview(new NewResult(din, Marker.HBV_DNA, Outcome.REACTIVE));
        Conclusion conclusion = laboratory.conclude(by(REVIEWER), List.of(din)).getFirst();
        assertThat(conclusion.fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(holds(din)).extracting(Hold::reason).containsExactly(HoldReason.UNFIT);
        assertThat(deferrals(donor)).singleElement().satisfies(deferral -> {
            assertThat(deferral.code()).isEqualTo("LAB-HBV");
            assertThat(deferral.permanent()).isTrue();
        });
        assertThat(donors.groupHistory(STATION, List.of(donor))).doesNotContainKey(donor);
    }

    @Test
    void aReactiveResultAfterFitHoldsAtOnceAndConcludesUnfitOnReview() {
        DonorId donor = aDonor();
        DonationNumber din = aFitDonation(donor);
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(
                by(TESTER), run, List.of(new NewResult(din, Marker.HIV_AGAB, Outcome.REACTIVE, null, "look-back")));
        assertThat(holds(din)).extracting(Hold::detail).containsExactly("WITHDRAWN");
        assertThat(facts(din).allFinal()).isFalse();
        laboratory.review(by(REVIEWER), List.of(run), true, StationFixtures.proof(REVIEWER));
        Conclusion now = Objects.requireNonNull(facts(din).conclusion());
        assertThat(now.fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(now.revision()).isEqualTo(2);
        assertThat(deferrals(donor)).extracting(Deferral::code).containsExactly("LAB-HIV");
        assertThat(holds(din)).hasSize(2);
    }

    @Test
    void aWithdrawnRunTakesFitBackAndHoldsTheBags() {
        DonationNumber din = aReceivedDonation(aDonor());
        testAll(List.of(din), Marker.ALT);
        RunId run = enterAndReview(new NewResult(din, Marker.ALT, Outcome.MEASURED, BigDecimal.TEN, null));
        laboratory.conclude(by(REVIEWER), List.of(din));
        assertThat(laboratory.get(STATION, din).fitness()).isEqualTo(Fitness.FIT);
        laboratory.review(by(REVIEWER), List.of(run), false, StationFixtures.proof(REVIEWER));
        DonationTests tests = laboratory.get(STATION, din);
        assertThat(tests.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(Objects.requireNonNull(tests.conclusion()).reasons())
                .containsExactly(Reason.of("testing.only-invalid", Marker.ALT));
        assertThat(holds(din)).extracting(Hold::detail).containsExactly("WITHDRAWN");
    }

    @Test
    void duplicateRepeatIsEnteredWithoutAReasonAndANewPlateIsNot() {
        DonationNumber din = aReceivedDonation(aDonor());
        testAll(List.of(din), Marker.HBSAG);
        enterAndReview(new NewResult(din, Marker.HBSAG, Outcome.REACTIVE));
        assertThat(laboratory.get(STATION, din).work()).isEqualTo(WorkState.REPEAT);
        NewResult negative = new NewResult(din, Marker.HBSAG, Outcome.NON_REACTIVE);
        enterAndReview(negative, negative);
        assertThat(laboratory.get(STATION, din).states()).containsEntry(Marker.HBSAG, MarkerState.CLEAR);
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        assertThat(refusals(() -> laboratory.enter(by(TESTER), run, List.of(negative))))
                .containsExactly(Reason.of("testing.has-result", din.readable(), Marker.HBSAG));
    }

    // Groups --------------------------------------------------------------------------------------------------------

    @Test
    void aGroupThatContradictsHistoryIsHeldAndNotRecorded() {
        DonorId donor = aDonor();
        DonationNumber din = aReceivedDonation(donor);
        write(command -> donors.recordGroups(
                command, List.of(new GroupRecord(donor, DonationNumber.of("A9760", 25, 1), BloodGroup.of("B+")))));
        testAll(List.of(din));
        Conclusion conclusion = laboratory.conclude(by(REVIEWER), List.of(din)).getFirst();
        assertThat(conclusion.fitness()).isEqualTo(Fitness.PENDING);
        assertThat(conclusion.reasons()).containsExactly(Reason.of("testing.group-contradicts-history", "A+", "B+"));
        assertThat(holds(din)).extracting(Hold::reason).containsExactly(HoldReason.GROUP_CONFLICT);
        assertThat(donors.groupHistory(STATION, List.of(donor)).get(donor)).containsExactly(BloodGroup.of("B+"));
        assertThat(laboratory.get(STATION, din).work()).isEqualTo(WorkState.REPEAT);
    }

    // Bad input -----------------------------------------------------------------------------------------------------

    @Test
    void aPlateWithOneBadLineLeavesNothingBehind() {
        DonationNumber din = aReceivedDonation(aDonor());
        DonationNumber unknown = DonationNumber.of("A9760", 26, 9_998);
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        assertThat(refusals(() -> laboratory.enter(
                        by(TESTER),
                        run,
                        List.of(
                                new NewResult(din, Marker.HBSAG, Outcome.NON_REACTIVE),
                                new NewResult(unknown, Marker.HBSAG, Outcome.NON_REACTIVE),
                                new NewResult(din, Marker.ALT, Outcome.MEASURED)))))
                .containsExactly(
                        Reason.of("testing.not-received", unknown.readable()),
                        Reason.of("testing.outcome-impossible", din.readable(), Marker.ALT, Outcome.MEASURED));
        assertThat(laboratory.get(STATION, din).attempts()).isEmpty();
    }

    @Test
    void aCorrectionBeforeReviewKeepsTheOldOneInSight() {
        DonationNumber din = aReceivedDonation(aDonor());
        testAll(List.of(din), Marker.HBSAG);
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(by(TESTER), run, List.of(new NewResult(din, Marker.HBSAG, Outcome.REACTIVE)));
        laboratory.enter(
                by(TESTER), run, List.of(new NewResult(din, Marker.HBSAG, Outcome.NON_REACTIVE, null, "wrong well")));
        laboratory.review(by(REVIEWER), List.of(run), true, StationFixtures.proof(REVIEWER));
        List<Attempt> attempts = laboratory.get(STATION, din).attempts(Marker.HBSAG);
        assertThat(attempts).extracting(Attempt::corrected).containsExactly(true, false);
        assertThat(laboratory.conclude(by(REVIEWER), List.of(din)).getFirst().fitness())
                .isEqualTo(Fitness.FIT);
    }

    @Test
    void twoPersonsInServiceAndDatabase() {
        DonationNumber din = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(by(COLLEAGUE), run, List.of(new NewResult(din, Marker.HBSAG, Outcome.NON_REACTIVE)));
        assertThatThrownBy(() -> laboratory.review(by(TESTER), List.of(run), true, StationFixtures.proof(TESTER)))
                .hasMessage("testing.same-person");
        assertThatThrownBy(() -> laboratory.review(by(COLLEAGUE), List.of(run), true, StationFixtures.proof(COLLEAGUE)))
                .hasMessage("testing.same-person");
        for (Actor self : List.of(TESTER, COLLEAGUE)) {
            assertThatThrownBy(() -> write(
                            "update testing.runs set state = 'VALID', reviewed_at = now(), signature_id = run_id, reviewed_by = '"
                                    + self.staffId() + "' where run_id = '" + run + "'"))
                    .hasMessageContaining(self == TESTER ? "runs_two_persons" : "does not review");
        }
        laboratory.review(by(REVIEWER), List.of(run), true, StationFixtures.proof(REVIEWER));
        assertThatThrownBy(() -> laboratory.enter(
                        by(TESTER), run, List.of(new NewResult(din, Marker.ALT, "MEASURED", BigDecimal.ONE, null))))
                .hasMessage("testing.run-closed");
    }

    @Test
    void controlsOutCannotBecomeValid() {
        DonationNumber din = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(
                by(TESTER), new NewRun("Assay", Set.of(Marker.HBSAG), "Maker", "L1", TODAY, "Analyser", false));
        laboratory.enter(by(TESTER), run, List.of(new NewResult(din, Marker.HBSAG, Outcome.NON_REACTIVE)));
        assertThatThrownBy(() -> laboratory.review(by(REVIEWER), List.of(run), true, StationFixtures.proof(REVIEWER)))
                .hasMessage("testing.controls-out");
        assertThatThrownBy(() -> write(
                        "update testing.runs set state = 'VALID', reviewed_at = now(), signature_id = run_id, reviewed_by = '"
                                + REVIEWER.staffId() + "' where run_id = '" + run + "'"))
                .hasMessageContaining("runs_valid");
        laboratory.review(by(REVIEWER), List.of(run), false, StationFixtures.proof(REVIEWER));
        assertThat(laboratory.get(STATION, din).states()).containsEntry(Marker.HBSAG, MarkerState.INVALID);
        assertThatThrownBy(() -> laboratory.openRun(
                        by(TESTER),
                        new NewRun("Assay", Set.of(Marker.HBSAG), "Maker", "L1", TODAY.minusDays(1), "Analyser", true)))
                .hasMessage("testing.lot-expired");
    }

    @Test
    void secondSyphilisReagentOfTheSameMakerIsRefused() {
        DonationNumber din = aReceivedDonation(aDonor());
        enterAndReview(new NewResult(din, Marker.TP_1, Outcome.NON_REACTIVE));
        RunId run = laboratory.openRun(by(TESTER), aRun("MAKER"));
        assertThat(refusals(() -> laboratory.enter(
                        by(TESTER), run, List.of(new NewResult(din, Marker.TP_2, Outcome.NON_REACTIVE)))))
                .containsExactly(Reason.of("testing.same-manufacturer", "MAKER", din.readable()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update testing.results set outcome = 'NON_REACTIVE'",
                "delete from testing.results",
                "update testing.conclusions set fitness = 'FIT'",
                "delete from testing.conclusions",
                "update testing.samples set fitness = 'FIT'",
                "delete from testing.samples",
                "delete from testing.runs",
                "update testing.runs set lot = 'other'",
                "update testing.runs set state = 'RUNNING', reviewed_at = null, reviewed_by = null",
                "truncate testing.results",
            })
    void plainSqlDoesNotRewriteTheLaboratory(String sql) {
        DonationNumber din = aReceivedDonation(aDonor());
        enterAndReview(new NewResult(din, Marker.HBSAG, Outcome.REACTIVE));
        laboratory.conclude(by(REVIEWER), List.of(din));
        assertThatThrownBy(() -> write(sql))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "reviewed once, and then only withdrawn");
    }

    @Test
    void plainSqlDoesNotMakeADonationFit() {
        DonationNumber din = aReceivedDonation(aDonor());
        testAll(List.of(din), Marker.HIV_RNA);
        enterAndReview(new NewResult(din, Marker.HIV_RNA, Outcome.REACTIVE));
        assertThatThrownBy(() -> write("""
                        insert into testing.conclusions (station_id, din, revision, fitness, blood_group, reasons, notes,
                            complete, seen_results, scheme, concluded_at, concluded_by, command_id)
                        values (760, '%s', 1, 'FIT', 'A+', '[]', '[]', true, 13, 'CN-2019', now(), '%s', gen_random_uuid())
                        """.formatted(din, REVIEWER.staffId()), REVIEWER))
                .hasMessageContaining("Fit needs a good and valid result for every marker");
    }

    @Test
    void plainSqlWithoutAnAuthorEntersNothing() {
        DonationNumber din = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        assertThatThrownBy(() -> StationScope.in(
                        STATION,
                        () -> jdbc.sql("""
                        insert into testing.results (station_id, din, marker, attempt, run_id, outcome, at, entered_by, command_id)
                        values (760, :din, 'HBSAG', 1, :run, 'NON_REACTIVE', now(), gen_random_uuid(), gen_random_uuid())
                        """)
                                .param("din", din.value())
                                .param("run", run.value())
                                .update()))
                .rootCause()
                .hasMessageContaining("A change needs an author");
    }
}
