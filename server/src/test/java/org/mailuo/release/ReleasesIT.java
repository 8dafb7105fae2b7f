package org.mailuo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.pages.Words;
import org.mailuo.processing.NewComponents;
import org.mailuo.processing.Part;
import org.mailuo.processing.Processing;
import org.mailuo.release.labelling.FinalLabel;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.station.StationFixtures;
import org.mailuo.testing.LaboratoryScene;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DataAccessException;

/** The door out of quarantine against the real tables: by the service, and by plain SQL. */
@MailuoTest
class ReleasesIT extends LaboratoryScene {
    private static final Actor RELEASER = actor(21, Duty.RELEASE, Duty.LABEL, Duty.QUALITY);
    private static final Actor MAKER = actor(22, Duty.MAKE);
    private static final Actor TESTER_WHO_RELEASES = actor(2, Duty.TEST, Duty.RELEASE);

    @Autowired
    private Releases releases;

    @Autowired
    private Labels labels;

    @Autowired
    private Processing processing;

    @Autowired
    private Words words;

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
    void rel7_aHeldRelativeKeepsItsBagAndNotTheNeighbours() {
        BagId neighbour = aBagOf(aFitDonation(aDonor()));
        Bag whole = ledger.get(STATION, aBagOf(aFitDonation(aDonor())));
        Bag cells = components(whole.id()).getFirst();
        ledger.hold(by(RELEASER), List.of(whole.id()), HoldReason.QUALITY, "", null);
        ledger.lift(by(RELEASER), openHolds(cells), "only the plasma is concerned", StationFixtures.proof(RELEASER));
        Bag plasma = components(aBagOf(aFitDonation(aDonor()))).getLast();
        Bag sister = ledger.bagsOf(STATION, List.of(plasma.din())).stream()
                .filter(bag -> bag.product().equals(cells.product()))
                .findFirst()
                .orElseThrow();
        ledger.hold(by(RELEASER), List.of(sister.id()), HoldReason.POST_DONATION, "", null);
        Bag free = components(aBagOf(aFitDonation(aDonor()))).getFirst();
        Bag leaking = ledger.bagsOf(STATION, List.of(free.din())).getFirst();
        assertThat(leaking.product()).isEqualTo(ProductCode.of("FP"));
        ledger.hold(by(RELEASER), List.of(leaking.id()), HoldReason.QUALITY, "", null);

        BatchResult result = releases.decide(
                by(RELEASER), List.of(neighbour, cells.id(), plasma.id(), free.id()), StationFixtures.proof(RELEASER));

        assertThat(result.released())
                .as("neighbours, and a bag whose sister alone leaks")
                .containsExactlyInAnyOrder(neighbour, free.id());
        assertThat(result.refused()).containsOnlyKeys(cells.id(), plasma.id());
        assertThat(result.refused().get(cells.id()))
                .containsExactly(Reason.of("release.ancestor-held", whole.name(), HoldReason.QUALITY, NOW));
        assertThat(result.refused().get(plasma.id()))
                .containsExactly(Reason.of("release.sibling-held", sister.name(), HoldReason.POST_DONATION, NOW));
        assertThat(sentence(result, plasma, Locale.ENGLISH))
                .startsWith("Another bag of this donation, " + sister.name() + ", is held: ");
        assertThat(sentence(result, cells, Locale.SIMPLIFIED_CHINESE)).startsWith("制备来源 " + whole.name() + " 已锁定：");
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
    void aLabelWhoseReleaseNoLongerStandsIsPrintedButMakesNoBagReady() {
        BagId bag = aReleasedBag();
        FinalLabel label = labels.print(by(RELEASER), List.of(bag)).getFirst();
        donors.defer(
                by(RELEASER),
                List.of(new NewDeferral(
                        donations.get(STATION, ledger.get(STATION, bag).din()).donor(),
                        "P01",
                        Scope.ALL,
                        true,
                        LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(9),
                        null,
                        "STAFF",
                        null,
                        "CN-GB18467-2011")));
        ledger.lift(
                by(RELEASER),
                openHolds(ledger.get(STATION, bag)),
                "taken for another",
                StationFixtures.proof(RELEASER));
        LabelScan scan = new LabelScan(bag, List.of(label.compound().encode()));
        assertThat(codes(reasons(labels.verify(by(RELEASER), List.of(scan)), bag)))
                .containsExactly("release.no-longer-stands");
        assertThat(ledger.get(STATION, bag).isLabelled()).isFalse();
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

    /** Red cells and plasma of a bag of whole blood, in this order. */
    private List<Bag> components(BagId whole) {
        List<BagId> made = processing.make(
                Command.of(MAKER, NOW.plus(Duration.ofMinutes(10))),
                List.of(new NewComponents(
                        whole,
                        List.of(
                                new Part(ProductCode.of("LRC"), "00", Millilitres.of(260)),
                                new Part(ProductCode.of("FP"), "00", Millilitres.of(140))),
                        Millilitres.of(0))));
        return ledger.list(STATION, made).stream()
                .sorted(Comparator.comparing((Bag bag) -> bag.product().value()).reversed())
                .toList();
    }

    private List<UUID> openHolds(Bag bag) {
        return ledger.holds(STATION, List.of(bag.id())).stream()
                .filter(hold -> hold.liftedAt() == null)
                .map(Hold::id)
                .toList();
    }

    private String sentence(BatchResult result, Bag bag, Locale language) {
        LocaleContextHolder.setLocale(language);
        try {
            return words.reason(
                    result.refused().getOrDefault(bag.id(), List.of()).getFirst());
        } finally {
            LocaleContextHolder.resetLocaleContext();
        }
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
