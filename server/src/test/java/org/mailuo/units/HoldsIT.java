package org.mailuo.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.StationFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A hold reaches all that a bag became and will become, and ends where it began: by the database, not by good will. */
@MailuoTest
class HoldsIT {
    private static final StationId STATION = new StationId(736);
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");
    private static final Actor ACTOR =
            new Actor(STATION, new UUID(7, 36), "holds.test", Set.of(Duty.ADMINISTER, Duty.QUALITY));
    private static int sequence;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Causes causes;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OwnerDatabase owner;

    @BeforeEach
    void aStationWithNumbers() {
        boolean exists = owner.jdbc()
                .sql("select exists (select from station.stations where station_id = 736)")
                .query(Boolean.class)
                .single();
        if (!exists) {
            write("""
                    insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                    values (736, '锁定', 'Holds', 'A9736', 'L-736', 'Asia/Shanghai', 'CN-GB18467-2011')
                    """);
            StationFixtures.enrol(context, NOW, ACTOR);
            ledger.giveOutNumbers(now(), "A9736", 26, 0, 1000, "CENTRE");
            sequence = 0;
        }
    }

    @Test
    void aSplitBagHandsItsHoldToEveryPartAndToWhatIsMadeOfThem() {
        BagId whole = aBag();
        hold(whole, "SHORT");
        List<BagId> parts = make(List.of(whole), 3);
        BagId grandchild = make(List.of(parts.getFirst()), 1).getFirst();
        assertThat(holdsOn(parts.get(0), parts.get(1), parts.get(2), grandchild))
                .containsExactly(1, 1, 1, 1);
    }

    @Test
    void aHoldOpenedLaterReachesEveryGenerationOnce() {
        BagId whole = aBag();
        List<BagId> parts = make(List.of(whole), 2);
        BagId grandchild = make(List.of(parts.getFirst()), 1).getFirst();
        assertThat(hold(whole, "LATE")).isEqualTo(4);
        assertThat(hold(whole, "LATE")).as("opened twice").isZero();
        assertThat(holdsOn(whole, parts.get(0), parts.get(1), grandchild)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void aPoolIsHeldByEachParentAndFreeOnlyWhenAllAreLifted() {
        BagId one = aBag();
        BagId two = aBag();
        hold(one, "A");
        BagId pool = make(List.of(one, two), 1).getFirst();
        hold(two, "A");
        assertThat(holdsOn(pool)).containsExactly(2);
        lift(one);
        assertThat(holdsOn(one, two, pool)).containsExactly(0, 1, 1);
        lift(two);
        assertThat(holdsOn(two, pool)).containsExactly(0, 0);
    }

    @Test
    void liftingEndsTheCopiesAndNobodyElsesHold() {
        BagId whole = aBag();
        BagId part = make(List.of(whole), 1).getFirst();
        BagId grandchild = make(List.of(part), 1).getFirst();
        hold(whole, "MINE");
        hold(part, "OTHERS");
        lift(whole);
        assertThat(holdsOn(whole, part, grandchild)).containsExactly(0, 1, 1);
        assertThat(openHolds(grandchild)).extracting(Hold::detail).containsExactly("OTHERS");
    }

    @Test
    void oneWayDownOfTwoKeepsTheCopy() {
        BagId whole = aBag();
        List<BagId> halves = make(List.of(whole), 2);
        BagId again = make(halves, 1).getFirst();
        hold(whole, "ROUND");
        assertThat(holdsOn(again)).containsExactly(1);
        lift(halves.getFirst());
        assertThat(holdsOn(halves.getFirst(), again)).containsExactly(0, 1);
        lift(halves.getLast());
        assertThat(holdsOn(again)).containsExactly(0);
    }

    @Test
    void aHoldIsLiftedOnce() {
        BagId bag = aBag();
        hold(bag, "");
        UUID hold = openHolds(bag).getFirst().id();
        ledger.lift(now(), List.of(hold), "WELL", StationFixtures.proof(ACTOR));
        assertThatThrownBy(() -> ledger.lift(now(), List.of(hold), "WELL", StationFixtures.proof(ACTOR)))
                .hasMessage("units.hold-not-open");
        assertThat(holdsOn(bag)).containsExactly(0);
    }

    @Test
    void parentageWrittenByPlainSqlHandsTheHoldDownToo() {
        BagId parent = aBag();
        BagId child = aBag();
        hold(parent, "SQL");
        write("insert into units.parents (station_id, child_id, parent_id) values (736, '%s', '%s')"
                .formatted(child, parent));
        assertThat(holdsOn(child)).containsExactly(1);
    }

    @Test
    void aHoldIsNotMovedToAnotherCauseOrOrigin() {
        BagId bag = aBag();
        hold(bag, "");
        assertThatThrownBy(() -> write("update units.holds set detail = 'X' where bag_id = '" + bag + "'"))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("permission denied for table holds");
    }

    // Causes --------------------------------------------------------------------------------------------------------

    @Test
    void aCauseHoldsItsDonationAndEndsOnlyItsOwn() {
        BagId whole = aBag();
        List<BagId> parts = make(List.of(whole), 2);
        hold(parts.getFirst(), "OTHERS");
        Cause cause = causes.open(now(), of(whole));
        assertThat(cause.bags()).isEqualTo(3);
        assertThat(cause.inStation())
                .as("the consumed one is not there any more")
                .isEqualTo(2);
        assertThat(holdsOn(whole, parts.get(0), parts.get(1))).containsExactly(1, 2, 1);
        assertThatThrownBy(() -> causes.close(now(), cause.id(), "over", StationFixtures.proof(ACTOR)))
                .hasMessage("units.cause-still-holds");
        causes.lift(now(), cause.id(), List.of(whole), "checked", StationFixtures.proof(ACTOR));
        assertThat(holdsOn(whole, parts.get(0), parts.get(1))).containsExactly(0, 1, 0);
        assertThatThrownBy(
                        () -> causes.lift(now(), cause.id(), List.of(whole), "checked", StationFixtures.proof(ACTOR)))
                .as("lifted twice")
                .hasMessage("units.hold-not-open");
        causes.close(now(), cause.id(), "over", StationFixtures.proof(ACTOR));
        assertThatThrownBy(() -> causes.close(now(), cause.id(), "over", StationFixtures.proof(ACTOR)))
                .hasMessage("units.cause-closed");
    }

    @Test
    void twoCausesOfOneDonationAreTwoHolds() {
        BagId bag = aBag();
        Cause first = causes.open(now(), of(bag));
        causes.open(now(), of(bag));
        causes.lift(now(), first.id(), List.of(bag), "checked", StationFixtures.proof(ACTOR));
        assertThat(holdsOn(bag)).containsExactly(1);
    }

    @Test
    void aProductThatIsExemptIsPassedOver() {
        BagId whole = aBag();
        NewCause wanted = of(whole);
        causes.open(
                now(),
                new NewCause(
                        wanted.reason(),
                        wanted.scope(),
                        wanted.subject(),
                        null,
                        null,
                        wanted.code(),
                        "",
                        "",
                        List.of(ProductCode.of("LRC"))));
        assertThat(holdsOn(whole, make(List.of(whole), 1).getFirst())).containsExactly(1, 0);
    }

    @Test
    void anotherStationSeesAndHoldsNothing() {
        BagId bag = aBag();
        Cause cause = causes.open(now(), of(bag));
        Actor stranger = new Actor(new StationId(737), new UUID(7, 37), "stranger", Set.of(Duty.QUALITY));
        assertThatThrownBy(
                        () -> causes.close(Command.of(stranger, NOW), cause.id(), "x", StationFixtures.proof(stranger)))
                .hasMessage("station.proof-refused");
        assertThatThrownBy(() -> causes.get(stranger.station(), cause.id())).hasMessage("No such cause");
        assertThatThrownBy(() -> causes.lift(
                        Command.of(stranger, NOW), cause.id(), List.of(bag), "x", StationFixtures.proof(stranger)))
                .hasMessage("station.proof-refused");
        assertThat(holdsOn(bag)).containsExactly(1);
    }

    @Test
    void aCauseIsNeitherRewrittenNorDeleted() {
        Cause cause = causes.open(now(), of(aBag()));
        for (String sql : List.of(
                "update units.causes set subject = 'X' where cause_id = '%s'",
                "delete from units.causes where cause_id = '%s'")) {
            assertThatThrownBy(() -> write(sql.formatted(cause.id()))).isInstanceOf(DataAccessException.class);
        }
    }

    // Races ---------------------------------------------------------------------------------------------------------

    @Test
    void aBagMadeWhileItsParentIsBeingHeldIsHeld() throws Exception {
        BagId parent = aBag();
        List<BagId> children = new ArrayList<>();
        race(() -> hold(parent, "RACE"), () -> children.addAll(make(List.of(parent), 2)));
        assertThat(holdsOn(children.get(0), children.get(1))).containsExactly(1, 1);
    }

    @Test
    void aHoldOpenedWhileTheBagIsBeingMadeReachesTheChild() throws Exception {
        BagId parent = aBag();
        List<BagId> children = new ArrayList<>();
        race(() -> children.addAll(make(List.of(parent), 2)), () -> hold(parent, "RACE"));
        assertThat(holdsOn(children.get(0), children.get(1))).containsExactly(1, 1);
    }

    @Test
    void aHoldOpenedByPlainSqlWhileTheBagIsBeingMadeReachesTheChild() throws Exception {
        BagId parent = aBag();
        List<BagId> children = new ArrayList<>();
        race(() -> children.addAll(make(List.of(parent), 1)), () -> {
            write("""
                    insert into units.holds (station_id, hold_id, bag_id, reason, opened_at, opened_by)
                    values (736, gen_random_uuid(), '%s', 'QUALITY', '%s', '%s')
                    """.formatted(parent, NOW, ACTOR.staffId()));
            return 1;
        });
        assertThat(holdsOn(children.getFirst())).containsExactly(1);
    }

    @Test
    void liftingWhileTheBagIsBeingMadeLeavesNoCopyBehind() throws Exception {
        BagId parent = aBag();
        hold(parent, "RACE");
        List<BagId> children = new ArrayList<>();
        race(() -> children.addAll(make(List.of(parent), 1)), () -> {
            lift(parent);
            return 1;
        });
        assertThat(holdsOn(parent, children.getFirst())).containsExactly(0, 0);
    }

    /** Makers, holders and lifters of the same families at once: no deadlock, and every count right. */
    @Test
    void manyMakersAndHoldersAtOnce() throws Exception {
        List<BagId> parents = IntStream.range(0, 40).mapToObj(i -> aBag()).toList();
        List<DonationNumber> dins =
                ledger.list(STATION, parents).stream().map(Bag::din).toList();
        List<Callable<Integer>> work = new ArrayList<>();
        parents.forEach(parent -> work.add(() -> make(List.of(parent), 2).size()));
        for (int i = 0; i < 8; i++) {
            String detail = "H" + i;
            work.add(() -> ledger.holdDonations(now(), dins, HoldReason.QUALITY, detail, null));
        }
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (Future<Integer> done : pool.invokeAll(work)) {
                done.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(ledger.bagsOf(STATION, dins))
                .hasSize(120)
                .allSatisfy(bag -> assertThat(bag.openHolds()).isEqualTo(8));
    }

    /** Both start at once; the first keeps its transaction open while the second runs into it. */
    private void race(Callable<?> first, Callable<?> second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = pool.submit(() -> transaction.executeWithoutResult(status -> {
                call(first);
                done.countDown();
                LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            }));
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            call(second);
            slow.get();
        }
    }

    private static void call(Callable<?> step) {
        try {
            step.call();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    // Fixtures ------------------------------------------------------------------------------------------------------

    private NewCause of(BagId bag) {
        return NewCause.ofDonation(
                HoldReason.POST_DONATION, ledger.get(STATION, bag).din(), "FEVER", "");
    }

    private int hold(BagId bag, String detail) {
        return ledger.hold(now(), List.of(bag), HoldReason.QUALITY, detail, null);
    }

    private void lift(BagId bag) {
        ledger.lift(now(), openHolds(bag).stream().map(Hold::id).toList(), "lifted", StationFixtures.proof(ACTOR));
    }

    private List<Hold> openHolds(BagId bag) {
        return ledger.holds(STATION, List.of(bag)).stream()
                .filter(hold -> hold.liftedAt() == null)
                .toList();
    }

    /** The count in the row, which must be that of the holds. */
    private List<Integer> holdsOn(BagId... bags) {
        return List.of(bags).stream()
                .map(bag -> {
                    int counted = ledger.get(STATION, bag).openHolds();
                    assertThat(openHolds(bag)).hasSize(counted);
                    return counted;
                })
                .toList();
    }

    private BagId aBag() {
        DonationNumber din = DonationNumber.of("A9736", 26, sequence++);
        BagId id = new BagId(Uuid7.next(NOW));
        ledger.register(now(), din, List.of(newBag(id, din, "WB", "00")));
        return id;
    }

    private List<BagId> make(List<BagId> parents, int parts) {
        DonationNumber din = ledger.get(STATION, parents.getFirst()).din();
        String product =
                ledger.get(STATION, parents.getFirst()).product().value().equals("WB") ? "LRC" : "SRC";
        List<NewBag> children = IntStream.range(0, parts)
                .mapToObj(i -> newBag(new BagId(Uuid7.next(NOW)), din, product, "A" + (sequence * 7 + i) % 10))
                .toList();
        ledger.make(now(), List.of(new Making(parents, children)));
        return children.stream().map(NewBag::id).toList();
    }

    private static NewBag newBag(BagId id, DonationNumber din, String product, String division) {
        return new NewBag(
                id,
                din,
                ProductCode.of(product),
                division,
                Millilitres.of(400),
                Millilitres.of(400),
                "CPDA-1",
                NOW,
                EXPIRY);
    }

    private void write(String sql) {
        transaction.executeWithoutResult(status -> {
            trail.begin(now(), "test.write");
            jdbc.sql(sql).update();
        });
    }

    private static Command now() {
        return Command.of(ACTOR, NOW);
    }
}
