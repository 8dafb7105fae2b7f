package org.mailuo.distribution;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.mailuo.audit.Trail;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDonor;
import org.mailuo.release.LabelScan;
import org.mailuo.release.Labels;
import org.mailuo.release.Releases;
import org.mailuo.release.labelling.FinalLabel;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.SiteKind;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.testing.Laboratory;
import org.mailuo.testing.Marker;
import org.mailuo.testing.NewResult;
import org.mailuo.testing.NewRun;
import org.mailuo.testing.Outcome;
import org.mailuo.testing.RunId;
import org.mailuo.units.Ledger;
import org.mailuo.units.Making;
import org.mailuo.units.NewBag;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where bags come from: for each a donor who was bled, a laboratory that tested, a bench that made it. Every lock of the
 * database is closed meanwhile; only the expiry is chosen, earlier than the catalogue would have it.
 */
final class Origins {
    private static final ProductCode WHOLE_BLOOD = ProductCode.of("WB");

    private final ApplicationContext context;
    private final Instant now;
    private final UUID site;
    private final Donors donors;
    private final Ledger ledger;
    private final Laboratory laboratory;
    private final Releases releases;
    private final Labels labels;
    private final JdbcClient jdbc;
    private final Actor nurse;
    private final Actor tester;
    private final Actor reviewer;
    private final Actor maker;
    private final Actor releaser;
    private final Actor quality;
    private final BiFunction<ProductCode, Duration, NewBag> numbered;

    Origins(
            ApplicationContext context,
            StationId station,
            Instant now,
            BiFunction<ProductCode, Duration, NewBag> numbered) {
        this.numbered = numbered;
        this.context = context;
        this.now = now;
        this.donors = context.getBean(Donors.class);
        this.ledger = context.getBean(Ledger.class);
        this.laboratory = context.getBean(Laboratory.class);
        this.releases = context.getBean(Releases.class);
        this.labels = context.getBean(Labels.class);
        this.jdbc = context.getBean(JdbcClient.class);
        site = context.getBean(Stations.class)
                .openSite(Command.of(Actors.system(station), now), new NewSite("C1", SiteKind.CENTRE, "中心", "Centre"))
                .value();
        nurse = new Actor(
                station, new UUID(station.value(), 1), "nurse", Set.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT));
        tester = new Actor(station, new UUID(station.value(), 2), "tester", Set.of(Duty.TEST, Duty.RELEASE));
        reviewer = new Actor(station, new UUID(station.value(), 3), "reviewer", Set.of(Duty.REVIEW, Duty.RELEASE));
        maker = new Actor(station, new UUID(station.value(), 4), "maker", Set.of(Duty.MAKE, Duty.RELEASE));
        releaser = new Actor(station, new UUID(station.value(), 5), "releaser", Set.of(Duty.RELEASE, Duty.LABEL));
        quality = new Actor(station, new UUID(station.value(), 6), "quality", Set.of(Duty.QUALITY));
        StationFixtures.enrol(context, now, people().toArray(Actor[]::new));
    }

    /** Everybody who has a hand in a bag; all who test or make may also release, just not what they touched. */
    List<Actor> people() {
        return List.of(nurse, tester, reviewer, maker, releaser, quality);
    }

    Actor releaser() {
        return releaser;
    }

    /** Whole blood that waits, and that nobody tested. */
    NewBag collect() {
        NewBag whole = wholeBlood(numbered.apply(WHOLE_BLOOD, Duration.ofDays(1)));
        under(nurse, command -> collect(command, List.of(whole)));
        return whole;
    }

    /** Every result valid and reviewed, HBsAg reactive, and no conclusion drawn. */
    void testReactive(DonationNumber din) {
        laboratory.receive(Command.of(tester, now), List.of(din));
        RunId run = laboratory.openRun(Command.of(tester, now), aRun("Maker"));
        laboratory.enter(Command.of(tester, now), run, List.of(new NewResult(din, Marker.HBSAG, Outcome.REACTIVE)));
        laboratory.review(Command.of(reviewer, now), List.of(run), true, StationFixtures.proof(reviewer));
    }

    void decide(List<BagId> bags) {
        releases.decide(Command.of(releaser, now), bags, StationFixtures.proof(releaser));
    }

    /** The bags in quarantine, each made of the whole blood of a donor of its own, found fit with the group. */
    void make(List<NewBag> bags, BloodGroup group) {
        List<NewBag> whole = bags.stream().map(Origins::wholeBlood).toList();
        under(nurse, command -> collect(command, whole));
        test(bags.stream().map(NewBag::din).toList(), group);
        under(maker, command -> make(command, whole, bags));
    }

    /** Decided, printed and scanned back. */
    void release(List<BagId> bags) {
        decide(bags);
        List<FinalLabel> printed = labels.print(Command.of(releaser, now), bags);
        labels.verify(
                Command.of(releaser, now),
                IntStream.range(0, bags.size())
                        .mapToObj(i -> new LabelScan(
                                bags.get(i), List.of(printed.get(i).compound().encode())))
                        .toList());
    }

    private static NewBag wholeBlood(NewBag bag) {
        return new NewBag(
                new BagId(Uuid7.next(bag.collectedAt())),
                bag.din(),
                WHOLE_BLOOD,
                "00",
                Millilitres.of(400),
                Millilitres.of(400),
                bag.anticoagulant(),
                bag.collectedAt(),
                bag.collectedAt().plus(Duration.ofDays(30)));
    }

    private void collect(Command command, List<NewBag> bags) {
        List<UUID> people = new ArrayList<>();
        for (NewBag bag : bags) {
            ledger.register(command, bag.din(), List.of(bag));
            people.add(donors.register(command, aPerson(bag.din())).value());
        }
        int station = command.station().value();
        jdbc.sql("""
                insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml, opened_at,
                                               opened_by, visited_on)
                select :station, gen_random_uuid(), p, :site, 'WHOLE_BLOOD', 400, :at, :nurse,
                       (:at at time zone 'Asia/Shanghai')::date
                from unnest(:people) as p
                """)
                .param("station", station)
                .param("people", people.toArray(UUID[]::new))
                .param("site", site)
                .param("at", bags.getFirst().collectedAt().atOffset(ZoneOffset.UTC))
                .param("nurse", nurse.staffId())
                .update();
        jdbc.sql("""
                update collection.visits
                set state = 'ELIGIBLE', decision = 'ALLOWED', rule_set = 'CN-GB18467-2011', decided_at = opened_at,
                    decided_by = :nurse, examination = '{"answers": {"consent": true}}'
                where station_id = :station and donor_id = any (:people)
                """)
                .param("station", station)
                .param("people", people.toArray(UUID[]::new))
                .param("nurse", nurse.staffId())
                .update();
        jdbc.sql("""
                with ended as (
                    update collection.visits set state = 'DONATED' where station_id = :station and donor_id = any (:people))
                insert into collection.donations (station_id, din, visit_id, donor_id, site_id, kind, first_time, nominal_ml,
                    drawn_ml, anticoagulant, bag_lot, started_at, ended_at, donated_on, outcome, collected_by, command_id)
                select :station, b.din, v.visit_id, v.donor_id, v.site_id, v.kind, true, 400, b.volume_ml, b.anticoagulant,
                       'BL-1', b.collected_at, b.collected_at + interval '8 minutes', v.visited_on, 'COMPLETE', :nurse,
                       audit.command_id()
                from unnest(:dins, :people) as g (din, donor_id)
                join units.bags b on b.station_id = :station and b.din = g.din
                join collection.visits v on v.station_id = :station and v.donor_id = g.donor_id
                """)
                .param("dins", dins(bags))
                .param("people", people.toArray(UUID[]::new))
                .param("station", station)
                .param("nurse", nurse.staffId())
                .update();
    }

    private static NewDonor aPerson(DonationNumber din) {
        return new NewDonor(
                "Test",
                Sex.MALE,
                LocalDate.of(1885, 1, 2),
                new IdentityDocument(IdentityDocument.Kind.OTHER, din.value()),
                "");
    }

    private void test(List<DonationNumber> dins, BloodGroup group) {
        laboratory.receive(Command.of(tester, now), dins);
        RunId first = run(
                "Maker",
                group,
                dins,
                Arrays.stream(Marker.values()).filter(m -> m != Marker.TP_2).toList());
        RunId second = run("Other maker", group, dins, List.of(Marker.TP_2));
        laboratory.review(Command.of(reviewer, now), List.of(first, second), true, StationFixtures.proof(reviewer));
        laboratory.conclude(Command.of(reviewer, now), dins);
    }

    private RunId run(String manufacturer, BloodGroup group, List<DonationNumber> dins, List<Marker> markers) {
        RunId run = laboratory.openRun(Command.of(tester, now), aRun(manufacturer));
        List<NewResult> results = new ArrayList<>();
        for (DonationNumber din : dins) {
            markers.forEach(marker -> results.addAll(good(din, marker, group)));
        }
        laboratory.enter(Command.of(tester, now), run, results);
        return run;
    }

    private static NewRun aRun(String manufacturer) {
        return new NewRun(
                "Assay", Set.of(Marker.values()), manufacturer, "L1", LocalDate.of(2099, 1, 1), "Analyser", true);
    }

    private static List<NewResult> good(DonationNumber din, Marker marker, BloodGroup group) {
        boolean a = group.abo().name().contains("A");
        boolean b = group.abo().name().contains("B");
        return switch (marker) {
            case ALT -> List.of(new NewResult(din, marker, Outcome.MEASURED, BigDecimal.TEN, null));
            case ABO_FORWARD -> List.of(new NewResult(din, marker, "A" + (a ? '+' : '-') + "B" + (b ? '+' : '-')));
            case ABO_REVERSE -> List.of(new NewResult(din, marker, "A" + (a ? '-' : '+') + "B" + (b ? '-' : '+')));
            case RHD ->
                group.toString().endsWith("+")
                        ? List.of(new NewResult(din, marker, Outcome.POSITIVE))
                        : List.of(
                                new NewResult(din, marker, Outcome.NEGATIVE),
                                new NewResult(din, marker, Outcome.IAT_NEGATIVE));
            default -> List.of(new NewResult(din, marker, Outcome.NON_REACTIVE));
        };
    }

    private void make(Command command, List<NewBag> whole, List<NewBag> bags) {
        List<Making> makings = new ArrayList<>();
        for (int i = 0; i < bags.size(); i++) {
            makings.add(new Making(List.of(whole.get(i).id()), List.of(bags.get(i))));
        }
        ledger.make(command, makings);
        jdbc.sql("""
                with making as (
                    insert into processing.makings (station_id, making_id, parent_id, made_at, made_by, command_id, route,
                                                    method, parent_ml, waste_ml, difference_ml)
                    select :station, gen_random_uuid(), b.bag_id, audit.command_at(), :maker, audit.command_id(), 'COLD',
                           'TEST', b.volume_ml, 0, 100
                    from units.bags b
                    where b.station_id = :station and b.din = any (:dins) and b.product_code = 'WB'
                    returning making_id, parent_id)
                insert into processing.parts (station_id, bag_id, making_id, volume_ml, valid)
                select :station, c.bag_id, m.making_id, c.volume_ml, true
                from making m
                join units.parents p on p.station_id = :station and p.parent_id = m.parent_id
                join units.bags c on c.station_id = :station and c.bag_id = p.child_id
                """)
                .param("station", command.station().value())
                .param("dins", dins(bags))
                .param("maker", maker.staffId())
                .update();
    }

    private static String[] dins(List<NewBag> bags) {
        return bags.stream().map(bag -> bag.din().value()).toArray(String[]::new);
    }

    private void under(Actor author, Consumer<Command> work) {
        Command command = Command.of(author, now);
        context.getBean(TransactionTemplate.class).executeWithoutResult(status -> {
            context.getBean(Trail.class).begin(command, "test.origin");
            work.accept(command);
        });
    }
}
