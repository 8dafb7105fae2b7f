package org.mailuo.reports;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each question is one statement that starts at the few bags in the station, not at all that ever were. */
@Repository
class StockStore {
    record Held(long bags, @Nullable Instant oldest) {}

    private final JdbcClient jdbc;

    StockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<StockLine> lines(StationId station, Instant now, int window) {
        return jdbc.sql("""
                with here as (
                    select product_code, blood_group, open_holds, labelled_at, expires_at, 'AVAILABLE' as status
                    from units.bags where station_id = :station and status = 'AVAILABLE'
                    union all
                    select b.product_code, c.blood_group, b.open_holds, b.labelled_at, b.expires_at, 'QUARANTINE'
                    from units.bags b
                    left join lateral (
                        select c.blood_group from testing.conclusions c
                        where c.station_id = b.station_id and c.din = b.din order by c.revision desc limit 1) c on true
                    where b.station_id = :station and b.status = 'QUARANTINE'
                    union all
                    select b.product_code, b.blood_group, b.open_holds, b.labelled_at, b.expires_at, 'RESERVED'
                    from distribution.allocations a
                    join units.bags b on b.station_id = a.station_id and b.bag_id = a.bag_id
                    where a.station_id = :station and b.status = 'RESERVED'),
                stock as (
                    select product_code, blood_group,
                           count(*) filter (where status = 'QUARANTINE') as quarantine,
                           count(*) filter (where status = 'AVAILABLE' and open_holds = 0 and labelled_at is not null
                                              and expires_at > :now) as usable,
                           count(*) filter (where status = 'RESERVED') as reserved,
                           count(*) filter (where open_holds > 0) as held,
                           count(*) filter (where status = 'AVAILABLE' and open_holds = 0 and labelled_at is not null
                                              and expires_at > :now and expires_at < :soon) as expiring
                    from here group by 1, 2),
                demand as (
                    select b.product_code, b.blood_group, count(*) as issued
                    from distribution.issues i
                    join units.bags b on b.station_id = i.station_id and b.bag_id = i.bag_id
                    where i.station_id = :station and i.issued_at > :since and i.issued_at <= :now
                    group by 1, 2)
                select k.product_code, p.name_zh, p.name_en, p.family, k.blood_group, sum(k.quarantine) as quarantine,
                       sum(k.usable) as usable, sum(k.reserved) as reserved, sum(k.held) as held,
                       sum(k.expiring) as expiring, sum(k.issued) as issued
                from (select product_code, blood_group, quarantine, usable, reserved, held, expiring, 0 as issued
                      from stock
                      union all
                      select product_code, blood_group, 0, 0, 0, 0, 0, issued from demand) k
                join lateral (
                    select p.name_zh, p.name_en, p.family, p.ordinal from products.products p
                    where p.product_code = k.product_code order by p.effective_from desc limit 1) p on true
                group by k.product_code, p.name_zh, p.name_en, p.family, p.ordinal, k.blood_group
                order by p.ordinal, k.blood_group
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .param("soon", Sql.at(now.plus(Duration.ofDays(3))))
                .param("since", Sql.at(now.minus(Duration.ofDays(window))))
                .query((row, n) -> new StockLine(
                        ProductCode.of(row.getString("product_code")),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        row.getString("family"),
                        row.getString("blood_group") == null ? null : BloodGroup.of(row.getString("blood_group")),
                        row.getInt("quarantine"),
                        row.getInt("usable"),
                        row.getInt("reserved"),
                        row.getInt("held"),
                        row.getInt("expiring"),
                        row.getInt("issued")))
                .list();
    }

    /** How many days of the window have seen issues at all: a new station is not measured against days before it. */
    int window(StationId station, Instant now, int window) {
        return jdbc.sql("""
                select coalesce(ceil(extract(epoch from (cast(:now as timestamptz) - min(issued_at))) / 86400), 1)
                from distribution.issues
                where station_id = :station and issued_at > :since and issued_at <= :now
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .param("since", Sql.at(now.minus(Duration.ofDays(window))))
                .query((row, n) -> Math.clamp(row.getInt(1), 1, window))
                .single();
    }

    List<Outlook.Day> days(StationId station, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                with given as (
                    select donated_on, count(*) as donations from collection.donations
                    where station_id = :station and donated_on between cast(:from as date) - 56 and :to
                      and outcome <> 'FAILED'
                    group by donated_on),
                tested as (
                    select donated_on, count(*) filter (where fitness = 'FIT') as fit,
                           count(*) filter (where fitness = 'UNFIT') as unfit
                    from testing.samples
                    where station_id = :station and donated_on between :from and :to
                    group by donated_on)
                select d.date::date as date, coalesce(g.donations, 0) as donations,
                       coalesce((select round(10 * avg(u.donations)) from given u
                                 where u.donated_on in (d.date::date - 7, d.date::date - 14, d.date::date - 21,
                                     d.date::date - 28, d.date::date - 35, d.date::date - 42, d.date::date - 49,
                                     d.date::date - 56)), 0) as usual,
                       coalesce(t.fit, 0) as fit, coalesce(t.unfit, 0) as unfit
                from generate_series(cast(:from as timestamp), cast(:to as timestamp), interval '1 day') d (date)
                left join given g on g.donated_on = d.date::date
                left join tested t on t.donated_on = d.date::date
                order by d.date
                """)
                .param("station", station.value())
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new Outlook.Day(
                        Sql.date(row, "date"),
                        row.getLong("donations"),
                        row.getLong("usual"),
                        row.getLong("fit"),
                        row.getLong("unfit")))
                .list();
    }

    List<Outlook.Expiry> expiries(StationId station, Instant now, ZoneId zone, LocalDate last) {
        return jdbc.sql("""
                select (b.expires_at at time zone :zone)::date as date, p.family, count(*) as bags
                from units.bags b
                join lateral (select family from products.products p where p.product_code = b.product_code
                              order by effective_from desc limit 1) p on true
                where b.station_id = :station and b.status = 'AVAILABLE' and b.open_holds = 0
                  and b.labelled_at is not null and b.expires_at > :now
                  and (b.expires_at at time zone :zone)::date <= :last
                group by 1, 2 order by 1, 2
                """)
                .param("station", station.value())
                .param("zone", zone.getId())
                .param("now", Sql.at(now))
                .param("last", last)
                .query((row, n) ->
                        new Outlook.Expiry(Sql.date(row, "date"), row.getString("family"), row.getLong("bags")))
                .list();
    }

    Held held(StationId station) {
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
                .query((row, n) -> new Held(row.getLong("bags"), Sql.instantOrNull(row, "oldest")))
                .single();
    }

    long expiringSoon(StationId station, Instant now) {
        return jdbc.sql("""
                select count(*) from units.bags
                where station_id = :station and status = 'AVAILABLE' and expires_at > :now and expires_at < :soon
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .param("soon", Sql.at(now.plus(Duration.ofDays(3))))
                .query(Long.class)
                .single();
    }

    long overdue(StationId station, Instant now) {
        return jdbc.sql("""
                select count(*) from distribution.orders
                where station_id = :station and state in ('SUBMITTED', 'ALLOCATED', 'PARTLY') and needed_by < :now
                  and declined_at is null
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query(Long.class)
                .single();
    }

    List<CountedDonation> donations(StationId station, LocalDate from, LocalDate to, String standing) {
        return jdbc.sql("""
                select * from (
                    select d.din, d.donated_on, d.kind, d.drawn_ml,
                           case when d.outcome = 'FAILED' then 'FAILED' else coalesce(c.fitness, 'PENDING') end
                               as standing,
                           (select count(*) from units.bags b where b.station_id = d.station_id and b.din = d.din)
                               as bags
                    from collection.donations d
                    left join lateral (
                        select fitness from testing.conclusions c
                        where c.station_id = d.station_id and c.din = d.din order by c.revision desc limit 1) c on true
                    where d.station_id = :station and d.donated_on between :from and :to) d
                where :standing = '' or standing = :standing
                order by donated_on, din limit 500
                """)
                .param("station", station.value())
                .param("from", from)
                .param("to", to)
                .param("standing", standing)
                .query((row, n) -> new CountedDonation(
                        new DonationNumber(row.getString("din")),
                        Sql.date(row, "donated_on"),
                        row.getString("kind"),
                        row.getInt("drawn_ml"),
                        row.getString("standing"),
                        row.getLong("bags")))
                .list();
    }
}
