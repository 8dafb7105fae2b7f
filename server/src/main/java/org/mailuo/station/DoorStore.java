package org.mailuo.station;

import java.time.Instant;
import java.util.List;
import org.mailuo.database.Sql;
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
        return jdbc.sql("""
                insert into station.sign_ins (station_id, sign_in_id, staff_id, event, at, address, detail)
                select station_id, :id, staff_id, :event, :at, :address, :detail
                from station.staff where login = :login
                """)
                        .param("id", Uuid7.next(at))
                        .param("login", login)
                        .param("event", event.name())
                        .param("at", Sql.at(at))
                        .param("address", address)
                        .param("detail", detail)
                        .update()
                == 1;
    }

    /** The wrong proofs since that time and since the last right one, oldest first. */
    List<Instant> failures(String login, Instant since) {
        return jdbc.sql("""
                with account as (select station_id, staff_id from station.staff where login = :login),
                     line as (select s.event, s.at from station.sign_ins s join account using (station_id, staff_id)
                              where s.at >= :since and s.event in ('FAILED', 'SIGNED_IN', 'CONTINUED', 'FREED'))
                select at from line
                where event = 'FAILED'
                  and at > coalesce((select max(at) from line where event <> 'FAILED'), '-infinity')
                order by at
                """)
                .param("login", login)
                .param("since", Sql.at(since))
                .query((row, number) -> Sql.instant(row, "at"))
                .list();
    }
}
