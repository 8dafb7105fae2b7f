package org.mailuo.audit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Command;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Opens each changing transaction in the name of its author and reads back what was changed. A transaction that was
 * not opened here cannot change a business row: the database refuses it.
 */
@Service
@Transactional(readOnly = true)
public class Trail {
    private static final Object RUNNING = new Object();

    /** The number of the seal that holds a row: the first one that reached its transaction, if it really does. */
    private static final String SEAL = """
            (select s.seal_no
             from (select z.seal_no, z.entries from audit.seals z
                   where z.station_id = %1$s.station_id and z.through > %1$s.xid order by z.through limit 1) s
             where %1$s.entry_no = any (s.entries))""";

    private final JdbcClient jdbc;

    Trail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** As {@link #begin(Command, String, String)} without a stated reason. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Command command, String action) {
        begin(command, action, "");
    }

    /**
     * Puts the running transaction under the command. Called again for the same command in the same transaction it does
     * nothing, so that services may build on each other; the outermost action is the one that history tells.
     *
     * @param action {@code module.verb}, the key of the sentence in the history
     * @param reason why, as the author said it, for changes that need one; never personal data
     * @throws AlreadyDoneException if the command was carried out in an earlier transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void begin(Command command, String action, String reason) {
        if (running(command) != null) {
            return;
        }
        Opening opening = jdbc.sql("""
                with first_time as (
                    insert into audit.commands (station_id, command_id, name, at, actor_id, actor_login, origin)
                    select :station, :command, :action, :at, :actor, :login, :origin
                    where current_setting('mailuo.command', true) is distinct from :text
                    on conflict do nothing
                    returning at)
                select case
                    when exists (select from first_time) then
                        set_config('mailuo.station', :stationText, true) || set_config('mailuo.actor', :actorText, true)
                        || set_config('mailuo.at', (select at::text from first_time), true)
                        || set_config('mailuo.action', :action, true) || set_config('mailuo.reason', :reason, true)
                        || set_config('mailuo.command', :text, true)
                    when current_setting('mailuo.command', true) = :text then 'running'
                    else 'before' end as state,
                    clock_timestamp() as present,
                    (select extract(epoch from tolerance) from audit.clocks where station_id = :station) as tolerance,
                    audit.latest(:station) as latest
                """)
                .param("station", command.station().value())
                .param("stationText", String.valueOf(command.station().value()))
                .param("command", command.id())
                .param("text", command.id().toString())
                .param("action", action)
                .param("reason", reason)
                .param("at", command.at().atOffset(ZoneOffset.UTC))
                .param("actor", command.actor().staffId())
                .param("login", command.actor().login())
                .param("origin", Origin.current())
                .param("actorText", command.actor().staffId().toString())
                .query(Opening.class)
                .single();
        if (opening.state().equals("before")) {
            throw new AlreadyDoneException(command.id());
        }
        Origin.begin();
        ClockRules.mayBegin(command.at(), opening.clock()).orThrow();
        remember(new Running(command.id(), opening.clock()));
    }

    /**
     * As {@link #begin(Command, String)} for what is done with the bag in the hand.
     *
     * @throws RefusedException {@code audit.command-late} if the command is older than the station's tolerance
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginNow(Command command, String action) {
        begin(command, action);
        Running running = running(command);
        if (running == null) {
            throw new IllegalStateException("Not begun: " + command.id());
        }
        ClockRules.isNow(command.at(), running.clock()).orThrow();
    }

    private record Opening(
            String state,
            Instant present,
            @Nullable BigDecimal tolerance,
            @Nullable Instant latest) {
        ClockRules.Clock clock() {
            return new ClockRules.Clock(
                    present,
                    Optional.ofNullable(tolerance).map(seconds -> Duration.ofSeconds(seconds.longValue())),
                    Optional.ofNullable(latest));
        }
    }

    private record Running(UUID id, ClockRules.Clock clock) {}

    private static @Nullable Running running(Command command) {
        return TransactionSynchronizationManager.getResource(RUNNING) instanceof Running running
                        && running.id().equals(command.id())
                ? running
                : null;
    }

    /** For the rest of this transaction, so that a service that builds on another costs no question to the database. */
    private static void remember(Running command) {
        TransactionSynchronizationManager.unbindResourceIfPossible(RUNNING);
        TransactionSynchronizationManager.bindResource(RUNNING, command);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResourceIfPossible(RUNNING);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(RUNNING);
            }
        });
    }

    /**
     * All changes of one row, oldest first.
     *
     * @param table {@code schema.table}
     * @param rowId the row's id within its station, as text
     */
    public List<Change> of(StationId station, String table, String rowId) {
        return jdbc.sql("""
                select t.at, c.actor_login as actor, c.origin, t.action, t.operation,
                       t.before::text as before, t.after::text as after, t.reason, %s as seal
                from audit.trail t
                join audit.commands c on c.station_id = t.station_id and c.command_id = t.command_id
                where t.station_id = :station and t.table_name = :table and t.row_id = :row
                order by t.entry_no
                """.formatted(SEAL.formatted("t")))
                .param("station", station.value())
                .param("table", table)
                .param("row", rowId)
                .query(Change.class)
                .list();
    }

    /**
     * How a row came about that never changes, as one change.
     *
     * @param table {@code schema.table}; any text is safe, an unknown table has no rows
     * @param rowId its key within the station, several columns joined by {@code /}
     */
    public Optional<Change> ofKept(StationId station, String table, String rowId) {
        Optional<String> condition =
                jdbc.sql("""
                select string_agg(format('x.%I = split_part(:row, ''/'', %s)::%s', a.attname, u.n,
                                         format_type(a.atttypid, a.atttypmod)), ' and ')
                from audit.kept k cross join unnest(k.key) with ordinality u(c, n)
                join pg_attribute a on a.attrelid = k.table_name::regclass and a.attname = u.c
                where k.table_name = :table
                group by k.table_name
                """).param("table", table).query(String.class).optional();
        return condition.flatMap(isRow -> jdbc.sql("""
                select c.at, c.actor_login as actor, c.origin, c.name as action, 'INSERT' as operation,
                       null as before, to_jsonb(x)::text as after, null as reason, %s as seal
                from %s x
                join audit.commands c on c.station_id = x.station_id and c.xid = x.xid
                where x.station_id = :station and %s
                limit 1
                """.formatted(SEAL.formatted("x"), table, isRow))
                .param("station", station.value())
                .param("row", rowId)
                .query(Change.class)
                .optional());
    }

    /**
     * One change of one row.
     *
     * @param actor the author's login name at the time
     * @param origin from where, see {@link Origin}
     * @param before the changed columns as they were, JSON; null for an insert
     * @param after the changed columns as they became, JSON; null for a delete
     * @param seal the number of the seal that holds the record; null for the moment before it is sealed
     */
    public record Change(
            Instant at,
            String actor,
            String origin,
            String action,
            String operation,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable Long seal) {}
}
