package org.mailuo.distribution.recall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.distribution.Dues;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.StationId;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.CauseId;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lines of recalls; a trigger writes them. */
@Repository
class RecallStore {
    private static final String LINES = """
            select l.cause_id, c.reason, l.bag_id, l.hospital_id, i.issued_at, l.listed_at, l.was, l.confirmed_at,
                   l.channel, l.settlement, f.patient_ref,
                   exists (select from units.holds h
                           where h.station_id = l.station_id and h.bag_id = l.bag_id and h.cause_id = l.cause_id
                             and h.lifted_at is null) as is_held
            from %s l
            join units.causes c on c.station_id = l.station_id and c.cause_id = l.cause_id
            left join distribution.issues i on i.station_id = l.station_id and i.bag_id = l.bag_id
            left join distribution.fates f on f.station_id = l.station_id and f.bag_id = l.bag_id
            where l.station_id = :station and (cast(:hospital as uuid) is null or l.hospital_id = :hospital)
            """;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    RecallStore(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    List<RecalledBag> lines(StationId station, CauseId cause, @Nullable HospitalId hospital) {
        return withBags(
                station,
                scoped(
                                LINES.formatted("distribution.recalls")
                                        + "and l.cause_id = :cause order by l.hospital_id, i.issued_at, l.bag_id",
                                station,
                                hospital)
                        .param("cause", cause.value()));
    }

    List<RecalledBag> open(StationId station, @Nullable HospitalId hospital) {
        return withBags(
                station,
                scoped(
                        LINES.formatted("distribution.open_recalls") + "order by l.listed_at, l.bag_id limit 500",
                        station,
                        hospital));
    }

    private List<RecalledBag> withBags(StationId station, JdbcClient.StatementSpec rows) {
        List<Line> lines = rows.query(RecallStore::line).list();
        Map<BagId, Bag> bags = ledger
                .list(station, lines.stream().map(Line::bag).toList())
                .stream()
                .collect(Collectors.toMap(Bag::id, Function.identity()));
        return lines.stream().map(line -> line.with(bags.get(line.bag))).toList();
    }

    /** A line whose bag is read from the ledger. */
    private record Line(BagId bag, Function<Bag, RecalledBag> rest) {
        RecalledBag with(@Nullable Bag read) {
            if (read == null) {
                throw new NotFoundException("bag");
            }
            return rest.apply(read);
        }
    }

    private static Line line(ResultSet row, int n) throws SQLException {
        UUID hospital = row.getObject("hospital_id", UUID.class);
        CauseId cause = new CauseId(Sql.uuid(row, "cause_id"));
        HoldReason reason = HoldReason.valueOf(row.getString("reason"));
        var issuedAt = Sql.instantOrNull(row, "issued_at");
        var listedAt = Sql.instant(row, "listed_at");
        BagStatus was = BagStatus.valueOf(row.getString("was"));
        boolean isHeld = row.getBoolean("is_held");
        var confirmedAt = Sql.instantOrNull(row, "confirmed_at");
        String channel = row.getString("channel");
        String settlement = row.getString("settlement");
        String patient = row.getString("patient_ref");
        return new Line(
                new BagId(Sql.uuid(row, "bag_id")),
                bag -> new RecalledBag(
                        cause,
                        reason,
                        bag,
                        hospital == null ? null : new HospitalId(hospital),
                        issuedAt,
                        listedAt,
                        was,
                        isHeld,
                        confirmedAt,
                        channel,
                        settlement,
                        patient));
    }

    /** Confirming again changes nothing: the first word counts. */
    void confirm(Command command, CauseId cause, Collection<BagId> bags, String channel) {
        jdbc.sql("""
                update distribution.recalls set confirmed_at = :at, confirmed_by = :actor, channel = :channel
                where station_id = :station and cause_id = :cause and bag_id = any (:bags) and confirmed_at is null
                """)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("channel", channel)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .update();
    }

    void settle(Command command, CauseId cause, BagId bag, String settlement) {
        jdbc.sql("""
                update distribution.recalls set settled_at = :at, settled_by = :actor, settlement = :settlement
                where station_id = :station and cause_id = :cause and bag_id = :bag
                """)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("settlement", settlement)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("bag", bag.value())
                .update();
    }

    Dues waiting(StationId station, @Nullable HospitalId hospital) {
        return scoped("""
                select count(*) as count, min(listed_at) as oldest from distribution.open_recalls
                where station_id = :station and (cast(:hospital as uuid) is null or hospital_id = :hospital)
                """, station, hospital).query(RecallStore::dues).single();
    }

    Dues withdrawn(StationId station) {
        return jdbc.sql("""
                select count(*) as count, min(w.taken_at) as oldest
                from distribution.orders o
                join distribution.withdrawals w on w.station_id = o.station_id and w.order_id = o.order_id
                where o.station_id = :station and o.state in ('SUBMITTED', 'PARTLY')
                """)
                .param("station", station.value())
                .query(RecallStore::dues)
                .single();
    }

    private JdbcClient.StatementSpec scoped(String sql, StationId station, @Nullable HospitalId hospital) {
        return jdbc.sql(sql)
                .param("station", station.value())
                .param("hospital", hospital == null ? null : hospital.value(), Types.OTHER);
    }

    private static Dues dues(ResultSet row, int n) throws SQLException {
        return new Dues(row.getInt("count"), Sql.instantOrNull(row, "oldest"));
    }
}
