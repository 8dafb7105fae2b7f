package org.mailuo.collection.aftercare;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.units.CauseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The register of what donors reported. */
@Repository
class ReportStore {
    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits for a merge of this donor and lets none begin: donors are locked before causes. */
    void keep(StationId station, DonorId donor) {
        jdbc.sql("select from donors.donors where station_id = :station and donor_id = :donor for key share")
                .param("station", station.value())
                .param("donor", donor.value())
                .query((row, n) -> n)
                .list();
    }

    void insert(Command command, CauseId cause, NewReport report) {
        var din = report.din();
        jdbc.sql("""
                insert into collection.reports (station_id, cause_id, donor_id, din, code, channel, told_at, taken_by,
                                                command_id)
                values (:station, :cause, :donor, :din, :code, :channel, :toldAt, :actor, :command)
                """)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("donor", report.donor().value())
                .param("din", din == null ? null : din.value())
                .param("code", report.code())
                .param("channel", report.channel().name())
                .param("toldAt", Sql.at(report.toldAt()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .update();
    }

    List<ReportReason> reasons(LocalDate day) {
        return jdbc.sql("""
                select code, reach_days from collection.report_reasons
                where effective_from <= :day and (effective_to is null or effective_to >= :day)
                order by reach_days nulls first, code = 'OTHER', code
                """)
                .param("day", day)
                .query((row, n) -> new ReportReason(row.getString("code"), row.getObject("reach_days", Integer.class)))
                .list();
    }

    Optional<DonorId> findDonor(StationId station, String number) {
        return jdbc.sql("select donor_id from donors.donors where station_id = :station and donor_no::text = :number")
                .param("station", station.value())
                .param("number", number)
                .query((row, n) -> new DonorId(Sql.uuid(row, "donor_id")))
                .optional();
    }
}
