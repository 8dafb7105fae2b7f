package org.mailuo.donors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the access log. */
@Repository
class AccessStore {
    private static final String ACCESS = "select donor_id, staff_id, login, page, origin, at from donors.accesses ";

    private final JdbcClient jdbc;

    AccessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StationId station, List<Access> accesses) {
        jdbc.sql("""
                insert into donors.accesses (station_id, access_id, donor_id, staff_id, login, page, origin, at)
                select :station, u.*
                from unnest(:ids, :donors, :staff, :logins, :pages, :origins, :times) as u
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(accesses, access -> Uuid7.next(access.at())))
                .param("donors", Sql.uuids(accesses, access -> access.donor().value()))
                .param("staff", Sql.uuids(accesses, Access::staff))
                .param("logins", Sql.texts(accesses, Access::login))
                .param("pages", Sql.texts(accesses, access -> access.page().name()))
                .param("origins", Sql.texts(accesses, Access::origin))
                .param("times", Sql.times(accesses, Access::at))
                .update();
    }

    /** Of all records of the person, newest first. */
    List<Access> of(StationId station, DonorId donor, int limit, int offset) {
        return jdbc.sql(ACCESS + """
                where station_id = :station
                  and donor_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor)
                order by at desc, access_id desc limit :limit offset :offset
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .param("limit", limit)
                .param("offset", offset)
                .query(AccessStore::access)
                .list();
    }

    List<Access> by(StationId station, UUID staff, Instant since, int limit, int offset) {
        return jdbc.sql(ACCESS + """
                where station_id = :station and staff_id = :staff and at >= :since
                order by at desc, access_id desc limit :limit offset :offset
                """)
                .param("station", station.value())
                .param("staff", staff)
                .param("since", Sql.at(since))
                .param("limit", limit)
                .param("offset", offset)
                .query(AccessStore::access)
                .list();
    }

    private static Access access(ResultSet row, int number) throws SQLException {
        return new Access(
                new DonorId(Sql.uuid(row, "donor_id")),
                Sql.uuid(row, "staff_id"),
                row.getString("login"),
                Access.Page.valueOf(row.getString("page")),
                row.getString("origin"),
                Sql.instant(row, "at"));
    }
}
