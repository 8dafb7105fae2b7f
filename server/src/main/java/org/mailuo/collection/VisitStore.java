package org.mailuo.collection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL about visits. */
@Repository
class VisitStore {
    private static final String VISIT = """
            v.visit_id, v.donor_id, v.site_id, v.kind, v.intended_ml, v.intended_doses, v.opened_at, v.opened_by,
            v.visited_on, v.state, v.examination::text as examination, v.reasons::text as reasons, v.rule_set,
            v.decided_at, v.decided_by""";

    /** A visit, locked, with all that its donor gave before. */
    record Opened(Visit visit, List<PastDonation> past) {}

    /** Waiting visits of a state: how many, and since when the first. */
    record Queue(Visit.State state, long count, Instant oldest) {}

    private final JdbcClient jdbc;
    private final Json json;

    VisitStore(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Of every record of the person (RULE I4). */
    List<PastDonation> past(StationId station, DonorId donor) {
        return jdbc.sql("""
                select d.kind, d.donated_on, d.drawn_ml, d.outcome
                from donors.identities i
                join collection.donations d on d.station_id = i.station_id and d.donor_id = i.identity_id
                where i.station_id = :station and i.donor_id = :donor
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .query((row, i) -> new PastDonation(
                        DonationKind.valueOf(row.getString("kind")),
                        Sql.date(row, "donated_on"),
                        row.getInt("drawn_ml"),
                        Donation.Outcome.valueOf(row.getString("outcome"))))
                .list();
    }

    /** Empty if the donor has a waiting visit. */
    Optional<VisitId> insert(Command command, EligibilityFacts facts, UUID siteId, Decision decision) {
        try {
            return jdbc.sql("""
                    insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml,
                        intended_doses, opened_at, opened_by, visited_on, state, decision, reasons, rule_set,
                        decided_at, decided_by)
                    select :station, :visit, :donor, :site, :kind, :ml, :doses, :at, :actor, :day,
                        case when :allowed then 'OPEN' else 'DEFERRED' end,
                        case when not :allowed then 'REFUSED' end, cast(:reasons as jsonb),
                        case when not :allowed then :rules end,
                        case when not :allowed then cast(:at as timestamptz) end,
                        case when not :allowed then cast(:actor as uuid) end
                    on conflict (station_id, donor_id) where state in ('OPEN', 'ELIGIBLE') do nothing
                    returning visit_id
                    """)
                    .param("station", command.station().value())
                    .param("visit", Uuid7.next(command.at()))
                    .param("donor", facts.standing().donor().id().value())
                    .param("site", siteId)
                    .param("kind", facts.intention().kind().name())
                    .param("ml", facts.intention().nominalMl())
                    .param("doses", facts.intention().doses())
                    .param("at", Sql.at(command.at()))
                    .param("actor", command.actor().staffId())
                    .param("day", facts.on())
                    .param("allowed", decision.isAllowed())
                    .param("reasons", json.write(decision.reasons()))
                    .param("rules", facts.rules().id())
                    .query((row, i) -> new VisitId(Sql.uuid(row, "visit_id")))
                    .optional();
        } catch (DataIntegrityViolationException unknownSite) {
            throw new NotFoundException("site");
        }
    }

    /** Locks the visit, so that two decisions or two donations wait for each other. */
    Opened lock(StationId station, VisitId visit) {
        List<Row> rows = jdbc.sql("select " + VISIT + """
                , d.kind as past_kind, d.donated_on, d.drawn_ml, d.outcome
                from collection.visits v
                left join lateral (
                    select past.kind, past.donated_on, past.drawn_ml, past.outcome
                    from collection.donations past
                    where past.station_id = v.station_id and past.donor_id = any (array(
                        select i.identity_id from donors.identities i
                        where i.station_id = v.station_id and i.donor_id = v.donor_id))
                    offset 0) d on true
                where v.station_id = :station and v.visit_id = :visit
                for update of v
                """)
                .param("station", station.value())
                .param("visit", visit.value())
                .query((row, i) -> new Row(visit(row, i), pastIn(row)))
                .list();
        if (rows.isEmpty()) {
            throw new NotFoundException("visit");
        }
        List<PastDonation> past = new ArrayList<>();
        for (Row row : rows) {
            if (row.past() != null) {
                past.add(row.past());
            }
        }
        return new Opened(rows.getFirst().visit(), past);
    }

    private record Row(Visit visit, @Nullable PastDonation past) {}

    private static @Nullable PastDonation pastIn(ResultSet row) throws SQLException {
        String kind = row.getString("past_kind");
        return kind == null
                ? null
                : new PastDonation(
                        DonationKind.valueOf(kind),
                        Sql.date(row, "donated_on"),
                        row.getInt("drawn_ml"),
                        Donation.Outcome.valueOf(row.getString("outcome")));
    }

    void decide(Command command, VisitId visit, Examination examination, Decision decision, RuleSet rules) {
        jdbc.sql("""
                update collection.visits
                set state = :state, examination = cast(:examination as jsonb), decision = :decision,
                    reasons = cast(:reasons as jsonb), rule_set = :rules, decided_at = :at, decided_by = :actor
                where station_id = :station and visit_id = :visit
                """)
                .param("station", command.station().value())
                .param("visit", visit.value())
                .param("state", (decision.isAllowed() ? Visit.State.ELIGIBLE : Visit.State.DEFERRED).name())
                .param("examination", json.write(examination))
                .param("decision", decision.isAllowed() ? "ALLOWED" : "REFUSED")
                .param("reasons", json.write(decision.reasons()))
                .param("rules", rules.id())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .update();
    }

    boolean close(Command command, VisitId visit) {
        return jdbc.sql("""
                        update collection.visits set state = 'CLOSED'
                        where station_id = :station and visit_id = :visit and state in ('OPEN', 'ELIGIBLE')
                        """)
                        .param("station", command.station().value())
                        .param("visit", visit.value())
                        .update()
                == 1;
    }

    Optional<Visit> find(StationId station, VisitId visit) {
        return jdbc.sql("select " + VISIT
                        + " from collection.visits v where v.station_id = :station and v.visit_id = :visit")
                .param("station", station.value())
                .param("visit", visit.value())
                .query(this::visit)
                .optional();
    }

    /** Newest first. */
    List<Visit> of(StationId station, DonorId donor) {
        return jdbc.sql("select " + VISIT + """
                 from collection.visits v
                where v.station_id = :station
                  and v.donor_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor)
                order by v.visited_on desc, v.opened_at desc
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .query(this::visit)
                .list();
    }

    /** Newest first, with the visits still waiting from days before. */
    List<Visit> on(StationId station, LocalDate day, int limit) {
        return jdbc.sql("select " + VISIT + """
                 from collection.visits v where v.station_id = :station and v.visited_on = :day
                order by v.state not in ('OPEN', 'ELIGIBLE'), v.opened_at desc limit :limit
                """)
                .param("station", station.value())
                .param("day", day)
                .param("limit", limit)
                .query(this::visit)
                .list();
    }

    List<Queue> waiting(StationId station, LocalDate day) {
        return jdbc.sql("""
                select state, count(*) as number, min(coalesce(decided_at, opened_at)) as oldest from collection.visits
                where station_id = :station and visited_on = :day and state in ('OPEN', 'ELIGIBLE')
                group by state
                """)
                .param("station", station.value())
                .param("day", day)
                .query((row, i) -> new Queue(
                        Visit.State.valueOf(row.getString("state")), row.getLong("number"), Sql.instant(row, "oldest")))
                .list();
    }

    private Visit visit(ResultSet row, int number) throws SQLException {
        String examination = row.getString("examination");
        return new Visit(
                new VisitId(Sql.uuid(row, "visit_id")),
                new DonorId(Sql.uuid(row, "donor_id")),
                Sql.uuid(row, "site_id"),
                new Intention(
                        DonationKind.valueOf(row.getString("kind")),
                        row.getInt("intended_ml"),
                        row.getInt("intended_doses")),
                Sql.instant(row, "opened_at"),
                Sql.uuid(row, "opened_by"),
                Sql.date(row, "visited_on"),
                Visit.State.valueOf(row.getString("state")),
                examination == null ? null : json.read(examination, Examination.class),
                json.reasons(row.getString("reasons")),
                row.getString("rule_set"),
                Sql.instantOrNull(row, "decided_at"),
                row.getObject("decided_by", UUID.class));
    }
}
