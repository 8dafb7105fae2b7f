package org.mailuo.station;

import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.shared.Actor;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of second factors and their recovery codes. */
@Repository
class FactorStore {
    private final JdbcClient jdbc;

    FactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What proves a code. */
    record Factor(UUID id, byte[] secretSealed) {}

    Optional<Factor> find(Actor actor) {
        return jdbc.sql("""
                select factor_id, secret_sealed from station.second_factors
                where station_id = :station and staff_id = :staff and ended_at is null
                """)
                .param("station", actor.station().value())
                .param("staff", actor.staffId())
                .query((row, number) -> new Factor(Sql.uuid(row, "factor_id"), row.getBytes("secret_sealed")))
                .optional();
    }

    void insert(Actor actor, UUID factor, byte[] sealed, Instant at) {
        jdbc.sql("""
                insert into station.second_factors (station_id, factor_id, staff_id, secret_sealed, enrolled_at)
                values (:station, :factor, :staff, :sealed, :at)
                """)
                .param("station", actor.station().value())
                .param("factor", factor)
                .param("staff", actor.staffId())
                .param("sealed", sealed)
                .param("at", Sql.at(at))
                .update();
    }

    /** The next secrets that another key than this one sealed, locked. */
    List<Factor> stale(StationId station, UUID after, int key, int most) {
        return jdbc.sql("""
                select factor_id, secret_sealed from station.second_factors
                where station_id = :station and factor_id > :after
                  and (get_byte(secret_sealed, 1) << 8) + get_byte(secret_sealed, 2) <> :key
                order by factor_id limit :most for no key update
                """)
                .param("station", station.value())
                .param("after", after)
                .param("key", key)
                .param("most", most)
                .query((row, number) -> new Factor(Sql.uuid(row, "factor_id"), row.getBytes("secret_sealed")))
                .list();
    }

    void sealAnew(StationId station, UUID factor, byte[] sealed) {
        jdbc.sql("""
                update station.second_factors set secret_sealed = :sealed
                where station_id = :station and factor_id = :factor
                """)
                .param("station", station.value())
                .param("factor", factor)
                .param("sealed", sealed)
                .update();
    }

    void insertCodes(StationId station, UUID factor, Collection<byte[]> hashes) {
        jdbc.sql("""
                insert into station.recovery_codes (station_id, factor_id, code_hash)
                select :station, :factor, decode(hash, 'hex') from unnest(:hashes) as hash
                """)
                .param("station", station.value())
                .param("factor", factor)
                .param("hashes", Sql.texts(hashes, HexFormat.of()::formatHex))
                .update();
    }

    boolean isRecoveryCode(StationId station, UUID factor, byte[] hash) {
        return jdbc.sql("""
                select exists (select from station.recovery_codes
                               where station_id = :station and factor_id = :factor and code_hash = :hash)
                """)
                .param("station", station.value())
                .param("factor", factor)
                .param("hash", hash)
                .query(Boolean.class)
                .single();
    }

    boolean end(StationId station, StaffId person, Instant at) {
        return jdbc.sql("""
                update station.second_factors set ended_at = :at
                where station_id = :station and staff_id = :staff and ended_at is null
                """)
                        .param("station", station.value())
                        .param("staff", person.value())
                        .param("at", Sql.at(at))
                        .update()
                == 1;
    }

    Optional<SecondFactor> view(StationId station, StaffId person) {
        return jdbc.sql("""
                select f.enrolled_at,
                       (select count(*) from station.recovery_codes c
                        where c.station_id = f.station_id and c.factor_id = f.factor_id
                          and not exists (select from station.sign_ins s
                                          where s.station_id = c.station_id and s.factor_id = c.factor_id
                                            and s.recovery_hash = c.code_hash)) as codes
                from station.second_factors f
                where f.station_id = :station and f.staff_id = :staff and f.ended_at is null
                """)
                .param("station", station.value())
                .param("staff", person.value())
                .query((row, number) -> new SecondFactor(Sql.instant(row, "enrolled_at"), row.getInt("codes")))
                .optional();
    }
}
