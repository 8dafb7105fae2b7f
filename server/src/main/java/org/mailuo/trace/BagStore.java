package org.mailuo.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.ReasonsJson;
import org.mailuo.database.Sql;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is written about one bag, and lists of bags. */
@Repository
class BagStore {
    private final JdbcClient jdbc;

    BagStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The commands' other bags are found by time: events are written in its order, and a small index knows it. */
    List<BagStory.Line> history(StationId station, BagId bag) {
        return jdbc.sql("""
                with mine as (
                    select e.*, lag(e.place) over w as was_at, coalesce(lag(e.open_holds) over w, 0) as held_before
                    from units.events e
                    where e.station_id = :station and e.bag_id = :bag
                    window w as (order by e.event_id)),
                companions as (
                    select e.command_id, count(distinct e.bag_id) - 1 as others
                    from units.events e
                    where e.station_id = :station and (e.at, e.command_id) in (select at, command_id from mine)
                    group by e.command_id)
                select m.at, coalesce(s.name, c.actor_login) as actor, m.action, m.from_status, m.to_status, m.was_at,
                       m.place, m.held_before, m.open_holds, m.note, o.others
                from mine m
                join companions o on o.command_id = m.command_id
                join audit.commands c on c.station_id = m.station_id and c.command_id = m.command_id
                left join station.staff s on s.station_id = m.station_id and s.staff_id = m.actor_id
                order by m.event_id
                """)
                .param("station", station.value())
                .param("bag", bag.value())
                .query((row, n) -> new BagStory.Line(
                        Sql.instant(row, "at"),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("from_status") == null ? null : BagStatus.valueOf(row.getString("from_status")),
                        BagStatus.valueOf(row.getString("to_status")),
                        row.getString("was_at"),
                        row.getString("place"),
                        row.getInt("held_before"),
                        row.getInt("open_holds"),
                        row.getString("note"),
                        row.getInt("others")))
                .list();
    }

    /** The signatures that the rows about a bag name. */
    List<UUID> signatures(StationId station, BagId bag) {
        return jdbc.sql("""
                select b.signature_id from release.decisions d
                join release.batches b on b.station_id = d.station_id and b.batch_id = d.batch_id
                where d.station_id = :station and d.bag_id = :bag
                union
                select r.signature_id from units.bags g
                join testing.results t on t.station_id = g.station_id and t.din = g.din
                join testing.runs r on r.station_id = t.station_id and r.run_id = t.run_id
                where g.station_id = :station and g.bag_id = :bag and r.signature_id is not null
                union
                select signature_id from distribution.issues where station_id = :station and bag_id = :bag
                union
                select signature_id from storage.discards where station_id = :station and bag_id = :bag
                union
                select signature_id from release.label_voids
                where station_id = :station and bag_id = :bag and signature_id is not null
                union
                select lift_signature_id from units.holds
                where station_id = :station and bag_id = :bag and lift_signature_id is not null
                """)
                .param("station", station.value())
                .param("bag", bag.value())
                .query(UUID.class)
                .list();
    }

    List<BagStory.HoldLine> holds(StationId station, BagId bag) {
        return ask("""
                select h.hold_id, h.reason, h.detail, h.opened_at, coalesce(o.name, '–') as opened_by, h.until,
                       h.lifted_at, l.name as lifted_by, h.lift_reason
                from units.holds h
                left join station.staff o on o.station_id = h.station_id and o.staff_id = h.opened_by
                left join station.staff l on l.station_id = h.station_id and l.staff_id = h.lifted_by
                where h.station_id = :station and h.bag_id = :bag
                order by h.opened_at, h.hold_id
                """, station, bag)
                .query((row, n) -> new BagStory.HoldLine(
                        Sql.uuid(row, "hold_id"),
                        HoldReason.valueOf(row.getString("reason")),
                        row.getString("detail"),
                        Sql.instant(row, "opened_at"),
                        row.getString("opened_by"),
                        Sql.instantOrNull(row, "until"),
                        Sql.instantOrNull(row, "lifted_at"),
                        row.getString("lifted_by"),
                        row.getString("lift_reason")))
                .list();
    }

    List<BagStory.Conclusion> conclusions(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("""
                select c.din, c.revision, c.fitness, c.blood_group, c.reasons::text, c.scheme, c.concluded_at,
                       coalesce(s.name, '–') as by
                from testing.conclusions c
                left join station.staff s on s.station_id = c.station_id and s.staff_id = c.concluded_by
                where c.station_id = :station and c.din = any (:dins)
                order by c.din, c.revision
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query((row, n) -> new BagStory.Conclusion(
                        row.getString("din"),
                        row.getInt("revision"),
                        row.getString("fitness"),
                        group(row),
                        ReasonsJson.read(row.getString("reasons")),
                        row.getString("scheme"),
                        Sql.instant(row, "concluded_at"),
                        row.getString("by")))
                .list();
    }

    List<BagStory.ReleaseDecision> decisions(StationId station, BagId bag) {
        return ask("""
                select d.batch_id, d.outcome, d.blood_group, d.reasons::text, b.decided_at, coalesce(s.name, '–') as by
                from release.decisions d
                join release.batches b on b.station_id = d.station_id and b.batch_id = d.batch_id
                left join station.staff s on s.station_id = b.station_id and s.staff_id = b.decided_by
                where d.station_id = :station and d.bag_id = :bag
                order by b.decided_at
                """, station, bag)
                .query((row, n) -> new BagStory.ReleaseDecision(
                        Sql.uuid(row, "batch_id"),
                        row.getString("outcome"),
                        group(row),
                        ReasonsJson.read(row.getString("reasons")),
                        Sql.instant(row, "decided_at"),
                        row.getString("by")))
                .list();
    }

    List<BagStory.Label> labels(StationId station, BagId bag) {
        return ask("""
                select l.copy, l.printed_at, coalesce(p.name, '–') as printed_by, c.checked_at, k.name as checked_by,
                       v.voided_at, v.reason as void_reason
                from release.labels l
                left join release.label_checks c
                  on c.station_id = l.station_id and c.bag_id = l.bag_id and c.copy = l.copy
                left join release.label_voids v
                  on v.station_id = l.station_id and v.bag_id = l.bag_id and v.copy = l.copy
                left join station.staff p on p.station_id = l.station_id and p.staff_id = l.printed_by
                left join station.staff k on k.station_id = l.station_id and k.staff_id = c.checked_by
                where l.station_id = :station and l.bag_id = :bag
                order by l.copy
                """, station, bag)
                .query((row, n) -> new BagStory.Label(
                        row.getInt("copy"),
                        Sql.instant(row, "printed_at"),
                        row.getString("printed_by"),
                        Sql.instantOrNull(row, "checked_at"),
                        row.getString("checked_by"),
                        Sql.instantOrNull(row, "voided_at"),
                        row.getString("void_reason")))
                .list();
    }

    /** Every condition stands in the statement only where it limits, so that the plan starts at its index. */
    List<BagLine> list(StationId station, BagFilter filter, int limit, long offset) {
        Map<String, Object> params = new HashMap<>();
        params.put("station", station.value());
        params.put("limit", limit);
        params.put("offset", offset);
        String days = "";
        StringJoiner where = new StringJoiner(" and ");
        where.add("b.station_id = :station");
        if (filter.from() != null) {
            days = """
                    join collection.donations d on d.station_id = b.station_id and d.din = b.din
                     and d.donated_on between :from and :to
                    """;
            params.put("from", filter.from());
            params.put("to", filter.to() == null ? filter.from() : filter.to());
        }
        if (filter.status() != null) {
            where.add("b.status = '" + filter.status().name() + "'");
        }
        if (filter.held()) {
            where.add("b.open_holds > 0");
        }
        if (filter.expiringBefore() != null) {
            where.add("b.expires_at < :expiring");
            params.put("expiring", Sql.at(filter.expiringBefore()));
        }
        if (filter.status() == null && (filter.held() || filter.expiringBefore() != null)) {
            where.add(IN_STATION);
        }
        add(where, params, "product_code", filter.product());
        add(where, params, "blood_group", filter.group());
        add(where, params, "discard_reason", filter.discardReason());
        return jdbc.sql("""
                select b.bag_id, b.din, b.product_code, b.division, b.volume_ml, b.blood_group, b.status, b.expires_at,
                       b.place, b.discard_reason, h.reasons, h.since
                from units.bags b
                %s
                left join lateral (
                    select array_agg(distinct reason order by reason) as reasons, min(opened_at) as since
                    from units.holds h
                    where b.open_holds > 0 and h.station_id = b.station_id and h.bag_id = b.bag_id
                      and h.lifted_at is null) h on true
                where %s
                order by %s, b.din, b.product_code, b.division
                limit :limit offset :offset
                """.formatted(days, where, filter.held() ? "h.since" : "b.expires_at"))
                .params(params)
                .query(BagStore::line)
                .list();
    }

    private static final String IN_STATION = """
            (b.status = 'QUARANTINE' or b.status = 'AVAILABLE'
             or b.bag_id in (select a.bag_id from distribution.allocations a where a.station_id = :station))
            """;

    private static void add(StringJoiner where, Map<String, Object> params, String column, @Nullable String value) {
        if (value != null) {
            where.add("b." + column + " = :" + column);
            params.put(column, value);
        }
    }

    /** Starts at the few bags in the station: bags discarded long ago keep their holds for ever. */
    HeldBags held(StationId station) {
        return jdbc.sql("""
                with here as (
                    select station_id, bag_id from units.bags
                    where station_id = :station and status = 'AVAILABLE' and open_holds > 0
                    union all
                    select station_id, bag_id from units.bags
                    where station_id = :station and status = 'QUARANTINE' and open_holds > 0
                    union all
                    select b.station_id, b.bag_id
                    from distribution.allocations a
                    join units.bags b on b.station_id = a.station_id and b.bag_id = a.bag_id
                    where a.station_id = :station and b.status = 'RESERVED' and b.open_holds > 0)
                select count(*) as bags, min(h.since) as oldest
                from here b
                left join lateral (
                    select min(opened_at) as since from units.holds h
                    where h.station_id = b.station_id and h.bag_id = b.bag_id and h.lifted_at is null) h on true
                """)
                .param("station", station.value())
                .query((row, n) -> new HeldBags(row.getLong("bags"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    private JdbcClient.StatementSpec ask(String sql, StationId station, BagId bag) {
        return jdbc.sql(sql).param("station", station.value()).param("bag", bag.value());
    }

    private static BagLine line(ResultSet row, int n) throws SQLException {
        return new BagLine(
                new BagId(Sql.uuid(row, "bag_id")),
                new DonationNumber(row.getString("din")),
                ProductCode.of(row.getString("product_code")),
                row.getString("division"),
                Millilitres.of(row.getInt("volume_ml")),
                group(row),
                BagStatus.valueOf(row.getString("status")),
                Sql.instant(row, "expires_at"),
                row.getString("place"),
                row.getString("discard_reason"),
                row.getArray("reasons") == null
                        ? List.of()
                        : Arrays.stream((String[]) row.getArray("reasons").getArray())
                                .map(HoldReason::valueOf)
                                .toList(),
                Sql.instantOrNull(row, "since"));
    }

    private static @Nullable BloodGroup group(ResultSet row) throws SQLException {
        String group = row.getString("blood_group");
        return group == null ? null : BloodGroup.of(group);
    }
}
