package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.collection.Visitors.healthy;
import static org.mailuo.collection.Visitors.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.audit.AlreadyDoneException;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.GroupRecord;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.NewDonor;
import org.mailuo.donors.Scope;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.SiteKind;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** From the desk to the ledger through the services that the pages call. */
@MailuoTest
class CollectionIT {
    private static final StationId STATION = new StationId(1);
    private static final Instant MORNING = Instant.parse("2026-11-22T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Actor NURSE = new Actor(
            STATION, new UUID(7, 1), "nurse", EnumSet.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.QUALITY));

    private static int documents;
    private static int numbers;
    private static UUID site = new UUID(0, 0);

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Donors donors;

    @Autowired
    private Visits visits;

    @Autowired
    private Donations donations;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void house() {
        if (stations.findStation(STATION).isEmpty()) {
            Actor founder = Actors.system(STATION);
            stations.found(
                    Command.of(founder, MORNING),
                    new NewStation("示例血站", "Example", "A9999", "1", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                    new NewStaff("founder", "Founder", "a long enough passphrase"));
            site = stations.openSite(Command.of(founder, MORNING), new NewSite("C1", SiteKind.CENTRE, "中心", "Centre"))
                    .value();
            StationFixtures.enrol(context, MORNING, NURSE);
            ledger.giveOutNumbers(Command.of(founder, MORNING), "A9999", 26, 0, 1000, "C1");
            numbers = 0;
        }
    }

    private static Command at(Instant instant) {
        return Command.of(NURSE, instant);
    }

    private static NewDonor somebody() {
        return new NewDonor(
                "测试者",
                Sex.MALE,
                LocalDate.of(1985, 1, 1),
                new IdentityDocument(IdentityDocument.Kind.PASSPORT, "T%07d".formatted(++documents)),
                "");
    }

    private DonorId registered() {
        return donors.register(at(MORNING), somebody());
    }

    private VisitId opened(DonorId donor, Intention intention) {
        return visits.open(at(MORNING), donor, site, intention);
    }

    private VisitId eligible(DonorId donor, Intention intention) {
        VisitId visit = opened(donor, intention);
        assertThat(visits.examine(at(MORNING), visit, healthy()).isAllowed()).isTrue();
        return visit;
    }

    private static DonationNumber nextNumber() {
        return DonationNumber.of("A9999", 26, numbers++);
    }

    private static NewDonation drawn(DonationNumber din, int ml) {
        return new NewDonation(
                din, din, Millilitres.of(ml), MORNING.plusSeconds(600), MORNING.plusSeconds(900), "CPDA-1", "LOT1");
    }

    private Donation donated(VisitId visit, NewDonation donation) {
        return donations.donate(at(MORNING.plusSeconds(1200)), visit, donation);
    }

    private CollectionFacts facts(DonationNumber din) {
        return donations.facts(STATION, List.of(din)).values().iterator().next();
    }

    private static List<String> codes(RefusedException refused) {
        return refused.reasons().stream().map(Reason::code).toList();
    }

    @Test
    void fromTheDeskToTheLedger() {
        DonorId donor = registered();
        VisitId visit = eligible(donor, Intention.wholeBlood(400));
        DonationNumber din = nextNumber();

        Donation donation = donated(visit, drawn(din, 402));

        assertThat(donation.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(donation.firstTime()).isTrue();
        assertThat(donation.donatedOn()).isEqualTo(TODAY);
        assertThat(donations.get(STATION, din)).isEqualTo(donation);
        assertThat(visits.get(STATION, visit).state()).isEqualTo(Visit.State.DONATED);
        assertThat(visits.get(STATION, visit).ruleSet()).isEqualTo("CN-GB18467-2011");
        assertThat(visits.get(STATION, visit).examination()).isEqualTo(healthy());
        assertThat(ledger.bagsOf(STATION, List.of(din))).singleElement().satisfies(bag -> {
            assertThat(bag.status()).isEqualTo(BagStatus.QUARANTINE);
            assertThat(bag.volume()).isEqualTo(Millilitres.of(402));
            assertThat(bag.source()).isEqualTo(Millilitres.of(400));
            assertThat(bag.openHolds()).isZero();
            assertThat(bag.expiresAt()).isEqualTo("2026-12-27T15:59:00Z");
        });
        CollectionFacts facts = facts(din);
        assertThat(facts.eligible()).isTrue();
        assertThat(facts.decidedBy()).isEqualTo(NURSE.staffId());
        assertThat(facts.isDeferred()).isFalse();
        assertThat(trail.of(STATION, "collection.visits", visit.toString()))
                .extracting(Trail.Change::action)
                .containsExactly("collection.open", "collection.examine", "collection.donate");
        assertThat(donations.on(STATION, TODAY)).contains(din);
        assertThat(donations.of(STATION, donor)).containsExactly(donation);
    }

    @Test
    void aKnownDocumentIsRefusedWithTheDonorNumber() {
        NewDonor person = somebody();
        DonorId donor = donors.register(at(MORNING), person);
        assertThatThrownBy(() -> donors.register(at(MORNING), person))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .containsExactly(Reason.of(
                                        "donors.known",
                                        donors.get(STATION, donor).number())));
    }

    @Test
    void peopleAreFoundByNameNumberPhoneAndDocument() {
        NewDonor person = new NewDonor(
                "Ada 100%_x", Sex.FEMALE, LocalDate.of(1990, 3, 7), somebody().document(), "13800000017");
        DonorId donor = donors.register(at(MORNING), person);
        String number = Long.toString(donors.get(STATION, donor).number());
        for (String asked : List.of(
                "ada", "ADA 100%_", number, "13800000017", person.document().number())) {
            assertThat(donors.search(STATION, asked, 20))
                    .as(asked)
                    .extracting(found -> found.id())
                    .contains(donor);
        }
        for (String asked : List.of("%", "_da", "nobody at all", "", "' or 1=1")) {
            assertThat(donors.search(STATION, asked, 20)).as(asked).isEmpty();
        }
        assertThat(donors.search(new StationId(2), "ada", 20)).isEmpty();
    }

    @Test
    void sendingTheSameCommandTwiceDoesItOnce() {
        DonorId donor = registered();
        Command command = at(MORNING);
        visits.open(command, donor, site, Intention.wholeBlood(400));
        assertThatThrownBy(() -> visits.open(command, donor, site, Intention.wholeBlood(400)))
                .isInstanceOf(AlreadyDoneException.class);
        assertThat(visits.of(STATION, donor)).hasSize(1);
    }

    @Test
    void aDonorHasOneVisitAtATimeAtAKnownSite() {
        DonorId donor = registered();
        assertThatThrownBy(() -> visits.open(at(MORNING), donor, new UUID(9, 9), Intention.wholeBlood(400)))
                .isInstanceOf(NotFoundException.class);
        opened(donor, Intention.wholeBlood(400));
        assertThatThrownBy(() -> opened(donor, Intention.wholeBlood(400)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused)).containsExactly("collection.visit-open"));
    }

    @Test
    void lowHaemoglobinDefersForThreeMonthsAndTheNextVisitStopsAtTheDesk() {
        DonorId donor = registered();
        VisitId visit = opened(donor, Intention.wholeBlood(400));
        assertThat(visits.examine(at(MORNING), visit, sheet(sheet -> sheet.haemoglobin = 119))
                        .reasons())
                .containsExactly(Reason.of("collection.too-low", "HAEMOGLOBIN", "119", "120", "E11"));
        assertThat(donors.deferrals(STATION, List.of(donor)).get(donor))
                .singleElement()
                .returns("T24-HB", Deferral::code)
                .returns(LocalDate.of(2027, 2, 22), Deferral::endsOn);
        Visit next = visits.get(STATION, opened(donor, Intention.wholeBlood(400)));
        assertThat(next.state()).isEqualTo(Visit.State.DEFERRED);
        assertThat(next.reasons()).containsExactly(Reason.of("collection.deferred-until", "T24-HB", "2027-02-22"));
        // Asking again gives the same answer and changes nothing.
        assertThat(visits.examine(at(MORNING), next.id(), healthy()).reasons()).isEqualTo(next.reasons());
        assertThat(visits.get(STATION, next.id())).isEqualTo(next);
    }

    @Test
    void aReactiveStripDefersUntilAPhysicianDecidesAndTellsNothing() {
        DonorId donor = registered();
        VisitId visit = opened(donor, Intention.wholeBlood(400));
        visits.examine(at(MORNING), visit, sheet(sheet -> sheet.hbsag = Examination.Rapid.REACTIVE));
        assertThat(visits.get(STATION, visit).reasons()).containsExactly(Reason.of("collection.refer"));
        Deferral deferral = donors.standing(STATION, donor).deferrals().getFirst();
        assertThat(deferral.isSensitive()).isTrue();
        assertThat(deferral.endsOn()).isNull();

        assertThatThrownBy(() -> donors.lift(at(MORNING), deferral.id(), " ", StationFixtures.proof(NURSE)))
                .isInstanceOf(RefusedException.class);
        donors.lift(at(MORNING), deferral.id(), "Laboratory confirmed non-reactive", StationFixtures.proof(NURSE));
        assertThat(donors.deferrals(STATION, List.of(donor))).isEmpty();
        assertThat(donors.deferralHistory(STATION, donor)).hasSize(1);
        assertThatThrownBy(() -> donors.lift(at(MORNING), deferral.id(), "again", StationFixtures.proof(NURSE)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void impossibleVitalsAreSentBackAndNothingIsDecided() {
        VisitId visit = opened(registered(), Intention.wholeBlood(400));
        assertThatThrownBy(() -> visits.examine(at(MORNING), visit, sheet(sheet -> {
                    sheet.systolic = 1200;
                    sheet.weight = "6.5";
                })))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused))
                                .containsExactly("collection.impossible", "collection.impossible"));
        assertThat(visits.get(STATION, visit).state()).isEqualTo(Visit.State.OPEN);
        assertThat(visits.examine(at(MORNING), visit, healthy()).isAllowed()).isTrue();
        assertThatThrownBy(() -> visits.examine(at(MORNING), visit, healthy()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused)).containsExactly("collection.decided-before"));
    }

    @Test
    void usedAndForeignNumbersAreRefusedAndNothingIsChanged() {
        DonationNumber used = nextNumber();
        donated(eligible(registered(), Intention.wholeBlood(400)), drawn(used, 400));
        VisitId visit = eligible(registered(), Intention.wholeBlood(400));
        assertThatThrownBy(() -> donated(visit, drawn(used, 400)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused)).containsExactly("units.number-used"));
        for (DonationNumber foreign : List.of(
                DonationNumber.of("G1234", 26, 1),
                DonationNumber.of("A9999", 26, 5000),
                DonationNumber.of("A9999", 25, 1))) {
            assertThatThrownBy(() -> donated(visit, drawn(foreign, 400)))
                    .isInstanceOfSatisfying(
                            RefusedException.class,
                            refused -> assertThat(codes(refused)).containsExactly("units.number-not-ours"));
        }
        assertThat(visits.get(STATION, visit).state()).isEqualTo(Visit.State.ELIGIBLE);
        assertThat(donated(visit, drawn(nextNumber(), 400)).outcome()).isEqualTo(Outcome.COMPLETE);
        assertThatThrownBy(() -> donated(visit, drawn(nextNumber(), 400)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused)).containsExactly("collection.donated-before"));
    }

    @Test
    void aPartDonationIsHeldAndAFailedOneHasNoBagAndBothCountForTheInterval() {
        DonorId part = registered();
        DonationNumber partDin = nextNumber();
        assertThat(donated(eligible(part, Intention.wholeBlood(400)), drawn(partDin, 200))
                        .outcome())
                .isEqualTo(Outcome.PART);
        List<Bag> bags = ledger.bagsOf(STATION, List.of(partDin));
        assertThat(ledger.holds(STATION, bags.stream().map(Bag::id).toList()))
                .singleElement()
                .returns(HoldReason.COLLECTION, Hold::reason);

        DonorId failed = registered();
        DonationNumber failedDin = nextNumber();
        assertThat(donated(eligible(failed, Intention.wholeBlood(200)), drawn(failedDin, 5))
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(ledger.bagsOf(STATION, List.of(failedDin))).isEmpty();

        for (DonorId donor : List.of(part, failed)) {
            Visit again = visits.get(
                    STATION, visits.open(at(MORNING.plusSeconds(1800)), donor, site, Intention.wholeBlood(200)));
            assertThat(again.reasons()).extracting(Reason::code).containsExactly("collection.interval");
            assertThat(visits.outlook(STATION, donor, TODAY))
                    .hasEntrySatisfying(
                            DonationKind.WHOLE_BLOOD,
                            outlook -> assertThat(outlook.notBefore()).isEqualTo("2027-05-22"));
        }
    }

    @Test
    void twoDosesOfPlateletsAreTwoBags() {
        DonationNumber din = nextNumber();
        donated(eligible(registered(), Intention.platelets(2)), drawn(din, 501));
        assertThat(ledger.bagsOf(STATION, List.of(din)))
                .extracting(Bag::division, bag -> bag.volume().value())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("A0", 251), org.assertj.core.groups.Tuple.tuple("B0", 250));
    }

    @Test
    void whatBecomesKnownAfterTheExaminationStopsTheNeedle() {
        DonorId donor = registered();
        VisitId visit = eligible(donor, Intention.wholeBlood(400));
        transaction.executeWithoutResult(status -> donors.defer(
                at(MORNING),
                List.of(new NewDeferral(donor, "ANTI_HCV", Scope.ALL, true, TODAY, null, "LABORATORY", null, "x"))));
        assertThatThrownBy(() -> donated(visit, drawn(nextNumber(), 400)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(codes(refused)).containsExactly("collection.refer"));
    }

    @Test
    void aPermanentDeferralRecordedLaterStandsAgainstEarlierBloodAtRelease() {
        DonorId donor = registered();
        DonationNumber din = nextNumber();
        donated(eligible(donor, Intention.wholeBlood(400)), drawn(din, 400));
        donors.defer(
                at(MORNING.plusSeconds(90_000)),
                List.of(
                        new NewDeferral(
                                donor,
                                "T10",
                                Scope.ALL,
                                false,
                                TODAY.plusDays(1),
                                TODAY.plusDays(9),
                                "STAFF",
                                din,
                                "x"),
                        new NewDeferral(
                                donor, "HIV_AGAB", Scope.ALL, true, TODAY.plusDays(1), null, "LABORATORY", din, "x")));
        assertThat(facts(din).deferrals()).extracting(Deferral::code).containsExactly("HIV_AGAB");
    }

    @Test
    void theDatabaseItselfRefusesADonationWithoutExamination() {
        DonorId donor = registered();
        VisitId visit = opened(donor, Intention.wholeBlood(400));
        DonationNumber din = nextNumber();
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    Command command = at(MORNING);
                    ledger.register(command, din, List.of());
                    jdbc.sql("""
                            insert into collection.donations (station_id, din, visit_id, donor_id, site_id, kind,
                                first_time, nominal_ml, drawn_ml, anticoagulant, bag_lot, started_at, ended_at,
                                donated_on, outcome, collected_by, command_id)
                            values (1, :din, :visit, :donor, :site, 'WHOLE_BLOOD', true, 400, 400, 'CPDA-1', 'L', now(),
                                now(), date '2026-11-22', 'COMPLETE', :nurse, :site)
                            """)
                            .param("nurse", NURSE.staffId())
                            .param("din", din.value())
                            .param("visit", visit.value())
                            .param("donor", donor.value())
                            .param("site", site)
                            .update();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("No donation without a passed examination");
    }

    @Test
    void theDayIsCounted() {
        DayCount before = count();
        donated(eligible(registered(), Intention.wholeBlood(400)), drawn(nextNumber(), 400));
        donated(eligible(registered(), Intention.wholeBlood(400)), drawn(nextNumber(), 3));
        visits.examine(
                at(MORNING), opened(registered(), Intention.wholeBlood(400)), sheet(sheet -> sheet.weight = "44"));
        DayCount after = count();
        assertThat(after.visits() - before.visits()).isEqualTo(3);
        assertThat(after.deferred() - before.deferred()).isEqualTo(1);
        assertThat(after.complete() - before.complete()).isEqualTo(1);
        assertThat(after.failed() - before.failed()).isEqualTo(1);
        assertThat(after.firstTime() - before.firstTime()).isEqualTo(2);
        assertThat(after.donations()).isEqualTo(after.firstTime() + after.returning());
    }

    private DayCount count() {
        return donations.days(STATION, TODAY, TODAY).stream()
                .findFirst()
                .orElse(new DayCount(TODAY, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void groupsAreKeptOnceAndNeverReplaced() {
        DonorId donor = registered();
        DonationNumber din = nextNumber();
        var first = List.of(new GroupRecord(donor, din, BloodGroup.of("A+")));
        donors.recordGroups(at(MORNING), first);
        donors.recordGroups(at(MORNING), first);
        assertThat(donors.groupHistory(STATION, List.of(donor))).containsEntry(donor, List.of(BloodGroup.of("A+")));
        assertThatThrownBy(() ->
                        donors.recordGroups(at(MORNING), List.of(new GroupRecord(donor, din, BloodGroup.of("O-")))))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void aVisitIsClosedOnceAndOnlyWhileItWaits() {
        VisitId visit = opened(registered(), Intention.wholeBlood(400));
        visits.close(at(MORNING), visit, "WITHDREW");
        assertThat(visits.get(STATION, visit).state()).isEqualTo(Visit.State.CLOSED);
        assertThatThrownBy(() -> visits.close(at(MORNING), visit, "WITHDREW")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void whoeverLacksTheDutyIsRefused() {
        Command stranger = Command.of(new Actor(STATION, new UUID(7, 2), "clerk", EnumSet.of(Duty.STORE)), MORNING);
        assertThatThrownBy(() -> donors.register(stranger, somebody())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> visits.open(stranger, registered(), site, Intention.wholeBlood(400)))
                .isInstanceOf(RefusedException.class);
    }
}
