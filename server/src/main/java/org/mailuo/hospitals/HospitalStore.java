package org.mailuo.hospitals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.mailuo.database.Sql;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the register. */
@Repository
class HospitalStore {
    private static final String COLUMNS = "h.hospital_id, h.code, h.name_zh, h.name_en, h.licence_no, h.contract_until";

    private final JdbcClient jdbc;

    HospitalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(StationId station, HospitalId id, NewHospital hospital) {
        try {
            jdbc.sql("""
                    insert into hospitals.hospitals
                        (station_id, hospital_id, code, name_zh, name_en, licence_no, contract_until)
                    values (:station, :id, :code, :nameZh, :nameEn, :licence, :until)
                    """)
                    .param("station", station.value())
                    .param("id", id.value())
                    .param("code", hospital.code())
                    .param("nameZh", hospital.nameZh())
                    .param("nameEn", hospital.nameEn())
                    .param("licence", hospital.licenceNo())
                    .param("until", hospital.contractUntil())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new RefusedException(Reason.of("hospitals.code-taken", hospital.code()));
        }
    }

    int setContract(StationId station, HospitalId id, LocalDate until) {
        return jdbc.sql("""
                update hospitals.hospitals set contract_until = :until
                where station_id = :station and hospital_id = :id
                """)
                .param("until", until)
                .param("station", station.value())
                .param("id", id.value())
                .update();
    }

    Optional<Hospital> find(StationId station, HospitalId id) {
        return jdbc.sql("select " + COLUMNS + """
                 from hospitals.hospitals h where h.station_id = :station and h.hospital_id = :id
                """)
                .param("station", station.value())
                .param("id", id.value())
                .query(HospitalStore::hospital)
                .optional();
    }

    List<Hospital> list(StationId station) {
        return jdbc.sql("select " + COLUMNS + """
                 from hospitals.hospitals h where h.station_id = :station order by h.code
                """)
                .param("station", station.value())
                .query(HospitalStore::hospital)
                .list();
    }

    private static Hospital hospital(ResultSet row, int n) throws SQLException {
        return new Hospital(
                new HospitalId(Sql.uuid(row, "hospital_id")),
                row.getString("code"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("licence_no"),
                Sql.date(row, "contract_until"));
    }
}
