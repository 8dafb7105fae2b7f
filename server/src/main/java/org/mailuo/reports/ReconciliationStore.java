package org.mailuo.reports;

import java.time.LocalDate;
import java.util.List;
import org.mailuo.reports.Reconciliation.Day;
import org.mailuo.shared.StationId;
import org.mailuo.units.BagStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The counts, each as one statement over all the days. */
@Repository
class ReconciliationStore {
    /**
     * One status, counted in three books.
     *
     * @param inHistory bags whose last line of history says so
     * @param inHands bags that must have it by the books of those who make, allocate, issue and receive
     */
    record BagCounts(BagStatus status, long inLedger, long inHistory, long inHands) {}

    private static final String GIVEN = """
            given as (
                select * from collection.donations
                where station_id = :station and donated_on between :from and :to)
            """;

    private final JdbcClient jdbc;

    ReconciliationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Day> days(StationId station, LocalDate from, LocalDate to) {
        // Fitness is counted without a look at the outcome: a failed donation that was concluded shows up twice.
        return ask("with " + GIVEN + """
                , concluded as (
                    select distinct on (c.din) c.din, c.fitness
                    from testing.conclusions c join given g on g.station_id = c.station_id and g.din = c.din
                    order by c.din, c.revision desc)
                select g.donated_on as date, count(*) as donations,
                       count(*) filter (where g.first_time) as first_time,
                       count(*) filter (where c.fitness = 'FIT') as fit,
                       count(*) filter (where c.fitness = 'UNFIT') as unfit,
                       count(*) filter (where g.outcome <> 'FAILED'
                                          and coalesce(c.fitness, 'PENDING') = 'PENDING') as pending,
                       count(*) filter (where g.outcome = 'FAILED') as failed
                from given g left join concluded c using (din)
                group by g.donated_on order by g.donated_on
                """, station, from, to).query(Day.class).list();
    }

    /** Numbers used on those days for which there is no donation at all. */
    long numbersWithoutDonation(StationId station, LocalDate from, LocalDate to) {
        return count("""
                select count(*) from units.numbers n join station.stations s on s.station_id = n.station_id
                where n.station_id = :station
                  and n.taken_at >= (:from::date)::timestamp at time zone s.time_zone
                  and n.taken_at < (:to::date + 1)::timestamp at time zone s.time_zone
                  and not exists (select from collection.donations d
                                  where d.station_id = n.station_id and d.din = n.din)
                """, station, from, to);
    }

    long donationsWithBlood(StationId station, LocalDate from, LocalDate to) {
        return count("with " + GIVEN + """
                select count(*) from given where outcome <> 'FAILED'
                """, station, from, to);
    }

    long donationsWithBags(StationId station, LocalDate from, LocalDate to) {
        return count("with " + GIVEN + """
                select count(*) from given g
                where exists (select from units.bags b where b.station_id = g.station_id and b.din = g.din)
                  and outcome <> 'FAILED'
                """, station, from, to);
    }

    /** Bags whose history begins with their entry. */
    long entered(StationId station, LocalDate from, LocalDate to) {
        return count("with " + GIVEN + """
                select count(*) from given g
                join units.bags b on b.station_id = g.station_id and b.din = g.din
                join units.events e on e.station_id = b.station_id and e.bag_id = b.bag_id
                where e.from_status is null
                """, station, from, to);
    }

    long expired(StationId station, LocalDate from, LocalDate to) {
        return count("with " + GIVEN + """
                select count(*) from given g
                join units.bags b on b.station_id = g.station_id and b.din = g.din
                where b.status = 'DISCARDED' and b.discard_reason = 'EXPIRED'
                """, station, from, to);
    }

    long issued(StationId station, LocalDate from, LocalDate to) {
        return count("with " + GIVEN + """
                select count(*) from given g
                join units.bags b on b.station_id = g.station_id and b.din = g.din
                join distribution.issues i on i.station_id = b.station_id and i.bag_id = b.bag_id
                """, station, from, to);
    }

    List<BagCounts> bags(StationId station, LocalDate from, LocalDate to) {
        return ask("with " + GIVEN + """
                , mine as (
                    select b.station_id, b.bag_id, b.status
                    from given g join units.bags b on b.station_id = g.station_id and b.din = g.din),
                last_lines as (
                    select distinct on (e.bag_id) e.bag_id, e.to_status as status
                    from mine m join units.events e on e.station_id = m.station_id and e.bag_id = m.bag_id
                    order by e.bag_id, e.event_id desc),
                expired as (
                    select unnest(x.bags) as bag_id from storage.expiry_runs x where x.station_id = :station),
                in_hands as (
                    select case
                        when exists (select from units.parents p
                                     where p.station_id = m.station_id and p.parent_id = m.bag_id) then 'CONSUMED'
                        when d.bag_id is not null or x.bag_id is not null then 'DISCARDED'
                        when f.fate is not null then f.fate
                        when r.bag_id is not null then 'RECEIVED'
                        when i.bag_id is not null then 'ISSUED'
                        when a.bag_id is not null then 'RESERVED'
                        when m.status in ('QUARANTINE', 'AVAILABLE', 'TRANSFERRED') then m.status
                        else 'nobody' end as status
                    from mine m
                    left join distribution.issues i on i.station_id = m.station_id and i.bag_id = m.bag_id
                    left join distribution.receipts r on r.station_id = m.station_id and r.bag_id = m.bag_id
                    left join distribution.fates f on f.station_id = m.station_id and f.bag_id = m.bag_id
                    left join distribution.allocations a on a.station_id = m.station_id and a.bag_id = m.bag_id
                    left join storage.discards d on d.station_id = m.station_id and d.bag_id = m.bag_id
                    left join expired x on x.bag_id = m.bag_id)
                select s.status,
                       (select count(*) from mine x where x.status = s.status) as in_ledger,
                       (select count(*) from last_lines x where x.status = s.status) as in_history,
                       (select count(*) from in_hands x where x.status = s.status) as in_hands
                from unnest(array['QUARANTINE', 'AVAILABLE', 'RESERVED', 'ISSUED', 'RECEIVED', 'TRANSFUSED',
                                  'CONSUMED', 'TRANSFERRED', 'RETURNED', 'DISCARDED']) with ordinality as s(status, n)
                order by s.n
                """, station, from, to)
                .query(BagCounts.class)
                .list();
    }

    private long count(String sql, StationId station, LocalDate from, LocalDate to) {
        return ask(sql, station, from, to).query(Long.class).single();
    }

    private JdbcClient.StatementSpec ask(String sql, StationId station, LocalDate from, LocalDate to) {
        return jdbc.sql(sql)
                .param("station", station.value())
                .param("from", from)
                .param("to", to);
    }
}
