package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail writes itself: who, when, what was and what became, and never a secret. */
@MailuoTest
class TrailIT {
    private static final StationId STATION = new StationId(810);
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final Actor AUTHOR = new Actor(STATION, new UUID(8, 10), "trail.test", Set.of(Duty.ADMINISTER));
    private static final UUID PERSON = new UUID(8, 11);

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void aStationWithAPerson() {
        if (trail.of(STATION, "station.staff", PERSON.toString()).isEmpty()) {
            write("trail.found", "", """
                    insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                    values (810, '留痕', 'Trail', 'A9810', 'L-810', 'Asia/Shanghai', 'CN-GB18467-2011')
                    """);
            write("trail.enlist", "", """
                    insert into station.staff (station_id, staff_id, login, name, password_hash)
                    values (810, '%s', 'trail.person', 'Wen', 'first-secret')
                    """.formatted(PERSON));
        }
    }

    @Test
    void aChangeIsRecordedWithItsAuthorItsReasonAndOnlyWhatChanged() {
        write(
                "trail.rename",
                "MISTYPED",
                "update station.staff set name = 'Wei' where staff_id = '%s'".formatted(PERSON));
        assertThat(trail.of(STATION, "station.staff", PERSON.toString()).getLast())
                .satisfies(change -> {
                    assertThat(change.actor()).isEqualTo("trail.test");
                    assertThat(change.at()).isEqualTo(NOW);
                    assertThat(change.action()).isEqualTo("trail.rename");
                    assertThat(change.reason()).isEqualTo("MISTYPED");
                    assertThat(change.before()).isEqualTo("{\"name\": \"Wen\"}");
                    assertThat(change.after()).isEqualTo("{\"name\": \"Wei\"}");
                });
        write("trail.rename", "", "update station.staff set name = 'Wen' where staff_id = '%s'".formatted(PERSON));
    }

    @Test
    void aRequestKnowsWhetherItHasBegunACommand() {
        try (Origin.Bound request = Origin.at("127.0.0.1")) {
            trail.of(STATION, "station.staff", PERSON.toString());
            assertThat(Origin.hasBegun()).as("reading").isFalse();
            write("trail.touch", "", "update station.staff set name = name where staff_id = '%s'".formatted(PERSON));
            assertThat(Origin.hasBegun()).as("a command").isTrue();
        }
        assertThat(Origin.hasBegun()).as("the next request").isFalse();
    }

    @Test
    void anUpdateThatChangesNothingLeavesNoTrace() {
        int before = trail.of(STATION, "station.staff", PERSON.toString()).size();
        write("trail.touch", "", "update station.staff set name = name where staff_id = '%s'".formatted(PERSON));
        assertThat(trail.of(STATION, "station.staff", PERSON.toString())).hasSize(before);
    }

    @Test
    void aSecretIsSeenToChangeButNotToBe() {
        write(
                "trail.password",
                "",
                "update station.staff set password_hash = 'second-secret' where staff_id = '%s'".formatted(PERSON));
        assertThat(trail.of(STATION, "station.staff", PERSON.toString()))
                .allSatisfy(change -> {
                    assertThat(String.valueOf(change.before())).doesNotContain("secret");
                    assertThat(String.valueOf(change.after())).doesNotContain("secret");
                })
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void theSameCommandTwiceIsFoundOut() {
        Command command = Command.of(AUTHOR, NOW);
        transaction.executeWithoutResult(status -> {
            trail.begin(command, "trail.first");
            trail.begin(command, "trail.nested");
        });
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> trail.begin(command, "trail.again")))
                .isInstanceOf(AlreadyDoneException.class);
    }

    @Test
    void aCommandThatFailedMayBeSentAgain() {
        Command command = Command.of(AUTHOR, NOW);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    trail.begin(command, "trail.first");
                    throw new IllegalStateException("lost");
                }))
                .hasMessage("lost");
        transaction.executeWithoutResult(status -> trail.begin(command, "trail.again"));
    }

    @Test
    void nothingBeginsOutsideATransaction() {
        assertThatThrownBy(() -> trail.begin(Command.of(AUTHOR, NOW), "trail.bare"))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private void write(String action, String reason, String sql) {
        transaction.executeWithoutResult(status -> {
            trail.begin(Command.of(AUTHOR, NOW), action, reason);
            jdbc.sql(sql).update();
        });
    }
}
