package org.mailuo.station;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.Actor;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of what happened at the door. */
@Repository
class DoorStore {
    private final JdbcClient jdbc;

    DoorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if there is such an account. */
    boolean record(String login, DoorEvent event, Instant at, String address, String detail) {
        return jdbc.sql("select station.record_sign_in(:login, :id, :event, :at, :address, :detail)")
                .param("id", Uuid7.next(at))
                .param("login", login)
                .param("event", event.name())
                .param("at", Sql.at(at))
                .param("address", address)
                .param("detail", detail)
                .query(Boolean.class)
                .single();
    }

    /** False if this code opened before. */
    boolean useCode(
            Actor actor, DoorEvent event, UUID factor, @Nullable Long step, byte @Nullable [] recovery, Instant at) {
        return jdbc.sql("""
                insert into station.sign_ins (station_id, sign_in_id, staff_id, event, at, address,
                                              factor_id, totp_step, recovery_hash)
                values (:station, :id, :staff, :event, :at, :address, :factor, :step, :recovery)
                on conflict do nothing
                """)
                        .param("station", actor.station().value())
                        .param("id", Uuid7.next(at))
                        .param("staff", actor.staffId())
                        .param("event", event.name())
                        .param("at", Sql.at(at))
                        .param("address", SignInGuard.address())
                        .param("factor", factor)
                        .param("step", step, Types.BIGINT)
                        .param("recovery", recovery, Types.BINARY)
                        .update()
                == 1;
    }

    /** What happened at the door to one person, newest first. */
    List<DoorLine> lines(StationId station, UUID staff, int limit) {
        return jdbc.sql("""
                select at, event, address, detail from station.sign_ins
                where station_id = :station and staff_id = :staff
                order by at desc, sign_in_id desc limit :limit
                """)
                .param("station", station.value())
                .param("staff", staff)
                .param("limit", limit)
                .query((row, number) -> new DoorLine(
                        Sql.instant(row, "at"),
                        DoorEvent.valueOf(row.getString("event")),
                        row.getString("address"),
                        row.getString("detail")))
                .list();
    }

    /** The wrong proofs since that time and since the last right one, oldest first. */
    List<Instant> failures(String login, Instant since) {
        return jdbc.sql("select at from station.wrong_proofs(:login, :since)")
                .param("login", login)
                .param("since", Sql.at(since))
                .query((row, number) -> Sql.instant(row, "at"))
                .list();
    }
}
