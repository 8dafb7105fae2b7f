package org.mailuo.distribution;

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
import org.mailuo.distribution.recall.RecalledBag;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewCause;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a hold does outside the store, and that it never passes a clerk who is at work with the same bag. */
@MailuoTest
class RecallsIT {
    private static final StationId STATION = new StationId(106);
    private static final Instant NOW = Instant.parse("2026-05-11T02:00:00Z");
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    @SuppressWarnings("NullAway.Init")
    private static Actor quality;

    @Autowired
    private Orders orders;

    @Autowired
    private Recalls recalls;

    @Autowired
    private Causes causes;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void aHouse() {
        if (stations.findStation(STATION).isEmpty()) {
            house = new DistributionHouse(context, 106, NOW);
            quality = house.aPerson("quality-manager.106", Duty.QUALITY, null);
        }
    }

    @Test
    void everyStatusHasItsConsequence() {
        List<BagId> stock = house.aStock(LRC, "A+", 6);
        OrderId id = ordered("A+", 5);
        BagId available = stock.get(5);
        BagId reserved = stock.get(4);
        issue(id, stock.subList(0, 4));
        orders.receive(as(house.portal), id, stock.subList(1, 4));
        orders.reportFates(
                as(house.portal),
                List.of(
                        new NewFate(stock.get(2), Fate.TRANSFUSED, "P-1", NOW),
                        new NewFate(stock.get(3), Fate.RETURNED, null, NOW)));
        stock.forEach(bag -> recall(bag));
        assertThat(ledger.list(STATION, stock)).allMatch(Bag::isHeld);
        assertThat(statuses(stock))
                .containsExactly(
                        BagStatus.ISSUED,
                        BagStatus.RECEIVED,
                        BagStatus.TRANSFUSED,
                        BagStatus.RETURNED,
                        BagStatus.AVAILABLE,
                        BagStatus.AVAILABLE);
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.PARTLY);
        assertThat(orders.get(house.clerk, id).missing()).isEqualTo(1);
        assertThat(recalls.withdrawn(STATION).count()).isEqualTo(1);
        assertThat(ids(recalls.open(house.portal))).containsExactlyInAnyOrder(stock.get(0), stock.get(1), stock.get(2));
        assertThat(orders.allocate(as(house.clerk), id).added())
                .as("neither the one taken back nor the held one in stock")
                .isEmpty();
        assertThat(ledger.offer(STATION, LRC, BloodGroup.of("A+"), NOW, 9))
                .extracting(Bag::id)
                .doesNotContain(available, reserved);
        orders.decline(as(house.clerk), id, "NO-STOCK");
        assertThat(recalls.withdrawn(STATION).count()).as("the order is over").isZero();
    }

    @Test
    void aRecallIsClosedWhenItsLastLineIs() {
        List<BagId> bags = house.aStock(LRC, "B+", 2);
        OrderId id = ordered("B+", 2);
        issue(id, bags);
        Cause cause = recall(bags.get(0));
        assertThat(cause.outside()).isEqualTo(1);
        assertRefused(
                () -> recalls.close(as(quality), cause.id(), "over", StationFixtures.proof(quality)),
                "distribution.recall-open");
        assertThatThrownBy(() -> recalls.confirm(as(stranger()), cause.id(), List.of(bags.get(0))))
                .as("another hospital")
                .isInstanceOf(NotFoundException.class);
        assertThat(recalls.open(stranger())).isEmpty();
        assertThatThrownBy(() -> recalls.confirm(as(house.portal), cause.id(), List.of(bags.get(1))))
                .as("not on the list")
                .isInstanceOf(NotFoundException.class);
        recalls.confirm(as(house.portal), cause.id(), List.of(bags.get(0)));
        recalls.confirm(as(quality), cause.id(), List.of(bags.get(0)));
        assertThat(recalls.lines(quality, cause.id())).singleElement().satisfies(line -> {
            assertThat(line.channel()).as("the first word counts").isEqualTo("PORTAL");
            assertThat(line.isAccountedFor()).isFalse();
        });
        assertRefused(
                () -> recalls.close(as(quality), cause.id(), "over", StationFixtures.proof(quality)),
                "distribution.recall-open");
        assertThatThrownBy(() -> causes.close(as(quality), cause.id(), "past the rule", StationFixtures.proof(quality)))
                .as("the database asks as well")
                .isInstanceOf(DataAccessException.class);
        orders.receive(as(house.portal), id, bags);
        orders.reportFates(as(house.portal), List.of(new NewFate(bags.get(0), Fate.RETURNED, null, NOW)));
        recalls.close(as(quality), cause.id(), "returned", StationFixtures.proof(quality));
        assertThat(ids(recalls.open(house.portal))).doesNotContain(bags.get(0));
    }

    @Test
    void aBagGivenToAnotherStationIsSettledInWords() {
        BagId bag = house.aBag(LRC, "O+", Duration.ofDays(9));
        write("update units.bags set status = 'TRANSFERRED' where bag_id = '" + bag + "'");
        Cause cause = recall(bag);
        recalls.confirm(as(quality), cause.id(), List.of(bag));
        assertRefused(() -> recalls.settle(as(quality), cause.id(), bag, " "), "distribution.recall-words");
        recalls.settle(as(quality), cause.id(), bag, "discarded there, by telephone");
        assertRefused(() -> recalls.settle(as(quality), cause.id(), bag, "again"), "distribution.recall-settled");
        recalls.close(as(quality), cause.id(), "over", StationFixtures.proof(quality));
        assertThatThrownBy(() -> write("delete from distribution.recalls where bag_id = '" + bag + "'"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aBagThatIsClearedInTimeIsRecalledNoMore() {
        List<BagId> bags = house.aStock(LRC, "AB+", 1);
        issue(ordered("AB+", 1), bags);
        Cause cause = recall(bags.getFirst());
        causes.lift(as(quality), cause.id(), bags, "false alarm", StationFixtures.proof(quality));
        assertThat(ids(recalls.open(house.portal))).doesNotContain(bags.getFirst());
        assertThatThrownBy(() -> recalls.confirmBag(as(house.portal), bags.getFirst()))
                .isInstanceOf(NotFoundException.class);
        recalls.close(as(quality), cause.id(), "false alarm", StationFixtures.proof(quality));
    }

    @Test
    void aHoldByHandOfABagOutsideBecomesARecall() {
        List<BagId> bags = house.aStock(LRC, "AB+", 1);
        issue(ordered("AB+", 1), bags);
        ledger.hold(as(quality), bags, HoldReason.QUALITY, "LEAK", null);
        assertThat(ids(recalls.open(house.portal))).contains(bags.getFirst());
    }

    @Test
    void whatDoesNotExistIsNotRecalled() {
        assertRefused(() -> open(CauseScope.SITE, "NOWHERE"), "distribution.recall-unknown");
        assertRefused(() -> open(CauseScope.PLACE, "NOWHERE"), "distribution.recall-unknown");
        assertRefused(() -> open(CauseScope.DONATION, "A910626099999"), "distribution.recall-unknown");
        assertRefused(() -> open(CauseScope.STATION, "106"), "distribution.recall-kind");
        assertRefused(() -> recalls.open(as(house.clerk), wanted(CauseScope.BAG_LOT, "X")), "actor.not-authorised");
        assertThat(open(CauseScope.BAG_LOT, "NEVER-SEEN").bags()).isZero();
    }

    // Races ---------------------------------------------------------------------------------------------------------

    @Test
    void aHoldWhileTheBagIsBeingIssuedRecallsIt() throws Exception {
        List<BagId> bags = house.aStock(LRC, "A-", 1);
        OrderId id = ordered("A-", 1);
        race(() -> issue(id, bags), () -> recall(bags.getFirst()));
        assertThat(statuses(bags)).containsExactly(BagStatus.ISSUED);
        assertThat(ids(recalls.open(house.portal))).contains(bags.getFirst());
    }

    @Test
    void anIssueWhileTheBagIsBeingHeldIsRefused() throws Exception {
        List<BagId> bags = house.aStock(LRC, "A-", 1);
        OrderId id = ordered("A-", 1);
        race(() -> recall(bags.getFirst()), () -> assertThatThrownBy(() -> issue(id, bags)));
        assertThat(statuses(bags)).containsExactly(BagStatus.AVAILABLE);
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.SUBMITTED);
        orders.decline(as(house.clerk), id, "NO-STOCK");
    }

    @Test
    void aHoldWhileTheBagIsBeingReservedTakesItBack() throws Exception {
        BagId bag = house.aBag(LRC, "B-", Duration.ofDays(4));
        OrderId id = orders.place(as(house.clerk), anOrder("B-", 1));
        race(() -> orders.allocate(as(house.clerk), id), () -> recall(bag));
        assertThat(statuses(List.of(bag))).containsExactly(BagStatus.AVAILABLE);
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.SUBMITTED);
        orders.decline(as(house.clerk), id, "NO-STOCK");
    }

    @Test
    void whatIsBeingHeldIsNotReserved() throws Exception {
        BagId bag = house.aBag(LRC, "B-", Duration.ofDays(4));
        OrderId id = orders.place(as(house.clerk), anOrder("B-", 1));
        race(() -> recall(bag), () -> orders.allocate(as(house.clerk), id));
        assertThat(statuses(List.of(bag))).containsExactly(BagStatus.AVAILABLE);
        orders.decline(as(house.clerk), id, "NO-STOCK");
    }

    @Test
    void whatIsBeingHeldIsNotLabelled() throws Exception {
        BagId bag = house.aBag(LRC, "O-", Duration.ofDays(4));
        owner.transaction().executeWithoutResult(status -> {
            owner.jdbc().sql("alter table units.bags disable trigger user").update();
            owner.jdbc()
                    .sql("update units.bags set labelled_at = null where bag_id = :bag")
                    .param("bag", bag.value())
                    .update();
            owner.jdbc().sql("alter table units.bags enable trigger user").update();
        });
        race(
                () -> recall(bag),
                () -> assertThatThrownBy(() -> ledger.label(house.system(), List.of(bag)))
                        .hasMessage("units.held"));
    }

    /** Clerks reserve and give back while recalls run over the same bags: no deadlock, nothing held is reserved. */
    @Test
    void clerksAndRecallsAtOnce() throws Exception {
        List<BagId> stock = house.aStock(LRC, "AB-", 60);
        List<Callable<Integer>> work = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(i -> work.add(() -> {
                    OrderId id = orders.place(as(house.clerk), anOrder("AB-", 3));
                    List<BagId> got = orders.allocate(as(house.clerk), id).added().stream()
                            .map(each -> each.bag().id())
                            .toList();
                    if (i % 2 == 0) {
                        orders.decline(as(house.clerk), id, "MISTAKE");
                    }
                    return got.size();
                }));
        IntStream.range(0, 60)
                .filter(i -> i % 3 == 0)
                .forEach(i -> work.add(() -> recall(stock.get(i)).bags()));
        try (var pool = Executors.newFixedThreadPool(10)) {
            for (Future<Integer> done : pool.invokeAll(work)) {
                done.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(ledger.list(STATION, stock))
                .allSatisfy(bag -> assertThat(bag.isHeld() && bag.status() == BagStatus.RESERVED)
                        .isFalse());
        assertThat(owner.jdbc().sql("""
                select count(*) from distribution.allocations a
                join units.bags b using (station_id, bag_id)
                where a.station_id = 106 and b.open_holds > 0
                """).query(Integer.class).single()).isZero();
    }

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
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    // Fixtures ------------------------------------------------------------------------------------------------------

    private Cause recall(BagId bag) {
        return recalls.open(as(quality), wanted(CauseScope.BAG, bag.toString()));
    }

    private Cause open(CauseScope scope, String subject) {
        return recalls.open(as(quality), wanted(scope, subject));
    }

    private static NewCause wanted(CauseScope scope, String subject) {
        return new NewCause(HoldReason.RECALL, scope, subject, null, null, "LOT_ALERT", "", "", List.of());
    }

    private OrderId ordered(String group, int bags) {
        OrderId id = orders.place(as(house.clerk), anOrder(group, bags));
        assertThat(orders.allocate(as(house.clerk), id).isComplete()).isTrue();
        return id;
    }

    private static NewOrder anOrder(String group, int bags) {
        return new NewOrder(
                house.hospital,
                Urgency.ROUTINE,
                NOW.plus(Duration.ofDays(1)),
                List.of(new NewLine(LRC, BloodGroup.of(group), bags, null)));
    }

    private Object issue(OrderId id, List<BagId> bags) {
        orders.issue(as(house.clerk), id, house.scans(bags), StationFixtures.proof(house.second));
        return id;
    }

    private List<BagStatus> statuses(List<BagId> bags) {
        return bags.stream().map(bag -> ledger.get(STATION, bag).status()).toList();
    }

    private static List<BagId> ids(List<RecalledBag> lines) {
        return lines.stream().map(line -> line.bag().id()).toList();
    }

    private static Actor stranger() {
        return new Actor(STATION, new UUID(1, 6), "other.106", Set.of(Duty.HOSPITAL), house.other.value());
    }

    private static Command as(Actor actor) {
        return Command.of(actor, NOW);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable step, String code) {
        assertThatThrownBy(step).hasMessage(code);
    }

    private void write(String sql) {
        transaction.executeWithoutResult(status -> {
            trail.begin(house.system(), "test.write");
            jdbc.sql(sql).update();
        });
    }
}
