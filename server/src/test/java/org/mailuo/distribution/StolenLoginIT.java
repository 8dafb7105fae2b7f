package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mailuo.distribution.DistributionFixtures.NOW;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.release.Labels;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Somebody has the application's login to the database and nothing else. He knows every table, every id and everybody's
 * name, opens a proper command, and writes plain SQL. Each attack ends at a lock that tells its name.
 */
@MailuoTest
class StolenLoginIT {
    private static final StationId STATION = new StationId(166);
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    private static final Map<String, Object> NAMES = new HashMap<>();

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Stations stations;

    @Autowired
    private Orders orders;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Labels labels;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    /** One bag in every state, and the people who brought it there. */
    @BeforeEach
    void aHouse() {
        if (stations.findStation(STATION).isPresent()) {
            return;
        }
        house = new DistributionHouse(context, STATION.value(), NOW);
        Origins origins = house.origins();
        for (Actor person : origins.people()) {
            NAMES.put(person.login(), person.staffId());
        }
        NAMES.put("clerk", house.clerk.staffId());
        NAMES.put("second", house.second.staffId());
        NewBag whole = origins.collect();
        bag("whole", whole);
        NewBag reactive = origins.collect();
        origins.testReactive(reactive.din());
        bag("reactive", reactive);
        bag("fit", quarantined("A+"));
        bag("other", quarantined("A+"));
        NewBag held = quarantined("A+");
        bag("held", held);
        ledger.hold(house.system(), List.of(held.id()), HoldReason.QUALITY, "", null);
        NewBag released = quarantined("A+");
        bag("released", released);
        origins.decide(List.of(released.id()));
        NewBag printed = quarantined("A+");
        bag("printed", printed);
        origins.decide(List.of(printed.id()));
        labels.print(Command.of(origins.releaser(), NOW), List.of(printed.id()));
        NAMES.put("ready", house.aBag(LRC, "O+", Duration.ofDays(9)));
        NAMES.put("issued", house.aBag(LRC, "B+", Duration.ofDays(9)));
        OrderId first = order("B+");
        orders.issue(
                as(house.clerk),
                first,
                house.scans(List.of((BagId) NAMES.get("issued"))),
                StationFixtures.proof(house.second));
        NAMES.put("reserved", house.aBag(LRC, "B+", Duration.ofDays(9)));
        NAMES.put("order", order("B+"));
        NAMES.put(
                "negative",
                orders.place(
                        as(house.clerk),
                        new NewOrder(
                                house.hospital,
                                Urgency.URGENT,
                                NOW.plusSeconds(3600),
                                List.of(new NewLine(LRC, BloodGroup.of("O-"), 1, null)))));
        ask("hold", "select hold_id from units.holds where bag_id = '{held}'");
        ask("batch", "select release_id from units.bags where bag_id = '{released}'");
        ask("past", "select command_id from release.batches where batch_id = '{batch}'");
        ask("site", "select site_id from station.sites where station_id = 166 limit 1");
        for (String name : List.of("released", "printed")) {
            ask(name + ".codes", "select release.label_codes(166, '{" + name + "}')");
        }
        NAMES.put("station", UUID.randomUUID());
    }

    private void ask(String name, String sql) {
        NAMES.put(
                name,
                owner.jdbc().sql(Attack.fill(sql, NAMES)).query(String.class).single());
    }

    private OrderId order(String group) {
        OrderId id = orders.place(
                as(house.clerk),
                new NewOrder(
                        house.hospital,
                        Urgency.URGENT,
                        NOW.plusSeconds(3600),
                        List.of(new NewLine(LRC, BloodGroup.of(group), 1, null))));
        assertThat(orders.allocate(as(house.clerk), id).isComplete()).isTrue();
        return id;
    }

    private NewBag quarantined(String group) {
        NewBag bag = house.aNewBag(LRC, Duration.ofDays(8));
        house.origins().make(List.of(bag), BloodGroup.of(group));
        return bag;
    }

    private static void bag(String name, NewBag bag) {
        NAMES.put(name, bag.id());
        NAMES.put(name + ".din", bag.din());
    }

    /** As the application, whose rights end many an attack before it meets its lock. */
    @TestFactory
    Stream<DynamicTest> noAttackSucceeds() {
        return attacks(attack -> assertThat(end(attack, transaction, jdbc)).isIn(attack.lock(), Attacks.NO_RIGHT));
    }

    /** As the owner of the tables, who has every right: each lock holds by itself. */
    @TestFactory
    Stream<DynamicTest> everyLockHolds() {
        return attacks(attack ->
                assertThat(end(attack, owner.transaction(), owner.jdbc())).isEqualTo(attack.lock()));
    }

    private static Stream<DynamicTest> attacks(Consumer<Attack> test) {
        List<Attack> attacks = Attacks.read().attacks();
        assertThat(attacks).hasSizeGreaterThan(100);
        return attacks.stream().map(attack -> DynamicTest.dynamicTest(attack.title(), () -> test.accept(attack)));
    }

    /** The same sentences with the right names go through: it is the lock that ends an attack, not a slip of the pen. */
    @Test
    void theHonestWayIsOpen() {
        for (Attack honest : Attacks.read().honest()) {
            assertThatCode(() -> carryOut(honest, transaction, jdbc))
                    .as(honest.title())
                    .doesNotThrowAnyException();
        }
    }

    private static String end(Attack attack, TransactionTemplate within, JdbcClient as) {
        Throwable end = catchThrowable(() -> carryOut(attack, within, as));
        return end == null ? "nothing stood in the way" : lockOf(end);
    }

    private static void carryOut(Attack attack, TransactionTemplate within, JdbcClient as) {
        within.executeWithoutResult(status -> {
            as.sql("select set_config('mailuo.station', '166', true)")
                    .query(String.class)
                    .single();
            if (!attack.by().isEmpty()) {
                begin(attack, as);
            }
            as.sql(attack.sql(NAMES)).update();
            as.sql("set constraints all immediate").update();
            status.setRollbackOnly();
        });
    }

    private static void begin(Attack attack, JdbcClient as) {
        UUID command = UUID.randomUUID();
        String author = String.valueOf(NAMES.get(attack.by()));
        OffsetDateTime at = NOW.plus(Duration.ofDays(attack.daysLater())).atOffset(ZoneOffset.UTC);
        as.sql("""
                insert into audit.commands (station_id, command_id, name, at, actor_id, actor_login, origin)
                values (166, :command, 'test.attack', :at, :author, 'thief', 'test')
                """)
                .param("command", command)
                .param("at", at)
                .param("author", UUID.fromString(author))
                .update();
        Map.of(
                        "command",
                        command.toString(),
                        "actor",
                        author,
                        "at",
                        at.toString(),
                        "action",
                        "test.attack",
                        "reason",
                        "")
                .forEach((name, value) -> as.sql("select set_config('mailuo.' || :name, :value, true)")
                        .param("name", name)
                        .param("value", value)
                        .query(String.class)
                        .single());
    }

    /** The lock's name; a table that takes no such change at all says so by its error code. */
    private static String lockOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (!(root instanceof PSQLException refusal) || refusal.getServerErrorMessage() == null) {
            return String.valueOf(root);
        }
        String constraint = refusal.getServerErrorMessage().getConstraint();
        if (constraint != null) {
            return constraint;
        }
        return "42501".equals(refusal.getSQLState()) ? Attacks.NO_RIGHT : String.valueOf(refusal.getMessage());
    }

    private static Command as(Actor actor) {
        return Command.of(actor, NOW);
    }
}
