package org.mailuo.station;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of stations and sites. */
@Repository
class StationStore {
    private final JdbcClient jdbc;

    StationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean any() {
        return jdbc.sql("select exists (select from station.station_ids())")
                .query(Boolean.class)
                .single();
    }

    List<StationId> all() {
        return jdbc.sql("select station.station_ids()").query(Integer.class).stream()
                .map(StationId::new)
                .toList();
    }

    /** True if it was not there before. */
    boolean insert(StationId id, NewStation station) {
        return jdbc.sql("""
                insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set%s)
                values (:id, :nameZh, :nameEn, :facility, :licence, :zone, :rules%s)
                on conflict do nothing
                """.formatted(
                                        station.replaysHistory() ? ", replays_history" : "",
                                        station.replaysHistory() ? ", true" : ""))
                        .param("id", id.value())
                        .param("nameZh", station.nameZh())
                        .param("nameEn", station.nameEn())
                        .param("facility", station.facility())
                        .param("licence", station.licenceNumber())
                        .param("zone", station.zone().getId())
                        .param("rules", station.ruleSet())
                        .update()
                == 1;
    }

    void change(StationId id, StationChange wanted) {
        jdbc.sql("""
                update station.stations
                set name_zh = :nameZh, name_en = :nameEn, licence_no = :licence,
                    idle_minutes = :idle, second_factor_for = :duties
                where station_id = :id
                """)
                .param("id", id.value())
                .param("nameZh", wanted.nameZh().strip())
                .param("nameEn", wanted.nameEn().strip())
                .param("licence", wanted.licenceNumber().strip())
                .param("idle", wanted.idleMinutes())
                .param("duties", Sql.texts(wanted.secondFactorFor(), Duty::name))
                .update();
    }

    Optional<StationView> find(StationId id) {
        return jdbc.sql("""
                select station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set,
                       idle_minutes, second_factor_for
                from station.stations where station_id = :id
                """)
                .param("id", id.value())
                .query((row, number) -> new StationView(
                        new StationId(row.getInt("station_id")),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        row.getString("facility"),
                        row.getString("licence_no"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("rule_set"),
                        row.getInt("idle_minutes"),
                        StaffStore.duties(row.getArray("second_factor_for"))))
                .optional();
    }

    /** True if the code was free. */
    boolean insert(StationId station, SiteId id, NewSite site) {
        return jdbc.sql("""
                insert into station.sites (station_id, site_id, code, kind, name_zh, name_en)
                values (:station, :id, :code, :kind, :nameZh, :nameEn)
                on conflict do nothing
                """)
                        .param("station", station.value())
                        .param("id", id.value())
                        .param("code", site.code())
                        .param("kind", site.kind().name())
                        .param("nameZh", site.nameZh())
                        .param("nameEn", site.nameEn())
                        .update()
                == 1;
    }

    List<SiteView> sites(StationId station) {
        return jdbc.sql("""
                select site_id, code, kind, name_zh, name_en from station.sites
                where station_id = :station order by code
                """)
                .param("station", station.value())
                .query((row, number) -> site(row))
                .list();
    }

    Optional<SiteView> findSite(StationId station, SiteId id) {
        return jdbc.sql("""
                select site_id, code, kind, name_zh, name_en from station.sites
                where station_id = :station and site_id = :id
                """)
                .param("station", station.value())
                .param("id", id.value())
                .query((row, number) -> site(row))
                .optional();
    }

    private static SiteView site(ResultSet row) throws SQLException {
        return new SiteView(
                new SiteId(row.getObject("site_id", UUID.class)),
                row.getString("code"),
                SiteKind.valueOf(row.getString("kind")),
                row.getString("name_zh"),
                row.getString("name_en"));
    }
}
