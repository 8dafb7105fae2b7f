package org.mailuo.storage;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Signer;
import org.mailuo.units.CauseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the store. */
@Repository
class StorageStore {
    /** What a witness vouches for: these bags were destroyed. */
    static final String SIGNED_DISCARD = """
            select string_agg(b.din || ' ' || b.product_code || ' ' || b.division || ' discarded '
                              || station.utc(d.discarded_at) || ' by ' || d.discarded_by || ' before ' || d.witness_id || ': '
                              || d.reason, E'\n' order by b.din, b.product_code, b.division)
            from storage.discards d
            join units.bags b on b.station_id = d.station_id and b.bag_id = d.bag_id
            where d.station_id = :station and d.signature_id = :record
            having count(*) > 0
            """;

    private final JdbcClient jdbc;

    StorageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean insert(StationId station, UUID id, NewPlace place) {
        return jdbc.sql("""
                        insert into storage.places (station_id, place_id, code, name_zh, name_en, band, zone, site_id)
                        values (:station, :place, :code, :nameZh, :nameEn, :band, :zone, :site)
                        on conflict (station_id, code) do nothing
                        """)
                        .param("station", station.value())
                        .param("place", id)
                        .param("code", place.code())
                        .param("nameZh", place.nameZh())
                        .param("nameEn", place.nameEn())
                        .param("band", place.band().name())
                        .param("zone", place.zone().name())
                        .param("site", place.siteId(), java.sql.Types.OTHER)
                        .update()
                == 1;
    }

    List<Place> places(StationId station) {
        return jdbc.sql("select * from storage.places where station_id = :station order by zone, band, code")
                .param("station", station.value())
                .query(StorageStore::place)
                .list();
    }

    Optional<Place> find(StationId station, String code) {
        return jdbc.sql("select * from storage.places where station_id = :station and code = :code")
                .param("station", station.value())
                .param("code", code)
                .query(StorageStore::place)
                .optional();
    }

    /** Keeps an excursion of the place from being recorded until this transaction ends. */
    void share(StationId station, String code) {
        jdbc.sql("select storage.share_place(:station, :code)")
                .param("station", station.value())
                .param("code", code)
                .query(row -> {});
    }

    private static Place place(ResultSet row, int n) throws SQLException {
        return new Place(
                Sql.uuid(row, "place_id"),
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                StorageBand.valueOf(row.getString("band")),
                Zone.valueOf(row.getString("zone")),
                row.getObject("site_id", UUID.class));
    }

    List<PlaceStock> stock(StationId station, Instant now) {
        return jdbc.sql("""
                select p.*, s.bags, s.held, s.expired, s.misplaced
                from storage.places p
                cross join lateral (
                    select count(*) as bags,
                           count(*) filter (where open_holds > 0) as held,
                           count(*) filter (where expires_at <= :now) as expired,
                           count(*) filter (where case p.zone
                               when 'RELEASED' then status = 'QUARANTINE' or labelled_at is null or open_holds > 0
                                                    or expires_at <= :now
                               when 'QUARANTINE' then expires_at <= :now
                                                      or (status <> 'QUARANTINE' and labelled_at is not null and open_holds = 0)
                               else open_holds = 0 and expires_at > :now end) as misplaced
                    from units.bags b
                    where b.station_id = p.station_id and b.place = p.code
                      and b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')) s
                where p.station_id = :station
                order by p.zone, p.band, p.code
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query((row, n) -> new PlaceStock(
                        place(row, n),
                        row.getLong("bags"),
                        row.getLong("held"),
                        row.getLong("misplaced"),
                        row.getLong("expired")))
                .list();
    }

    /** Bags in the station that are in a place, by expiry. */
    List<BagId> in(StationId station, String place, int limit, int offset) {
        return jdbc.sql("""
                select bag_id from units.bags
                where station_id = :station and place = :place and status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                order by expires_at, bag_id limit :limit offset :offset
                """)
                .param("station", station.value())
                .param("place", place)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new BagId(Sql.uuid(row, "bag_id")))
                .list();
    }

    /** Bags in the station that expire in the span, the first to expire at the top. */
    List<BagId> expiring(StationId station, Instant after, Instant until, int limit) {
        return jdbc.sql("""
                select bag_id from units.bags
                where station_id = :station and status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                  and expires_at > :after and expires_at <= :until
                order by expires_at, bag_id limit :limit
                """)
                .param("station", station.value())
                .param("after", Sql.at(after))
                .param("until", Sql.at(until))
                .param("limit", limit)
                .query((row, n) -> new BagId(Sql.uuid(row, "bag_id")))
                .list();
    }

    void insertDiscards(Command command, Collection<BagId> bags, String reason, Signer witness) {
        jdbc.sql("""
                insert into storage.discards (station_id, discard_id, bag_id, reason, discarded_at, discarded_by,
                                              witness_id, command_id, signature_id)
                select :station, d.discard_id, d.bag_id, :reason, :at, :actor, :witness, :command, :signature
                from unnest(:ids, :bags) as d (discard_id, bag_id)
                """)
                .param("station", command.station().value())
                .param("ids", Sql.uuids(bags, bag -> Uuid7.next(command.at())))
                .param("bags", Sql.uuids(bags, BagId::value))
                .param("reason", reason)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("witness", witness.staffId())
                .param("command", command.id())
                .param("signature", witness.signatureId())
                .update();
    }

    void insertRun(Command command, List<BagId> bags) {
        jdbc.sql("""
                insert into storage.expiry_runs (station_id, run_id, run_at, run_by, command_id, bags)
                values (:station, :run, :at, :actor, :command, :bags)
                """)
                .param("station", command.station().value())
                .param("run", Uuid7.next(command.at()))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("bags", Sql.uuids(bags, BagId::value))
                .update();
    }

    List<ExpiryRun> runs(StationId station, int limit) {
        return jdbc.sql("""
                select run_id, run_at, run_by, bags from storage.expiry_runs
                where station_id = :station order by run_at desc limit :limit
                """)
                .param("station", station.value())
                .param("limit", limit)
                .query((row, n) -> new ExpiryRun(
                        Sql.uuid(row, "run_id"),
                        Sql.instant(row, "run_at"),
                        Sql.uuid(row, "run_by"),
                        bags(row.getArray("bags"))))
                .list();
    }

    private static List<BagId> bags(Array array) throws SQLException {
        return Arrays.stream((UUID[]) array.getArray()).map(BagId::new).toList();
    }

    boolean anyExpired(StationId station, Instant now) {
        return jdbc.sql("""
                select exists (select from units.bags
                               where station_id = :station and status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                                 and expires_at <= :now)
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query(Boolean.class)
                .single();
    }

    void insertExcursion(Command command, CauseId cause, Place place, NewExcursion excursion) {
        jdbc.sql("""
                insert into storage.excursions (station_id, cause_id, place_code, lowest_c, highest_c, recorded_at,
                                                recorded_by, command_id)
                values (:station, :cause, :place, :lowest, :highest, :at, :actor, :command)
                """)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("place", place.code())
                .param("lowest", excursion.lowest())
                .param("highest", excursion.highest())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .update();
    }
}
