package org.mailuo.testing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.ReasonsJson;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the laboratory. Whatever is read of donations comes with schemes, results and conclusions in one statement. */
@Repository
class TestingStore {
    /** What a reviewer vouches for: the runs that he judged, and every result in them. A later judgement replaces it. */
    static final String SIGNED_REVIEW = """
            select string_agg(r.run_id || ' ' || r.assay || ' ' || r.markers::text || ' ' || r.manufacturer || ' lot ' || r.lot
                              || ' expires ' || to_char(r.lot_expires, 'YYYY-MM-DD') || ' on ' || r.instrument || ' '
                              || station.utc(r.started_at) || ' by ' || r.operator || ' controls ' || r.controls || ': '
                              || r.state || ' ' || station.utc(r.reviewed_at) || ' by ' || r.reviewed_by
                              || coalesce(E'\n' || t.lines, ''), E'\n' order by r.run_id)
            from testing.runs r
            left join lateral (
                select string_agg(t.din || ' ' || t.marker || ' ' || t.attempt || ' ' || t.outcome
                                  || coalesce(' ' || t.value, '') || ' ' || station.utc(t.at) || ' by ' || t.entered_by
                                  || coalesce(' corrects ' || t.corrects, '') || coalesce(' ' || t.reason, ''),
                                  E'\n' order by t.din, t.marker collate "C", t.attempt) as lines
                from testing.results t where t.station_id = r.station_id and t.run_id = r.run_id) t on true
            where r.station_id = :station and r.signature_id = :record
            having count(*) > 0
            """;

    /** Every station of today follows one jurisdiction's schemes. */
    private static final String JURISDICTION = "CN";

    private static final String RUN = """
            select r.run_id, r.assay, r.markers, r.manufacturer, r.lot, r.lot_expires, r.instrument, r.started_at,
                   r.started_on, r.operator, o.actor_login, r.controls, r.state, r.reviewed_at, r.reviewed_by,
                   n.results, n.donations
            from testing.runs r
            join audit.commands o on o.station_id = r.station_id and o.command_id = r.command_id
            cross join lateral (
                select count(*) results, count(distinct t.din) donations
                from testing.results t where t.station_id = r.station_id and t.run_id = r.run_id) n
            """;

    private static final String CONCLUSION = """
            c.revision, c.fitness, c.blood_group, c.reasons::text reasons, c.notes::text notes, c.complete,
            c.seen_results, c.scheme concluded_by_scheme, c.concluded_at, c.concluded_by, c.command_id concluding_command
            """;

    private final JdbcClient jdbc;

    TestingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param donatedOn of the donation, copied because it never changes */
    record Sample(DonationNumber din, LocalDate donatedOn) {}

    /** @return the numbers that had been received before; nothing is wrong with the others */
    List<DonationNumber> insertSamples(Command command, List<Sample> samples) {
        return jdbc.sql("""
                with given as (select * from unnest(:dins, :days) as g (din, donated_on)),
                written as (
                    insert into testing.samples (station_id, din, donated_on, received_at, received_by, command_id)
                    select :station, din, donated_on, :at, :actor, :command from given
                    on conflict do nothing
                    returning din)
                select din from given where din not in (select din from written) order by din
                """)
                .param("station", command.station().value())
                .param("dins", Sql.texts(samples, sample -> sample.din().value()))
                .param("days", Sql.dates(samples, Sample::donatedOn))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .query((row, n) -> din(row))
                .list();
    }

    /** Locks the donations in one order, so that entering, reviewing and concluding one donation wait for each other. */
    Set<DonationNumber> lockSamples(StationId station, Collection<DonationNumber> dins) {
        return new HashSet<>(jdbc.sql("""
                select din from testing.samples where station_id = :station and din = any (:dins)
                order by din for no key update
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query((row, n) -> din(row))
                .list());
    }

    /** A donor's earlier donations, from the first to be looked up until before the one that gave the reason. */
    record LookBack(DonorId donor, Instant from, Instant until) {}

    /** Locks every donation of the runs and tells those that have been concluded fit or unfit. */
    List<DonationNumber> lockConcludedOf(StationId station, Collection<RunId> runs) {
        return jdbc.sql("""
                with locked as (
                    select s.din, s.fitness from testing.samples s
                    where s.station_id = :station and s.din in (
                        select t.din from testing.results t where t.station_id = :station and t.run_id = any (:runs))
                    order by s.din for no key update)
                select din from locked where fitness <> 'PENDING' order by din
                """)
                .param("station", station.value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .query((row, n) -> din(row))
                .list();
    }

    /** Those of the donations with a bag that is held as unfit with this detail. */
    Set<DonationNumber> held(StationId station, Collection<DonationNumber> dins, String detail) {
        return new HashSet<>(jdbc.sql("""
                select distinct b.din from units.bags b
                join units.holds h on h.station_id = b.station_id and h.bag_id = b.bag_id and h.lifted_at is null
                where b.station_id = :station and b.din = any (:dins) and h.reason = 'UNFIT' and h.detail = :detail
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .param("detail", detail)
                .query((row, n) -> din(row))
                .list());
    }

    /** Runs that counted, or of whose donations a bag has left quarantine. */
    List<RunId> consequential(StationId station, Collection<RunId> runs) {
        return jdbc.sql("""
                select r.run_id from testing.runs r
                where r.station_id = :station and r.run_id = any (:runs)
                  and (r.state = 'VALID' or exists (
                      select from testing.results t
                      join units.bags b on b.station_id = t.station_id and b.din = t.din
                      where t.station_id = r.station_id and t.run_id = r.run_id
                        and b.status in ('AVAILABLE', 'RESERVED', 'ISSUED', 'RECEIVED', 'TRANSFUSED', 'TRANSFERRED')))
                order by r.run_id
                """)
                .param("station", station.value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .query((row, n) -> new RunId(Sql.uuid(row, "run_id")))
                .list();
    }

    /** Donors of these donations who gave before within the reach of the scheme, and the time of those donations. */
    List<LookBack> lookBacks(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("""
                select d.donor_id, min(e.started_at) as from_at, min(d.started_at) as until_at
                from collection.donations d
                join testing.conclusions c on c.station_id = d.station_id and c.din = d.din
                join testing.schemes s on s.scheme = c.scheme
                join collection.donations e on e.station_id = d.station_id and e.donor_id = d.donor_id
                    and e.started_at < d.started_at
                    and e.donated_on >= d.donated_on - s.look_back_months * interval '1 month'
                where d.station_id = :station and d.din = any (:dins)
                group by d.donor_id
                order by d.donor_id
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query((row, n) -> new LookBack(
                        new DonorId(Sql.uuid(row, "donor_id")),
                        Sql.instant(row, "from_at"),
                        Sql.instant(row, "until_at")))
                .list();
    }

    Set<DonationNumber> received(StationId station, Collection<DonationNumber> dins) {
        return new HashSet<>(
                jdbc.sql("select din from testing.samples where station_id = :station and din = any (:dins)")
                        .param("station", station.value())
                        .param("dins", Sql.texts(dins, DonationNumber::value))
                        .query((row, n) -> din(row))
                        .list());
    }

    Map<Fitness, Integer> count(StationId station, LocalDate from, LocalDate to) {
        Map<Fitness, Integer> counts = new EnumMap<>(Fitness.class);
        Arrays.stream(Fitness.values()).forEach(fitness -> counts.put(fitness, 0));
        jdbc.sql("""
                select fitness, count(*) n from testing.samples
                where station_id = :station and donated_on between :from and :to group by fitness
                """)
                .param("station", station.value())
                .param("from", from)
                .param("to", to)
                .query(row -> {
                    counts.put(Fitness.valueOf(row.getString("fitness")), row.getInt("n"));
                });
        return counts;
    }

    long countUnfit(StationId station) {
        return jdbc.sql("select count(*) from testing.samples where station_id = :station and fitness = 'UNFIT'")
                .param("station", station.value())
                .query(Long.class)
                .single();
    }

    Waiting waiting(StationId station) {
        return jdbc.sql("""
                select d.n donations, d.oldest oldest_donation, r.n runs, r.oldest oldest_run
                from (select count(*) n, min(received_at) oldest from testing.samples
                      where station_id = :station and fitness = 'PENDING') d
                cross join (select count(*) n, min(started_at) oldest from testing.runs
                            where station_id = :station and state = 'RUNNING') r
                """)
                .param("station", station.value())
                .query((row, n) -> new Waiting(
                        row.getLong("donations"),
                        Sql.instantOrNull(row, "oldest_donation"),
                        row.getLong("runs"),
                        Sql.instantOrNull(row, "oldest_run")))
                .single();
    }

    // Runs --------------------------------------------------------------------------------------------------------

    RunId insertRun(Command command, NewRun run, LocalDate startedOn) {
        RunId id = new RunId(Uuid7.next(command.at()));
        jdbc.sql("""
                insert into testing.runs (station_id, run_id, assay, markers, manufacturer, lot, lot_expires, instrument,
                                          started_at, started_on, operator, command_id, controls)
                values (:station, :run, :assay, :markers, :manufacturer, :lot, :lotExpires, :instrument,
                        :at, :today, :actor, :command, :controls)
                """)
                .param("station", command.station().value())
                .param("run", id.value())
                .param("assay", run.assay().strip())
                .param("markers", Sql.texts(run.markers().stream().sorted().toList(), Marker::name))
                .param("manufacturer", run.manufacturer().strip())
                .param("lot", run.lot().strip())
                .param("lotExpires", run.lotExpires())
                .param("instrument", run.instrument().strip())
                .param("at", Sql.at(command.at()))
                .param("today", startedOn)
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("controls", run.controlsIn() ? "IN" : "OUT")
                .update();
        return id;
    }

    /** Keeps a reviewer out while results are being entered. */
    Optional<Run> lockToEnter(StationId station, RunId run) {
        return jdbc.sql(RUN + " where r.station_id = :station and r.run_id = :run for share of r")
                .param("station", station.value())
                .param("run", run.value())
                .query(TestingStore::run)
                .optional();
    }

    /** Keeps everybody out, in one order; what the runs hold is read afterwards. */
    int lockToReview(StationId station, Collection<RunId> runs) {
        return jdbc.sql("""
                select run_id from testing.runs where station_id = :station and run_id = any (:runs)
                order by run_id for update
                """)
                .param("station", station.value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .query((row, n) -> Sql.uuid(row, "run_id"))
                .list()
                .size();
    }

    List<Run> runs(StationId station, Collection<RunId> runs) {
        return jdbc.sql(RUN + " where r.station_id = :station and r.run_id = any (:runs) order by r.run_id")
                .param("station", station.value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .query(TestingStore::run)
                .list();
    }

    List<Run> waitingRuns(StationId station) {
        return jdbc.sql(RUN + " where r.station_id = :station and r.state = 'RUNNING' order by r.started_at limit 500")
                .param("station", station.value())
                .query(TestingStore::run)
                .list();
    }

    List<Run> latestRuns(StationId station, int limit, int offset) {
        return jdbc.sql(RUN + """
                 where r.station_id = :station and r.run_id in (
                    select run_id from testing.runs where station_id = :station
                    order by started_at desc limit :limit offset :offset)
                order by r.started_at desc
                """)
                .param("station", station.value())
                .param("limit", limit)
                .param("offset", offset)
                .query(TestingStore::run)
                .list();
    }

    Map<RunId, Set<UUID>> enterers(StationId station, Collection<RunId> runs) {
        Map<RunId, Set<UUID>> enterers = new HashMap<>();
        jdbc.sql("""
                select distinct run_id, entered_by from testing.results
                where station_id = :station and run_id = any (:runs)
                """)
                .param("station", station.value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .query(row -> {
                    enterers.computeIfAbsent(new RunId(Sql.uuid(row, "run_id")), run -> new HashSet<>())
                            .add(Sql.uuid(row, "entered_by"));
                });
        return enterers;
    }

    void review(Command command, Collection<RunId> runs, boolean valid, UUID signature) {
        jdbc.sql("""
                update testing.runs set state = :state, reviewed_at = :at, reviewed_by = :actor, signature_id = :signature
                where station_id = :station and run_id = any (:runs)
                """)
                .param("state", (valid ? RunState.VALID : RunState.INVALID).name())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("signature", signature)
                .param("station", command.station().value())
                .param("runs", Sql.uuids(runs, RunId::value))
                .update();
    }

    // Results -----------------------------------------------------------------------------------------------------

    /** A result with its place in the row of attempts. */
    record Numbered(NewResult result, int attempt, @Nullable Integer corrects) {}

    void insertResults(Command command, RunId run, List<Numbered> results) {
        jdbc.sql("""
                insert into testing.results (station_id, din, marker, attempt, run_id, outcome, value, at, entered_by,
                                             command_id, reason, corrects)
                select :station, g.din, g.marker, g.attempt, :run, g.outcome, g.value, :at, :actor, :command, g.reason,
                       g.corrects
                from unnest(:dins, :markers, :attempts, :outcomes, :values, :reasons, :corrects)
                     as g (din, marker, attempt, outcome, value, reason, corrects)
                """)
                .param("station", command.station().value())
                .param("run", run.value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("dins", Sql.texts(results, row -> row.result().din().value()))
                .param(
                        "markers",
                        Sql.texts(results, row -> row.result().marker().name()))
                .param("attempts", Sql.integers(results, Numbered::attempt))
                .param("outcomes", Sql.texts(results, row -> row.result().outcome()))
                .param(
                        "values",
                        Sql.array("numeric", results, row -> row.result().value()))
                .param("reasons", Sql.texts(results, row -> row.result().reason()))
                .param("corrects", Sql.integers(results, Numbered::corrects))
                .update();
    }

    // Donations with all that is known ----------------------------------------------------------------------------

    Map<DonationNumber, DonationTests> tests(StationId station, Collection<DonationNumber> dins) {
        Map<DonationNumber, DonationTests> found = new LinkedHashMap<>();
        read("""
                select s.*, s.din as ordered_by from testing.samples s
                where s.station_id = :station and s.din = any (:dins)
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(TestingStore::donations)
                .forEach(tests -> found.put(tests.din(), tests));
        return found;
    }

    /** Not yet concluded fit or unfit, longest waiting first. */
    List<DonationTests> open(StationId station, int limit) {
        return read("""
                select s.*, to_char(s.received_at, 'YYYYMMDDHH24MISSUS') || s.din as ordered_by from testing.samples s
                where s.station_id = :station and s.fitness = 'PENDING' order by s.received_at, s.din limit :limit
                """).param("station", station.value()).param("limit", limit).query(TestingStore::donations);
    }

    List<DonationTests> ofRun(StationId station, RunId run) {
        return read("""
                select s.*, s.din as ordered_by from testing.samples s
                where s.station_id = :station and s.din in (
                    select t.din from testing.results t where t.station_id = :station and t.run_id = :run)
                """)
                .param("station", station.value())
                .param("run", run.value())
                .query(TestingStore::donations);
    }

    /** The newest donations first. */
    List<DonationTests> page(StationId station, ResultsFilter filter, int limit, int offset) {
        List<DonationTests> page = read("""
                select s.*, s.donated_on || s.din as ordered_by from testing.samples s
                where s.station_id = :station
                  and s.donated_on between coalesce(:from, date '0001-01-01') and coalesce(:to, date '9999-12-31')
                  and s.fitness = coalesce(:fitness, s.fitness) and s.din like :din || '%'
                order by s.donated_on desc, s.din desc limit :limit offset :offset
                """)
                .param("station", station.value())
                .param("from", filter.from(), Types.DATE)
                .param("to", filter.to(), Types.DATE)
                .param(
                        "fitness",
                        filter.fitness() == null ? null : filter.fitness().name(),
                        Types.VARCHAR)
                .param("din", filter.din())
                .param("limit", limit)
                .param("offset", offset)
                .query(TestingStore::donations);
        return page.reversed();
    }

    /**
     * One statement, whatever the seed: its donations with scheme, conclusion in force and every attempt. {@code offset
     * 0} keeps the planner at one index search a donation, also while it has no statistics of a table that just grew.
     */
    private JdbcClient.StatementSpec read(String seed) {
        return jdbc.sql("with s as materialized (" + seed + ") select " + CONCLUSION + """
                , s.din, s.donated_on, s.received_at,
                coalesce(c.was_fit, false) was_fit,
                m.scheme, m.markers, m.repeat_policy, m.alt_limit, m.alt_deferral_months,
                t.marker, t.attempt, t.outcome, t.value, t.at, t.entered_by, t.command_id, t.reason, t.corrects,
                r.run_id, r.state run_state, r.assay, r.manufacturer, r.lot
                from s
                join testing.schemes m on m.jurisdiction = :jurisdiction
                    and s.donated_on between m.effective_from and coalesce(m.effective_to, 'infinity')
                left join lateral (
                    select x.*, bool_or(x.fitness = 'FIT') over () was_fit
                    from testing.conclusions x where x.station_id = s.station_id and x.din = s.din
                    order by x.revision desc limit 1) c on true
                left join lateral (
                    select * from testing.results x where x.station_id = s.station_id and x.din = s.din offset 0) t on true
                left join testing.runs r on r.station_id = t.station_id and r.run_id = t.run_id
                order by s.ordered_by
                """)
                .param("jurisdiction", JURISDICTION);
    }

    private static List<DonationTests> donations(ResultSet row) throws SQLException {
        List<DonationTests> all = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        DonationTests last = null;
        while (row.next()) {
            DonationNumber din = din(row);
            if (last == null || !last.din().equals(din)) {
                addTo(all, last, attempts);
                attempts = new ArrayList<>();
                last = new DonationTests(
                        din,
                        Sql.date(row, "donated_on"),
                        Sql.instant(row, "received_at"),
                        scheme(row),
                        row.getString("fitness") == null ? null : conclusion(row),
                        row.getBoolean("was_fit"),
                        List.of());
            }
            if (row.getString("marker") != null) {
                attempts.add(attempt(row));
            }
        }
        addTo(all, last, attempts);
        return all;
    }

    private static void addTo(List<DonationTests> all, @Nullable DonationTests donation, List<Attempt> attempts) {
        if (donation != null) {
            Set<String> corrected = new HashSet<>();
            attempts.stream()
                    .filter(attempt -> attempt.corrects() != null)
                    .forEach(attempt -> corrected.add(attempt.marker() + "/" + attempt.corrects()));
            all.add(donation.with(attempts.stream()
                    .map(a -> corrected.contains(a.marker() + "/" + a.number()) ? a.asCorrected() : a)
                    .sorted(Comparator.comparing(Attempt::marker).thenComparing(Attempt::number))
                    .toList()));
        }
    }

    // Conclusions -------------------------------------------------------------------------------------------------

    void insertConclusions(Command command, Collection<Conclusion> conclusions) {
        jdbc.sql("""
                insert into testing.conclusions (station_id, din, revision, fitness, blood_group, reasons, notes,
                                                 complete, seen_results, scheme, concluded_at, concluded_by, command_id)
                select :station, g.din, g.revision, g.fitness, g.blood_group, g.reasons::jsonb, g.notes::jsonb,
                       g.complete, g.seen, g.scheme, :at, :actor, :command
                from unnest(:dins, :revisions, :fitness, :groups, :reasons, :notes, :complete, :seen, :schemes)
                     as g (din, revision, fitness, blood_group, reasons, notes, complete, seen, scheme)
                """)
                .param("station", command.station().value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("dins", Sql.texts(conclusions, c -> c.din().value()))
                .param("revisions", Sql.integers(conclusions, Conclusion::revision))
                .param("fitness", Sql.texts(conclusions, c -> c.fitness().name()))
                .param(
                        "groups",
                        Sql.texts(
                                conclusions,
                                c -> c.group() == null ? null : c.group().toString()))
                .param("reasons", Sql.texts(conclusions, c -> ReasonsJson.write(c.reasons())))
                .param("notes", Sql.texts(conclusions, c -> ReasonsJson.write(c.notes())))
                .param("complete", Sql.array("boolean", conclusions, Conclusion::complete))
                .param("seen", Sql.integers(conclusions, Conclusion::seenResults))
                .param("schemes", Sql.texts(conclusions, Conclusion::scheme))
                .update();
    }

    /** Every conclusion ever drawn for a donation, newest first. */
    List<Conclusion> conclusions(StationId station, DonationNumber din) {
        return jdbc.sql("select c.din, " + CONCLUSION + """
                 from testing.conclusions c where c.station_id = :station and c.din = :din order by c.revision desc
                """)
                .param("station", station.value())
                .param("din", din.value())
                .query((row, n) -> conclusion(row))
                .list();
    }

    Map<DonationNumber, TestFacts> facts(StationId station, Collection<DonationNumber> dins) {
        Map<DonationNumber, TestFacts> facts = new HashMap<>();
        jdbc.sql("select s.din, " + CONCLUSION + """
                , (select count(*) from testing.results x where x.station_id = s.station_id and x.din = s.din) seen,
                array(select p.person from testing.results x
                      join testing.runs r on r.station_id = x.station_id and r.run_id = x.run_id
                      cross join lateral (values (x.entered_by), (r.operator)) p (person)
                      where x.station_id = s.station_id and x.din = s.din group by p.person) testers
                from testing.samples s
                left join lateral (
                    select x.* from testing.conclusions x where x.station_id = s.station_id and x.din = s.din
                    order by x.revision desc limit 1) c on true
                where s.station_id = :station and s.din = any (:dins)
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(row -> {
                    Conclusion conclusion = row.getString("fitness") == null ? null : conclusion(row);
                    UUID[] testers = (UUID[]) row.getArray("testers").getArray();
                    facts.put(
                            din(row),
                            new TestFacts(
                                    conclusion,
                                    conclusion != null
                                            && conclusion.complete()
                                            && conclusion.seenResults() == row.getInt("seen"),
                                    Set.of(testers)));
                });
        return facts;
    }

    /** Login names of the authors of commands, as they were. */
    Map<UUID, String> authors(StationId station, Collection<UUID> commands) {
        Map<UUID, String> authors = new HashMap<>();
        jdbc.sql("""
                select command_id, actor_login from audit.commands
                where station_id = :station and command_id = any (:commands)
                """)
                .param("station", station.value())
                .param("commands", Sql.uuids(commands))
                .query(row -> {
                    authors.put(Sql.uuid(row, "command_id"), row.getString("actor_login"));
                });
        return authors;
    }

    // Rows --------------------------------------------------------------------------------------------------------

    private static DonationNumber din(ResultSet row) throws SQLException {
        return new DonationNumber(row.getString("din"));
    }

    private static Run run(ResultSet row, int n) throws SQLException {
        return new Run(
                new RunId(Sql.uuid(row, "run_id")),
                row.getString("assay"),
                new HashSet<>(markers(row)),
                row.getString("manufacturer"),
                row.getString("lot"),
                Sql.date(row, "lot_expires"),
                row.getString("instrument"),
                Sql.instant(row, "started_at"),
                Sql.date(row, "started_on"),
                Sql.uuid(row, "operator"),
                row.getString("actor_login"),
                row.getString("controls").equals("IN"),
                RunState.valueOf(row.getString("state")),
                Sql.instantOrNull(row, "reviewed_at"),
                row.getObject("reviewed_by", UUID.class),
                row.getInt("results"),
                row.getInt("donations"));
    }

    private static Scheme scheme(ResultSet row) throws SQLException {
        return new Scheme(
                row.getString("scheme"),
                markers(row),
                row.getString("repeat_policy").equals("DUPLICATE"),
                row.getInt("alt_limit"),
                row.getInt("alt_deferral_months"));
    }

    private static List<Marker> markers(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("markers").getArray())
                .map(Marker::valueOf)
                .toList();
    }

    private static Conclusion conclusion(ResultSet row) throws SQLException {
        String group = row.getString("blood_group");
        return new Conclusion(
                din(row),
                Fitness.valueOf(row.getString("fitness")),
                group == null ? null : BloodGroup.of(group),
                ReasonsJson.read(row.getString("reasons")),
                row.getString("concluded_by_scheme"),
                Sql.instant(row, "concluded_at"),
                Sql.uuid(row, "concluded_by"),
                Sql.uuid(row, "concluding_command"),
                row.getInt("revision"),
                row.getBoolean("complete"),
                row.getInt("seen_results"),
                ReasonsJson.read(row.getString("notes")));
    }

    private static Attempt attempt(ResultSet row) throws SQLException {
        BigDecimal value = row.getBigDecimal("value");
        int corrects = row.getInt("corrects");
        boolean correctsNothing = row.wasNull();
        Instant at = Sql.instant(row, "at");
        return new Attempt(
                Marker.valueOf(row.getString("marker")),
                row.getInt("attempt"),
                new RunId(Sql.uuid(row, "run_id")),
                RunState.valueOf(row.getString("run_state")),
                row.getString("assay"),
                row.getString("manufacturer"),
                row.getString("lot"),
                row.getString("outcome"),
                value,
                at,
                Sql.uuid(row, "entered_by"),
                Sql.uuid(row, "command_id"),
                row.getString("reason"),
                correctsNothing ? null : corrects,
                false);
    }
}
