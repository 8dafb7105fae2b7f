package org.mailuo.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.audit.Trail;
import org.mailuo.database.StationScope;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.StationFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MailuoTest
class LedgerIT {
    private static final StationId STATION = new StationId(731);
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");
    private static final Actor ACTOR =
            new Actor(STATION, new UUID(7, 31), "ledger.test", Set.of(Duty.ADMINISTER, Duty.QUALITY));
    private static int sequence;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Ledger ledger;

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
                .sql("select exists (select from station.stations where station_id = 731)")
                .query(Boolean.class)
                .single();
        if (!exists) {
            write("""
                    insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                    values (731, '台账', 'Ledger', 'A9731', 'L-731', 'Asia/Shanghai', 'CN-GB18467-2011')
                    """);
            write(
                    "insert into storage.places values (731, gen_random_uuid(), 'Q1', '待检', 'Q', 'COLD_2_6', 'QUARANTINE')");
            StationFixtures.enrol(context, NOW, ACTOR);
            ledger.giveOutNumbers(now(), "A9731", 26, 0, 1000, "CENTRE");
            sequence = 0;
        }
    }

    @Test
    void aNewBagStartsInQuarantineWithItsHistory() {
        BagId bag = aRegisteredBag();
        assertThat(ledger.get(STATION, bag).status()).isEqualTo(BagStatus.QUARANTINE);
        assertThat(ledger.history(STATION, bag)).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("units.register");
            assertThat(event.actor()).isEqualTo("ledger.test");
            assertThat(event.at()).isEqualTo(NOW);
        });
    }

    @Test
    void aNumberIsUsedOnceAndOnlyIfItWasGivenOutHere() {
        DonationNumber din = nextNumber();
        ledger.register(now(), din, List.of());
        assertThatThrownBy(() -> ledger.register(now(), din, List.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("units.number-used");
        assertThatThrownBy(() -> ledger.register(now(), new DonationNumber("A973126001000"), List.of()))
                .hasMessage("units.number-not-ours");
        assertThatThrownBy(() -> ledger.register(now(), new DonationNumber("Z549926000001"), List.of()))
                .hasMessage("units.number-not-ours");
    }

    @Test
    void rangesDoNotOverlap() {
        assertThatThrownBy(() -> ledger.giveOutNumbers(now(), "A9731", 26, 999, 10, "BUS1"))
                .hasMessage("units.range-overlaps");
    }

    @Test
    void theSameCommandTwiceDoesItOnce() {
        BagId bag = aRegisteredBag();
        Command command = now();
        ledger.move(command, List.of(bag), "Q1");
        assertThatThrownBy(() -> ledger.move(command, List.of(bag), "Q2")).isInstanceOf(AlreadyDoneException.class);
        assertThat(ledger.get(STATION, bag).place()).isEqualTo("Q1");
    }

    @Test
    void childrenInheritEveryOpenHoldOfTheirParents() {
        BagId parent = aRegisteredBag();
        ledger.hold(now(), List.of(parent), HoldReason.COLLECTION, "SHORT", null);
        BagId child = aChildOf(parent);
        assertThat(ledger.get(STATION, parent).status()).isEqualTo(BagStatus.CONSUMED);
        assertThat(ledger.get(STATION, child).openHolds()).isEqualTo(1);
        assertThat(ledger.holds(STATION, List.of(child)))
                .extracting(Hold::reason)
                .containsExactly(HoldReason.COLLECTION);
    }

    @Test
    void aHoldOnADonationReachesEveryDescendantOnce() {
        BagId parent = aRegisteredBag();
        BagId child = aChildOf(parent);
        DonationNumber din = ledger.get(STATION, child).din();
        assertThat(ledger.holdDonations(now(), List.of(din), HoldReason.POST_DONATION, "FEVER", null))
                .isEqualTo(2);
        assertThat(ledger.holdDonations(now(), List.of(din), HoldReason.POST_DONATION, "FEVER", null))
                .isZero();
        UUID hold = ledger.holds(STATION, List.of(child)).getFirst().id();
        ledger.lift(now(), List.of(hold), "WELL", StationFixtures.proof(ACTOR));
        assertThat(ledger.get(STATION, child).openHolds()).isZero();
        assertThat(ledger.get(STATION, parent).openHolds()).isEqualTo(1);
        assertThatThrownBy(() -> ledger.lift(now(), List.of(hold), "WELL", StationFixtures.proof(ACTOR)))
                .hasMessage("units.hold-not-open");
    }

    @Test
    void withoutAnAuthorPlainSqlChangesNothing() {
        BagId bag = aRegisteredBag();
        assertThatThrownBy(() -> StationScope.in(
                        STATION,
                        () -> jdbc.sql("update units.bags set place = 'X' where bag_id = :bag")
                                .param("bag", bag.value())
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("A change needs an author");
    }

    @Test
    void plainSqlCannotIssueAnUnreleasedBag() {
        BagId bag = aRegisteredBag();
        refusedSql(
                "update units.bags set status = 'ISSUED' where bag_id = '" + bag + "'",
                "does not go from QUARANTINE to ISSUED");
        refusedSql("update units.bags set status = 'AVAILABLE' where bag_id = '" + bag + "'", "No release decision");
        refusedSql(
                "update units.bags set expires_at = expires_at + interval '1 day' where bag_id = '" + bag + "'",
                "permission denied for table bags");
        refusedSql(
                "update units.bags set labelled_at = now() where bag_id = '" + bag + "'",
                "Only a released bag without hold");
        refusedSql("delete from units.bags where bag_id = '" + bag + "'", "permission denied");
        refusedSql("delete from units.events where bag_id = '" + bag + "'", "permission denied");
    }

    @Test
    void theStatusMachineIsTheSameInJavaAndInTheDatabase() {
        for (BagStatus before : BagStatus.values()) {
            for (BagStatus after : BagStatus.values()) {
                boolean sql = jdbc.sql("select units.may_follow(:before, :after)")
                        .param("before", before.name())
                        .param("after", after.name())
                        .query(Boolean.class)
                        .single();
                assertThat(sql)
                        .as(before + " to " + after)
                        .isEqualTo(before.next().contains(after));
            }
        }
    }

    @Test
    void everyHoldReasonAndStatusFitsTheTables() {
        assertThat(Arrays.stream(BagStatus.values()).map(Enum::name))
                .allSatisfy(status ->
                        assertThat(jdbc.sql("""
                        select pg_get_constraintdef(oid) from pg_constraint where conname = 'bags_status'
                        """).query(String.class).single()).contains("'" + status + "'"));
    }

    @Test
    void aHoldAndAMoveOfOneBagWaitForEachOther() throws Exception {
        BagId bag = aRegisteredBag();
        CountDownLatch held = new CountDownLatch(1);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holding = pool.submit(() -> transaction.executeWithoutResult(status -> {
                ledger.hold(now(), List.of(bag), HoldReason.QUALITY, "", null);
                held.countDown();
                sleepABit();
            }));
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
            ledger.discard(new Command(Uuid7.next(NOW), ACTOR, EXPIRY), List.of(bag), "EXPIRED");
            holding.get();
        }
        assertThat(ledger.history(STATION, bag)).extracting(BagEvent::openHolds).endsWith((Integer) 1);
    }

    @Test
    void theNightRunDiscardsWhatHasExpiredAndNothingElse() {
        BagId old = aRegisteredBag();
        List<BagId> before = ledger.discardExpired(new Command(Uuid7.next(NOW), ACTOR, EXPIRY.minusSeconds(1)));
        assertThat(before).doesNotContain(old);
        List<BagId> after = ledger.discardExpired(new Command(Uuid7.next(NOW), ACTOR, EXPIRY));
        assertThat(after).contains(old);
        assertThat(ledger.get(STATION, old).discardReason()).isEqualTo("EXPIRED");
    }

    @Test
    void releasingNamesTheGroupOnceAndForAll() {
        BagId bag = aRegisteredBag();
        assertThatThrownBy(() -> ledger.release(
                        now(), UUID.randomUUID(), Map.of(new BagId(UUID.randomUUID()), BloodGroup.of("A+"))))
                .hasMessage("No such bag");
        assertThat(ledger.get(STATION, bag).bloodGroup()).isEmpty();
    }

    private static void sleepABit() {
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }

    private void refusedSql(String sql, String why) {
        assertThatThrownBy(() -> write(sql))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .message()
                .contains(why);
    }

    private void write(String sql) {
        transaction.executeWithoutResult(status -> {
            trail.begin(now(), "test.write");
            jdbc.sql(sql).update();
        });
    }

    private BagId aRegisteredBag() {
        DonationNumber din = nextNumber();
        BagId id = new BagId(Uuid7.next(NOW));
        ledger.register(now(), din, List.of(newBag(id, din, "WB")));
        return id;
    }

    private BagId aChildOf(BagId parent) {
        BagId child = new BagId(Uuid7.next(NOW));
        ledger.make(
                now(),
                List.of(new Making(
                        List.of(parent),
                        List.of(newBag(child, ledger.get(STATION, parent).din(), "LRC")))));
        return child;
    }

    private static NewBag newBag(BagId id, DonationNumber din, String product) {
        return new NewBag(
                id,
                din,
                ProductCode.of(product),
                "00",
                Millilitres.of(400),
                Millilitres.of(400),
                "CPDA-1",
                NOW,
                EXPIRY);
    }

    private static DonationNumber nextNumber() {
        return DonationNumber.of("A9731", 26, sequence++);
    }

    private static Command now() {
        return Command.of(ACTOR, NOW);
    }
}
