package org.mailuo.units;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the register of causes; which bags a cause concerns is written in the triggers of {@code units.causes}. */
@Repository
class CauseStore {
    private static final String COUNTED = """
            select c.*, coalesce(h.bags, 0) as bags, coalesce(h.in_station, 0) as in_station,
                   coalesce(h.outside, 0) as outside
            from (%s) c
            left join lateral (
                select count(*) as bags,
                       count(*) filter (where k.is_open
                                          and b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')) as in_station,
                       count(*) filter (where b.status in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'TRANSFERRED')) as outside
                from (select bag_id, bool_or(lifted_at is null) as is_open
                      from units.holds where station_id = c.station_id and cause_id = c.cause_id group by bag_id) k
                join units.bags b on b.station_id = c.station_id and b.bag_id = k.bag_id) h on true
            """;

    /** What who ends a cause vouches for: that nothing of this need be held any more. */
    static final String SIGNED_CLOSE = """
            select reason || ' of ' || scope || ' ' || subject || ' since ' || station.utc(opened_at) || ' ended '
                   || station.utc(closed_at) || ' by ' || closed_by || ': ' || close_reason
            from units.causes
            where station_id = :station and cause_id = :record and closed_at is not null
            """;

    private final JdbcClient jdbc;

    CauseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Command command, CauseId id, NewCause wanted) {
        jdbc.sql("""
                insert into units.causes (station_id, cause_id, reason, scope, subject, from_at, until_at, code, detail,
                                          note, exempt, opened_at, opened_by, command_id)
                values (:station, :cause, :reason, :scope, :subject, :from, :until, :code, :detail,
                        :note, :exempt, :at, :actor, :command)
                """)
                .param("station", command.station().value())
                .param("cause", id.value())
                .param("reason", wanted.reason().name())
                .param("scope", wanted.scope().name())
                .param("subject", wanted.subject())
                .param("from", Sql.atOrNull(wanted.from()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", Sql.atOrNull(wanted.until()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("code", wanted.code())
                .param("detail", wanted.detail())
                .param("note", wanted.note())
                .param("exempt", Sql.texts(wanted.exempt(), ProductCode::value))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .update();
    }

    /** @return how many of the bags it held until now */
    /** @param signature null where a call that found the donor well ends the wait of an epidemic */
    int lift(Command command, CauseId cause, Collection<BagId> bags, String why, @Nullable UUID signature) {
        return jdbc.sql("""
                with lifted as (
                    update units.holds set lifted_at = :at, lifted_by = :actor, lift_reason = :why,
                                           lift_signature_id = cast(:signature as uuid)
                    where station_id = :station and cause_id = :cause and bag_id = any (:bags) and lifted_at is null
                    returning bag_id)
                select count(distinct bag_id) from lifted
                """)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("why", why)
                .param("signature", signature)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query(Integer.class)
                .single();
    }

    void close(Command command, CauseId cause, String why, UUID signature) {
        jdbc.sql("""
                update units.causes
                set closed_at = :at, closed_by = :actor, close_reason = :why, close_signature_id = :signature
                where station_id = :station and cause_id = :cause
                """)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("why", why)
                .param("signature", signature)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .update();
    }

    List<Cause> list(StationId station, Collection<CauseId> causes) {
        return jdbc.sql(COUNTED.formatted(
                        "select * from units.causes where station_id = :station and cause_id = any (:causes)"))
                .param("station", station.value())
                .param("causes", Sql.uuids(causes, CauseId::value))
                .query(CauseStore::cause)
                .list();
    }

    List<Cause> list(StationId station, boolean open, int limit, int offset) {
        return jdbc.sql(COUNTED.formatted("""
                        select * from units.causes
                        where station_id = :station and (closed_at is null) = :open
                        order by case when :open then opened_at end, closed_at desc, cause_id
                        limit :limit offset :offset""")
                        + "order by case when :open then c.opened_at end, c.closed_at desc, c.cause_id")
                .param("station", station.value())
                .param("open", open)
                .param("limit", limit)
                .param("offset", offset)
                .query(CauseStore::cause)
                .list();
    }

    Causes.Waiting waiting(StationId station) {
        return jdbc.sql("""
                select count(*) as count, min(opened_at) as oldest from units.causes
                where station_id = :station and closed_at is null and reason <> 'EPIDEMIC'
                """)
                .param("station", station.value())
                .query((row, n) -> new Causes.Waiting(row.getLong("count"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    List<CausedHold> holds(StationId station, CauseId cause, int limit, int offset) {
        return jdbc.sql("select h.hold_id, h.origin_id is not null as is_copy, h.lifted_at, h.lift_reason, "
                        + LedgerStore.COLUMNS + """
                 from units.holds h
                join units.bags b on b.station_id = h.station_id and b.bag_id = h.bag_id
                where h.station_id = :station and h.cause_id = :cause
                order by b.din, b.product_code, b.division, h.hold_id
                limit :limit offset :offset
                """)
                .param("station", station.value())
                .param("cause", cause.value())
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new CausedHold(
                        LedgerStore.bag(row, n),
                        Sql.uuid(row, "hold_id"),
                        row.getBoolean("is_copy"),
                        Sql.instantOrNull(row, "lifted_at"),
                        row.getString("lift_reason")))
                .list();
    }

    private static Cause cause(ResultSet row, int n) throws SQLException {
        return new Cause(
                new CauseId(Sql.uuid(row, "cause_id")),
                HoldReason.valueOf(row.getString("reason")),
                CauseScope.valueOf(row.getString("scope")),
                row.getString("subject"),
                Sql.instantOrNull(row, "from_at"),
                Sql.instantOrNull(row, "until_at"),
                row.getString("code"),
                row.getString("note"),
                Sql.instant(row, "opened_at"),
                Sql.uuid(row, "opened_by"),
                Sql.instantOrNull(row, "closed_at"),
                row.getString("close_reason"),
                row.getInt("bags"),
                row.getInt("in_station"),
                row.getInt("outside"));
    }
}
