package org.mailuo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.release.labelling.FinalLabel;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.station.StationFixtures;
import org.mailuo.testing.LaboratoryScene;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** The door out of quarantine against the real tables: by the service, and by plain SQL. */
@MailuoTest
class ReleasesIT extends LaboratoryScene {
    private static final Actor RELEASER = actor(21, Duty.RELEASE, Duty.LABEL, Duty.QUALITY);
    private static final Actor TESTER_WHO_RELEASES = actor(2, Duty.TEST, Duty.RELEASE);

    @Autowired
    private Releases releases;

    @Autowired
    private Labels labels;

    @Test
    void aFitBagIsReleasedWithItsGroupAndTheDecisionIsKept() {
        BagId bag = aBagOf(aFitDonation(aDonor()));
        BatchResult result = releases.decide(by(RELEASER), List.of(bag), StationFixtures.proof(RELEASER));
        assertThat(result.released()).containsExactly(bag);
        Bag released = ledger.get(STATION, bag);
        assertThat(released.status()).isEqualTo(BagStatus.AVAILABLE);
        assertThat(released.bloodGroup()).contains(BloodGroup.of("A+"));
        assertThat(releases.decisions(STATION, bag)).singleElement().satisfies(decision -> {
            assertThat(decision.released()).isTrue();
            assertThat(decision.decidedBy()).isEqualTo(RELEASER.staffId());
        });
    }

    @Test
    void aBatchReleasesWhatMayGoAndKeepsTheRestWithEveryReason() {
        BagId good = aBagOf(aFitDonation(aDonor()));
        BagId untested = aBagOf(aReceivedDonation(aDonor()));
        BagId held = aBagOf(aFitDonation(aDonor()));
        ledger.hold(by(RELEASER), List.of(held), HoldReason.QUALITY, "", null);
        BatchResult result =
                releases.decide(by(RELEASER), List.of(good, untested, held), StationFixtures.proof(RELEASER));
        assertThat(result.released()).containsExactly(good);
        assertThat(codes(result, untested))
                .containsExactly("release.results-not-final", "release.not-fit", "release.no-group");
        assertThat(codes(result, held)).containsExactly("release.held");
        assertThat(ledger.get(STATION, held).status()).isEqualTo(BagStatus.QUARANTINE);
        assertThat(releases.decisions(STATION, held).getFirst().reasons()).hasSize(1);
    }

    @Test
    void rel11_theTesterCannotReleaseWhatHeTested() {
        BagId bag = aBagOf(aFitDonation(aDonor()));
        BatchResult result =
                releases.decide(by(TESTER_WHO_RELEASES), List.of(bag), StationFixtures.proof(TESTER_WHO_RELEASES));
        assertThat(codes(result, bag)).containsExactly("release.releaser-tested");
    }

    @Test
    void plainSqlFreesNoBagWithoutADecision() {
        BagId bag = aBagOf(aFitDonation(aDonor()));
        assertThatThrownBy(() -> write("""
                        update units.bags set status = 'AVAILABLE', blood_group = 'A+', released_at = now(),
                               release_id = '%s' where bag_id = '%s'
                        """.formatted(UUID.randomUUID(), bag)))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .contains("No release decision");
    }

    @Test
    void plainSqlFreesNoBagThatTheLaboratoryDidNotFindFit() {
        BagId bag = aBagOf(aReceivedDonation(aDonor()));
        UUID batch = UUID.randomUUID();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    trail.begin(by(RELEASER), "test.write");
                    jdbc.sql("""
                            insert into release.batches values (760, :batch, now(), :actor, 'X', 1, 0, audit.command_id(), :batch)
                            """)
                            .param("batch", batch)
                            .param("actor", RELEASER.staffId())
                            .update();
                    jdbc.sql("""
                            insert into release.decisions values (760, :bag, :batch, 'RELEASED', 'A+', '[]')
                            """)
                            .param("bag", bag.value())
                            .param("batch", batch)
                            .update();
                    jdbc.sql("""
                            update units.bags set status = 'AVAILABLE', blood_group = 'A+', released_at = now(),
                                   release_id = :batch where bag_id = :bag
                            """)
                            .param("bag", bag.value())
                            .param("batch", batch)
                            .update();
                }))
                .rootCause()
                .message()
                .contains("decisions_proof");
    }

    @Test
    void aLabelIsPrintedScannedBackAndThereIsNeverASecond() {
        BagId bag = aReleasedBag();
        FinalLabel label = labels.print(by(RELEASER), List.of(bag)).getFirst();
        assertThatThrownBy(() -> labels.print(by(RELEASER), List.of(bag))).hasMessage("release.label-printed-before");
        assertThat(new String(labels.pdf(List.of(label)), 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        Map<BagId, Decision> answer = labels.verify(
                by(RELEASER),
                List.of(new LabelScan(bag, List.of(label.compound().encode()))));
        assertThat(answer.get(bag)).isEqualTo(Decision.ALLOWED);
        assertThat(ledger.get(STATION, bag).isLabelled()).isTrue();
        assertThatThrownBy(() -> labels.print(by(RELEASER), List.of(bag)))
                .hasMessageContaining("release.labelled-before");
    }

    @Test
    void twoLabelsSwappedAreBothFoundAndVoid() {
        BagId one = aReleasedBag();
        BagId two = aReleasedBag();
        List<FinalLabel> printed = labels.print(by(RELEASER), List.of(one, two));
        Map<BagId, Decision> answers = labels.verify(
                by(RELEASER),
                List.of(
                        new LabelScan(one, List.of(printed.get(1).compound().encode())),
                        new LabelScan(two, List.of(printed.get(0).compound().encode()))));
        assertThat(codes(reasons(answers, one))).contains("labelling.number-differs");
        assertThat(codes(reasons(answers, two))).contains("labelling.number-differs");
        assertThat(ledger.get(STATION, one).isLabelled()).isFalse();
        assertThat(labels.print(by(RELEASER), List.of(one)))
                .as("a void print may be replaced")
                .hasSize(1);
    }

    @Test
    void plainSqlLabelsNoBagWhoseLabelWasNotScanned() {
        BagId bag = aReleasedBag();
        assertThatThrownBy(() -> write("update units.bags set labelled_at = now() where bag_id = '" + bag + "'"))
                .rootCause()
                .message()
                .contains("not scanned back");
    }

    @Test
    void aBagFindsItselfByTheSquareCode() {
        BagId bag = aReleasedBag();
        FinalLabel label = labels.print(by(RELEASER), List.of(bag)).getFirst();
        assertThat(labels.findByScan(STATION, label.compound().encode()))
                .map(Bag::id)
                .contains(bag);
        assertThat(labels.findByScan(STATION, label.donation().encode())).isEmpty();
    }

    @Test
    void anExpiredBagIsNeitherReleasedNorLabelled() {
        BagId bag = aBagOf(aFitDonation(aDonor()));
        Command late = Command.of(RELEASER, NOW.plus(Duration.ofDays(60)));
        assertThat(codes(releases.decide(late, List.of(bag), StationFixtures.proof(RELEASER)), bag))
                .containsExactly("release.expired");
        BagId released = aReleasedBag();
        assertThatThrownBy(() -> labels.print(Command.of(RELEASER, NOW.plus(Duration.ofDays(60))), List.of(released)))
                .hasMessage("release.label-expired");
    }

    private BagId aReleasedBag() {
        BagId bag = aBagOf(aFitDonation(aDonor()));
        assertThat(releases.decide(by(RELEASER), List.of(bag), StationFixtures.proof(RELEASER))
                        .released())
                .containsExactly(bag);
        return bag;
    }

    private BagId aBagOf(DonationNumber din) {
        return ledger.bagsOf(STATION, List.of(din)).getFirst().id();
    }

    private static List<String> codes(BatchResult result, BagId bag) {
        return codes(result.refused().getOrDefault(bag, List.of()));
    }

    private static List<Reason> reasons(Map<BagId, Decision> answers, BagId bag) {
        return answers.getOrDefault(bag, Decision.ALLOWED).reasons();
    }

    private static List<String> codes(List<Reason> reasons) {
        return reasons.stream().map(Reason::code).toList();
    }
}
