package org.mailuo.collection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about donations. */
@Repository
class DonationStore {
    private static final String DONATION = """
            d.din, d.visit_id, d.donor_id, d.site_id, d.kind, d.first_time, d.nominal_ml, d.doses, d.drawn_ml,
            d.anticoagulant, d.bag_lot, d.started_at, d.ended_at, d.donated_on, d.outcome, d.reasons::text as marks,
            d.collected_by""";

    /** A donation with the decision of its visit. */
    record Signed(Donation donation, boolean allowed, UUID decidedBy, Instant decidedAt, String ruleSet) {}

    private final JdbcClient jdbc;
    private final Json json;

    DonationStore(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The donation and the end of its visit in one statement. */
    void insert(Command command, Donation donation) {
        jdbc.sql("""
                with ended as (
                    update collection.visits set state = 'DONATED' where station_id = :station and visit_id = :visit)
                insert into collection.donations (station_id, din, visit_id, donor_id, site_id, kind, first_time,
                    nominal_ml, doses, drawn_ml, anticoagulant, bag_lot, started_at, ended_at, donated_on, outcome,
                    reasons, collected_by, command_id)
                values (:station, :din, :visit, :donor, :site, :kind, :firstTime, :nominal, :doses, :drawn,
                    :anticoagulant, :lot, :started, :ended, :day, :outcome, cast(:marks as jsonb), :actor, :command)
                """)
                .param("station", command.station().value())
                .param("din", donation.din().value())
                .param("visit", donation.visit().value())
                .param("donor", donation.donor().value())
                .param("site", donation.siteId())
                .param("kind", donation.kind().name())
                .param("firstTime", donation.firstTime())
                .param("nominal", donation.nominalMl())
                .param("doses", donation.doses())
                .param("drawn", donation.drawn().value())
                .param("anticoagulant", donation.anticoagulant())
                .param("lot", donation.bagLot())
                .param("started", Sql.at(donation.startedAt()))
                .param("ended", Sql.at(donation.endedAt()))
                .param("day", donation.donatedOn())
                .param("outcome", donation.outcome().name())
                .param("marks", json.write(donation.marks()))
                .param("actor", donation.collectedBy())
                .param("command", command.id())
                .update();
    }

    List<Donation> list(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("select " + DONATION
                        + " from collection.donations d where d.station_id = :station and d.din = any(:dins)")
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(this::donation)
                .list();
    }

    /** Newest first. */
    List<Donation> of(StationId station, DonorId donor) {
        return jdbc.sql("select " + DONATION + """
                 from collection.donations d
                where d.station_id = :station
                  and d.donor_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor)
                order by d.started_at desc
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .query(this::donation)
                .list();
    }

    List<DonationNumber> on(StationId station, LocalDate day) {
        return jdbc.sql("""
                select din from collection.donations where station_id = :station and donated_on = :day
                order by started_at, din
                """)
                .param("station", station.value())
                .param("day", day)
                .query((row, i) -> new DonationNumber(row.getString("din")))
                .list();
    }

    List<Signed> signed(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("select " + DONATION + """
                , v.decision, v.decided_by, v.decided_at, v.rule_set
                from collection.donations d
                join collection.visits v on v.station_id = d.station_id and v.visit_id = d.visit_id
                where d.station_id = :station and d.din = any(:dins)
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query((row, i) -> new Signed(
                        donation(row, i),
                        "ALLOWED".equals(row.getString("decision")),
                        Sql.uuid(row, "decided_by"),
                        Sql.instant(row, "decided_at"),
                        row.getString("rule_set")))
                .list();
    }

    List<DayCount> days(StationId station, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                with visits as (
                    select visited_on as day, count(*) as visits,
                           count(*) filter (where decision = 'REFUSED') as deferred
                    from collection.visits
                    where station_id = :station and visited_on between :from and :to group by visited_on),
                donations as (
                    select donated_on as day, count(*) filter (where outcome = 'COMPLETE') as complete,
                           count(*) filter (where outcome = 'PART') as part,
                           count(*) filter (where outcome = 'FAILED') as failed,
                           count(*) filter (where first_time) as first_time,
                           count(*) filter (where not first_time) as returning_ones
                    from collection.donations
                    where station_id = :station and donated_on between :from and :to group by donated_on)
                select day, coalesce(visits, 0) as visits, coalesce(deferred, 0) as deferred,
                       coalesce(complete, 0) as complete, coalesce(part, 0) as part, coalesce(failed, 0) as failed,
                       coalesce(first_time, 0) as first_time, coalesce(returning_ones, 0) as returning_ones
                from visits full join donations using (day) order by day
                """)
                .param("station", station.value())
                .param("from", from)
                .param("to", to)
                .query((row, i) -> new DayCount(
                        Sql.date(row, "day"),
                        row.getInt("visits"),
                        row.getInt("deferred"),
                        row.getInt("complete"),
                        row.getInt("part"),
                        row.getInt("failed"),
                        row.getInt("first_time"),
                        row.getInt("returning_ones")))
                .list();
    }

    private Donation donation(ResultSet row, int number) throws SQLException {
        return new Donation(
                new DonationNumber(row.getString("din")),
                new VisitId(Sql.uuid(row, "visit_id")),
                new DonorId(Sql.uuid(row, "donor_id")),
                Sql.uuid(row, "site_id"),
                DonationKind.valueOf(row.getString("kind")),
                row.getBoolean("first_time"),
                row.getInt("nominal_ml"),
                row.getInt("doses"),
                Millilitres.of(row.getInt("drawn_ml")),
                row.getString("anticoagulant"),
                row.getString("bag_lot"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "ended_at"),
                Sql.date(row, "donated_on"),
                Donation.Outcome.valueOf(row.getString("outcome")),
                json.reasons(row.getString("marks")),
                Sql.uuid(row, "collected_by"));
    }
}
