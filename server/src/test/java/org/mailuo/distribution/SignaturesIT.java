package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.distribution.DistributionFixtures.NOW;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.NewStaff;
import org.mailuo.station.Proof;
import org.mailuo.station.Signature;
import org.mailuo.station.Signature.Condition;
import org.mailuo.station.Signatures;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.storage.Storage;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** RULE SIG on a bag's whole way: who signs proves himself, and what he signed cannot be changed unseen. */
@MailuoTest
class SignaturesIT {
    private static final StationId STATION = new StationId(167);
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private Signatures signatures;

    @Autowired
    private Orders orders;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Storage storage;

    @Autowired
    private OwnerDatabase owner;

    @BeforeEach
    void aHouse() {
        if (stations.findStation(STATION).isEmpty()) {
            house = new DistributionHouse(context, STATION.value(), NOW);
        }
    }

    @Test
    void anIssueIsSignedByTheSecondPersonAndAChangeOfAnyBagShows() {
        List<BagId> bags = house.aStock(LRC, "A+", 2);
        orders.issue(as(house.clerk), order("A+", 2), house.scans(bags), StationFixtures.proof(house.second));
        UUID id = signatureOf("select signature_id from distribution.issues where bag_id = :bag", bags.getFirst());
        Signature signature = signature(id);
        assertThat(signature.condition()).isEqualTo(Condition.INTACT);
        assertThat(signature.meaning()).isEqualTo(Meaning.CHECKED);
        assertThat(signature.signerId()).isEqualTo(house.second.staffId());
        assertThat(signature.at()).isEqualTo(NOW);
        assertThat(signatures.text(STATION, signature.kind(), signature.recordId()))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains(bags.stream()
                                .map(bag -> ledger.get(STATION, bag).din().value())
                                .toList()));

        spoil(
                "distribution.issues",
                "update distribution.issues set remarks = '[{}]' where bag_id = :bag",
                bags.get(1));
        assertThat(signature(id).condition()).isEqualTo(Condition.RECORD_CHANGED);
        spoil("distribution.issues", "update distribution.issues set remarks = '[]' where bag_id = :bag", bags.get(1));
        assertThat(signature(id).condition()).isEqualTo(Condition.INTACT);
        spoil("distribution.issues", "delete from distribution.issues where bag_id = :bag", bags.get(1));
        assertThat(signature(id).condition()).isEqualTo(Condition.RECORD_CHANGED);
    }

    @Test
    void aReleaseIsSignedWithEveryDecisionInIt() {
        BagId bag = house.aBag(LRC, "B-", Duration.ofDays(9));
        UUID id = signatureOf("""
                select b.signature_id from release.batches b join units.bags u on u.station_id = b.station_id
                and u.release_id = b.batch_id where u.bag_id = :bag
                """, bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.INTACT);
        assertThat(signature(id).meaning()).isEqualTo(Meaning.RELEASED);
        spoil("release.decisions", "update release.decisions set blood_group = 'O-' where bag_id = :bag", bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.RECORD_CHANGED);
    }

    @Test
    void aReviewIsSignedWithEveryResultOfItsRuns() {
        BagId bag = house.aBag(LRC, "AB-", Duration.ofDays(9));
        UUID id = signatureOf("""
                select r.signature_id from testing.runs r join testing.results t using (station_id, run_id)
                join units.bags u using (station_id, din) where u.bag_id = :bag limit 1
                """, bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.INTACT);
        assertThat(signature(id).meaning()).isEqualTo(Meaning.REVIEWED);
        spoil("testing.results", """
                update testing.results set value = 49 where marker = 'ALT'
                and din = (select din from units.bags where bag_id = :bag)
                """, bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.RECORD_CHANGED);
    }

    @Test
    void aChangedSignatureShowsToo() {
        BagId bag = house.aBag(LRC, "O-", Duration.ofDays(9));
        storage.discard(as(keeper()), List.of(bag), "BROKEN", StationFixtures.proof(house.second));
        UUID id = signatureOf("select signature_id from storage.discards where bag_id = :bag", bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.INTACT);
        spoil(
                "station.signatures",
                "update station.signatures set signer_name = 'Another' where signature_id = '" + id
                        + "' and :bag is not null",
                bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.SIGNATURE_CHANGED);
    }

    @Test
    void whoLiftsAHoldSignsForEveryBagThatItFreed() {
        BagId bag = house.aBag(LRC, "A-", Duration.ofDays(9));
        Actor quality = house.aPerson("lifter.167", Duty.QUALITY, null);
        ledger.hold(as(quality), List.of(bag), HoldReason.QUALITY, "smell", null);
        UUID hold = ledger.holds(STATION, List.of(bag)).getFirst().id();
        assertThatThrownBy(() -> ledger.lift(as(quality), List.of(hold), "fine", StationFixtures.proof(house.clerk)))
                .hasMessage("station.signer-not-authorised");
        ledger.lift(as(quality), List.of(hold), "fine", StationFixtures.proof(quality));
        UUID id = signatureOf("select lift_signature_id from units.holds where bag_id = :bag", bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.INTACT);
        spoil("units.holds", "update units.holds set lift_reason = 'another' where bag_id = :bag", bag);
        assertThat(signature(id).condition()).isEqualTo(Condition.RECORD_CHANGED);
    }

    /** Hard stop 18: two persons are two rows of the staff, whatever each may do. */
    @Test
    void nobodyIsHisOwnSecondPerson() {
        BagId bag = house.aBag(LRC, "AB+", Duration.ofDays(9));
        OrderId order = order("AB+", 1);
        refused(order, bag, StationFixtures.proof(house.clerk), "station.signer-is-author");
        refused(order, bag, StationFixtures.proof(house.portal), "station.signer-not-authorised");
        refused(order, bag, StationFixtures.proof(keeper()), "station.signer-not-authorised");
        orders.issue(as(house.clerk), order, house.scans(List.of(bag)), StationFixtures.proof(house.second));
    }

    /** A password that somebody else knows signs nothing, and one that is guessed locks the account. */
    @Test
    void aWrongProofSignsNothingAndLocksTheAccountInTheEnd() {
        BagId bag = house.aBag(LRC, "B+", Duration.ofDays(9));
        OrderId order = order("B+", 1);
        staff.enlist(
                house.system(),
                new NewStaff("new.167", "New", StationFixtures.PASSWORD),
                List.of(Duty.DISTRIBUTE),
                StationFixtures.aTraining(
                        NOW.atOffset(java.time.ZoneOffset.UTC).toLocalDate().minusDays(1),
                        NOW.atOffset(java.time.ZoneOffset.UTC).toLocalDate().plusDays(9)));
        refused(order, bag, new Proof("new.167", StationFixtures.PASSWORD), "station.proof-refused");
        refused(order, bag, new Proof("nobody.at.all", StationFixtures.PASSWORD), "station.proof-refused");
        Actor forgetful = house.aPerson("forgetful.167", Duty.DISTRIBUTE, null);
        for (int i = 0; i < 10; i++) {
            refused(order, bag, new Proof(forgetful.login(), "guess " + i), "station.proof-refused");
        }
        refused(order, bag, StationFixtures.proof(forgetful), "station.proof-refused");
        assertThat(ledger.get(STATION, bag).status()).isEqualTo(BagStatus.RESERVED);
    }

    private Actor keeper() {
        return staff.findActor("keeper.167", NOW).orElseGet(() -> house.aPerson("keeper.167", Duty.STORE, null));
    }

    private OrderId order(String group, int bags) {
        OrderId id = orders.place(
                as(house.clerk),
                new NewOrder(
                        house.hospital,
                        Urgency.URGENT,
                        NOW.plusSeconds(3600),
                        List.of(new NewLine(LRC, BloodGroup.of(group), bags, null))));
        assertThat(orders.allocate(as(house.clerk), id).isComplete()).isTrue();
        return id;
    }

    private void refused(OrderId order, BagId bag, Proof second, String why) {
        assertThatThrownBy(() -> orders.issue(as(house.clerk), order, house.scans(List.of(bag)), second))
                .hasMessage(why);
    }

    private UUID signatureOf(String sql, BagId bag) {
        return owner.jdbc().sql(sql).param("bag", bag.value()).query(UUID.class).single();
    }

    private Signature signature(UUID id) {
        return signatures.list(STATION, List.of(id)).values().iterator().next();
    }

    /** What nobody but the owner could do, and only after taking the locks off. */
    private void spoil(String table, String sql, BagId bag) {
        owner.transaction().executeWithoutResult(status -> {
            owner.jdbc().sql("alter table " + table + " disable trigger user").update();
            owner.jdbc().sql(sql).param("bag", bag.value()).update();
            owner.jdbc().sql("set constraints all immediate").update();
            owner.jdbc().sql("alter table " + table + " enable trigger user").update();
        });
    }

    private static Command as(Actor actor) {
        return Command.of(actor, NOW);
    }
}
