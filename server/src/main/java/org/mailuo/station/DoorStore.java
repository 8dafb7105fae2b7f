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

    /** The wrong proofs since that time and since the last right one, oldest first. */
    List<Instant> failures(String login, Instant since) {
        return jdbc.sql("select at from station.wrong_proofs(:login, :since)")
                .param("login", login)
                .param("since", Sql.at(since))
                .query((row, number) -> Sql.instant(row, "at"))
                .list();
    }
}
