package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Hard stop 20 in a station that lives in the present: by the rule, and by the database when the rule is passed by. */
@MailuoTest
class ClockIT {
    private static final Actor AUTHOR =
            new Actor(new StationId(815), new UUID(8, 15), "clock.test", Set.of(Duty.ADMINISTER));

    @Autowired
    private Trail trail;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void aStationOfToday() {
        transaction.executeWithoutResult(status -> {
            trail.begin(Command.of(AUTHOR, Instant.now()), "test.write");
            jdbc.sql("""
                    insert into station.stations
                        (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set, replays_history)
                    values (815, '时钟', 'Clock', 'A9815', 'L', 'Asia/Shanghai', 'CN-GB18467-2011', false)
                    on conflict do nothing
                    """).update();
        });
    }

    @Test
    void aCommandOfTheFutureIsRefused() {
        assertThatCode(() -> begin(Duration.ofMinutes(4))).doesNotThrowAnyException();
        assertThatThrownBy(() -> begin(Duration.ofMinutes(6))).hasMessage("audit.clock-ahead");
        assertThatThrownBy(() -> byHand(Duration.ofMinutes(6))).hasStackTraceContaining("of the future");
    }

    @Test
    void aLateCommandBeginsAndMovesNoBag() {
        assertThatCode(() -> begin(Duration.ofHours(-6))).doesNotThrowAnyException();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status ->
                        trail.beginNow(Command.of(AUTHOR, Instant.now().minusSeconds(360)), "units.issue")))
                .hasMessage("audit.command-late");
        JdbcClient byHand = owner.jdbc();
        assertThatThrownBy(() -> owner.transaction().executeWithoutResult(status -> {
                    byHand.sql("select set_config('mailuo.at', (now() - interval '6 minutes')::text, true)")
                            .query(String.class)
                            .single();
                    byHand.sql("select audit.moment(815)").query(String.class).single();
                }))
                .hasStackTraceContaining("done now, not later");
    }

    @Test
    void aClockThatWasSetBackStopsTheStationUntilTheOperatorTrustsItAgain() {
        owner.jdbc()
                .sql("update audit.clocks set tolerance = null where station_id = 815")
                .update();
        byHand(Duration.ofDays(300));
        owner.jdbc()
                .sql("update audit.clocks set tolerance = interval '5 minutes' where station_id = 815")
                .update();
        assertThatThrownBy(() -> begin(Duration.ZERO)).hasMessage("audit.clock-set-back");
        assertThatThrownBy(() -> byHand(Duration.ZERO)).hasStackTraceContaining("set back");
        owner.jdbc().sql("call audit.trust_clock(815)").update();
        assertThatCode(() -> begin(Duration.ZERO)).doesNotThrowAnyException();
        assertThat(owner.jdbc()
                        .sql("select audit.latest(815) < now() + interval '1 minute'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private void begin(Duration later) {
        transaction.executeWithoutResult(
                status -> trail.begin(Command.of(AUTHOR, Instant.now().plus(later)), "test.write"));
    }

    private void byHand(Duration later) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select set_config('mailuo.station', '815', true)")
                    .query(String.class)
                    .single();
            jdbc.sql("""
                    insert into audit.commands (station_id, command_id, name, at, actor_id, actor_login, origin)
                    values (815, gen_random_uuid(), 'x', now() + :later * interval '1 second', gen_random_uuid(), 'x', 'test')
                    """).param("later", later.toSeconds()).update();
        });
    }
}
