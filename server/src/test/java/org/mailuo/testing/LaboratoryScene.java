package org.mailuo.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donations;
import org.mailuo.collection.Examination;
import org.mailuo.collection.Intention;
import org.mailuo.collection.NewDonation;
import org.mailuo.collection.VisitId;
import org.mailuo.collection.Visits;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDonor;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.station.StationFixtures;
import org.mailuo.units.Bag;
import org.mailuo.units.Hold;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A station with donors who gave blood, through the same doors as everybody; for the laboratory's tests. */
public abstract class LaboratoryScene {
    protected static final StationId STATION = new StationId(760);
    protected static final UUID SITE = new UUID(76, 0);
    protected static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    protected static final LocalDate TODAY = LocalDate.of(2026, 3, 9);
    private static final Set<Actor> PEOPLE = new LinkedHashSet<>();
    protected static final Actor NURSE = actor(1, Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.ADMINISTER);
    protected static final Actor TESTER = actor(2, Duty.TEST, Duty.REVIEW);
    protected static final Actor COLLEAGUE = actor(3, Duty.TEST, Duty.REVIEW);
    protected static final Actor REVIEWER = actor(4, Duty.REVIEW);
    private static int sequence;

    @Autowired
    protected ApplicationContext context;

    @Autowired
    protected Laboratory laboratory;

    @Autowired
    protected Donors donors;

    @Autowired
    protected Visits visits;

    @Autowired
    protected Donations donations;

    @Autowired
    protected Ledger ledger;

    @Autowired
    protected Trail trail;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected OwnerDatabase owner;

    @BeforeEach
    void aStation() {
        boolean exists = owner.jdbc()
                .sql("select exists (select from station.stations where station_id = 760)")
                .query(Boolean.class)
                .single();
        if (!exists) {
            write("""
                    insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                    values (760, '检验', 'Laboratory', 'A9760', 'L-760', 'Asia/Shanghai', 'CN-GB18467-2011')
                    """);
            write("insert into station.sites (station_id, site_id, code, kind, name_zh, name_en)" + " values (760, '"
                    + SITE + "', 'C', 'CENTRE', '中心', 'Centre')");
            ledger.giveOutNumbers(by(NURSE), "A9760", 26, 0, 10_000, "CENTRE");
            sequence = 0;
        }
        StationFixtures.enrol(context, NOW, PEOPLE.toArray(Actor[]::new));
    }

    // Fixtures ------------------------------------------------------------------------------------------------------

    protected static Actor actor(long number, Duty... duties) {
        Actor actor = new Actor(STATION, new UUID(76, number), "lab." + number, Set.of(duties));
        PEOPLE.add(actor);
        return actor;
    }

    protected static Command by(Actor actor) {
        return Command.of(actor, NOW);
    }

    protected DonorId aDonor() {
        int number = ++sequence;
        LocalDate born = LocalDate.of(1985, 1, 1).plusDays(number);
        return donors.register(
                by(NURSE),
                new NewDonor(
                        "Test " + number,
                        Sex.MALE,
                        born,
                        new IdentityDocument(IdentityDocument.Kind.OTHER, "LAB-" + number),
                        ""));
    }

    protected DonationNumber aDonation(DonorId donor) {
        return aDonation(donor, NOW, "BL-1");
    }

    protected DonationNumber aDonation(DonorId donor, Instant at, String lot) {
        DonationNumber din = DonationNumber.of("A9760", 26, ++sequence);
        VisitId visit = visits.open(Command.of(NURSE, at), donor, SITE, Intention.wholeBlood(400));
        visits.examine(
                        Command.of(NURSE, at),
                        visit,
                        new Examination(
                                new Examination.Vitals(
                                        120, 80, 72, true, new BigDecimal("36.5"), BigDecimal.valueOf(70)),
                                new Examination.Blood(150, null, Examination.Rapid.NON_REACTIVE, 20, null, null, null),
                                Set.of(),
                                new Examination.Answers(true, false, false, false, false, null)))
                .orThrow();
        donations.donate(
                Command.of(NURSE, at.plus(Duration.ofMinutes(10))),
                visit,
                new NewDonation(
                        din,
                        din,
                        Millilitres.of(400),
                        at.plus(Duration.ofMinutes(1)),
                        at.plus(Duration.ofMinutes(8)),
                        "CPDA-1",
                        lot));
        return din;
    }

    protected DonationNumber aReceivedDonation(DonorId donor) {
        DonationNumber din = aDonation(donor);
        laboratory.receive(by(TESTER), List.of(din));
        return din;
    }

    protected DonationNumber aFitDonation(DonorId donor) {
        DonationNumber din = aReceivedDonation(donor);
        testAll(List.of(din));
        assertThat(laboratory.conclude(by(REVIEWER), List.of(din)).getFirst().fitness())
                .isEqualTo(Fitness.FIT);
        return din;
    }

    static NewRun aRun(String manufacturer) {
        return new NewRun("Assay", Set.of(Marker.values()), manufacturer, "L1", TODAY, "Analyser 1", true);
    }

    /** Good results of all markers but these: A positive. */
    protected void testAll(Collection<DonationNumber> dins, Marker... but) {
        Set<Marker> left = Set.of(but);
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        RunId other = laboratory.openRun(by(TESTER), aRun("Other maker"));
        List<NewResult> results = new ArrayList<>();
        for (DonationNumber din : dins) {
            for (Marker marker : Marker.values()) {
                if (!left.contains(marker) && marker != Marker.TP_2) {
                    results.add(good(din, marker));
                }
            }
        }
        laboratory.enter(by(TESTER), run, results);
        laboratory.enter(
                by(TESTER),
                other,
                dins.stream().map(din -> good(din, Marker.TP_2)).toList());
        laboratory.review(by(REVIEWER), List.of(run, other), true, StationFixtures.proof(REVIEWER));
    }

    static NewResult good(DonationNumber din, Marker marker) {
        return switch (marker) {
            case ALT -> new NewResult(din, marker, Outcome.MEASURED, new BigDecimal("21.5"), null);
            case ABO_FORWARD -> new NewResult(din, marker, "A+B-");
            case ABO_REVERSE -> new NewResult(din, marker, "A-B+");
            case RHD -> new NewResult(din, marker, Outcome.POSITIVE);
            default -> new NewResult(din, marker, Outcome.NON_REACTIVE);
        };
    }

    RunId enterAndReview(NewResult... results) {
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(by(TESTER), run, List.of(results));
        laboratory.review(by(REVIEWER), List.of(run), true, StationFixtures.proof(REVIEWER));
        return run;
    }

    TestFacts facts(DonationNumber din) {
        return Objects.requireNonNull(laboratory.facts(STATION, List.of(din)).get(din));
    }

    List<Hold> holds(DonationNumber din) {
        return ledger.holds(
                STATION,
                ledger.bagsOf(STATION, List.of(din)).stream().map(Bag::id).toList());
    }

    List<Deferral> deferrals(DonorId donor) {
        Map<DonorId, List<Deferral>> all = donors.deferrals(STATION, List.of(donor));
        return all.getOrDefault(donor, List.of());
    }

    static List<Reason> refusals(Runnable refused) {
        try {
            refused.run();
        } catch (RefusedException refusal) {
            return refusal.reasons();
        }
        throw new AssertionError("Nothing was refused");
    }

    protected void write(String sql) {
        write(command -> jdbc.sql(sql).update());
    }

    protected void write(Consumer<Command> change) {
        write(change, NURSE);
    }

    protected void write(String sql, Actor author) {
        write(command -> jdbc.sql(sql).update(), author);
    }

    protected void write(Consumer<Command> change, Actor author) {
        Command command = by(author);
        transaction.executeWithoutResult(status -> {
            trail.begin(command, "test.write");
            change.accept(command);
        });
    }
}
