package org.mailuo.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.collection.Visitors.healthy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.audit.Trail;
import org.mailuo.collection.aftercare.DonorReports;
import org.mailuo.collection.aftercare.NewReport;
import org.mailuo.database.StationScope;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.Difference;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.GroupRecord;
import org.mailuo.donors.Merge;
import org.mailuo.donors.Merges;
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
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.Proof;
import org.mailuo.station.Signature;
import org.mailuo.station.Signatures;
import org.mailuo.station.SiteKind;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A person with two records: nothing that stands against giving is lost in the merge, nor when it is taken back. */
@MailuoTest
class MergesIT {
    private static final StationId STATION = new StationId(1);
    private static final Instant MORNING = Instant.parse("2026-11-22T01:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final Proof PROOF = new Proof("merging", StationFixtures.PASSWORD);

    private static int documents;
    private static int numbers;
    private static UUID site = new UUID(0, 0);
    private static Actor nurse = Actors.system(STATION);

    @Autowired
    private Donors donors;

    @Autowired
    private Merges merges;

    @Autowired
    private Visits visits;

    @Autowired
    private Donations donations;

    @Autowired
    private DonorReports reports;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private Signatures signatures;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Trail trail;

    @Autowired
    private TransactionTemplate transaction;

    private DonorId duplicate = new DonorId(new UUID(0, 0));
    private DonorId survivor = duplicate;

    @BeforeEach
    void house() {
        if (stations.findStation(STATION).isEmpty()) {
            Actor admin = StationFixtures.aStation(stations, staff, MORNING);
            Actor founder = Actors.system(STATION);
            site = stations.openSite(Command.of(founder, MORNING), new NewSite("C1", SiteKind.CENTRE, "中心", "Centre"))
                    .value();
            ledger.giveOutNumbers(Command.of(founder, MORNING), "A9999", 26, 0, 1000, "C1");
            numbers = 0;
            nurse = StationFixtures.aPerson(
                    staff, admin, "merging", MORNING, Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.QUALITY);
        }
        duplicate = registered(Sex.MALE);
        survivor = registered(Sex.MALE);
    }

    private static Command now() {
        return Command.of(nurse, MORNING);
    }

    private DonorId registered(Sex sex) {
        return donors.register(
                now(),
                new NewDonor(
                        "某人",
                        sex,
                        LocalDate.of(1985, 1, 1),
                        new IdentityDocument(IdentityDocument.Kind.PASSPORT, "M%07d".formatted(++documents)),
                        ""));
    }

    private UUID merge(Difference... confirmed) {
        return merges.merge(
                Command.of(nurse, MORNING.plusSeconds(1)),
                duplicate,
                survivor,
                "same person",
                Set.of(confirmed),
                PROOF);
    }

    private void defer(DonorId donor, boolean permanent) {
        donors.defer(
                now(),
                List.of(new NewDeferral(
                        donor, "P8", Scope.ALL, permanent, TODAY, null, "STAFF", null, "CN-GB18467-2011")));
    }

    private DonationNumber bled(DonorId donor) {
        VisitId visit = visits.open(now(), donor, site, Intention.wholeBlood(400));
        assertThat(visits.examine(now(), visit, healthy()).isAllowed()).isTrue();
        return given(visit);
    }

    private DonationNumber given(VisitId visit) {
        DonationNumber din = DonationNumber.of("A9999", 26, numbers++);
        donations.donate(
                Command.of(nurse, MORNING.plusSeconds(1200)),
                visit,
                new NewDonation(
                        din,
                        din,
                        Millilitres.of(402),
                        MORNING.plusSeconds(600),
                        MORNING.plusSeconds(900),
                        "CPDA-1",
                        "L"));
        return din;
    }

    private List<HoldReason> holds(DonationNumber din) {
        return ledger
                .holds(
                        STATION,
                        ledger.bagsOf(STATION, List.of(din)).stream()
                                .map(bag -> bag.id())
                                .toList())
                .stream()
                .filter(hold -> hold.liftedAt() == null)
                .map(Hold::reason)
                .toList();
    }

    @Test
    void aDeferralOfEitherRecordBarsBothAndNoneIsLost() {
        defer(duplicate, true);
        merge();
        for (DonorId either : List.of(duplicate, survivor)) {
            assertThat(donors.standing(STATION, either).activeOn(TODAY))
                    .singleElement()
                    .returns(true, Deferral::permanent);
            assertThat(donors.standing(STATION, either).donor().id()).isEqualTo(survivor);
            assertThat(donors.deferrals(STATION, List.of(either)).get(either)).hasSize(1);
        }
        VisitId visit = visits.open(now(), survivor, site, Intention.wholeBlood(400));
        assertThat(visits.get(STATION, visit).state()).isEqualTo(Visit.State.DEFERRED);
    }

    @Test
    void theDatabaseItselfBleedsNobodyWhoseOtherRecordIsDeferred() {
        VisitId visit = visits.open(now(), survivor, site, Intention.wholeBlood(400));
        assertThat(visits.examine(now(), visit, healthy()).isAllowed()).isTrue();
        defer(duplicate, true);
        merge();
        assertThatThrownBy(() -> given(visit)).isInstanceOf(RefusedException.class);
        DonationNumber din = DonationNumber.of("A9999", 26, 999);
        assertThatThrownBy(() -> change("""
                insert into units.numbers (station_id, din, range_id, taken_at, taken_by, command_id)
                select 1, '%1$s', range_id, now(), gen_random_uuid(), gen_random_uuid() from units.number_ranges limit 1;
                insert into collection.donations (station_id, din, visit_id, donor_id, site_id, kind, first_time, nominal_ml,
                    drawn_ml, anticoagulant, bag_lot, started_at, ended_at, donated_on, outcome, collected_by, command_id)
                select 1, '%1$s', visit_id, donor_id, site_id, kind, true, 400, 400, 'CPDA-1', 'L', opened_at, opened_at,
                    visited_on, 'COMPLETE', '%2$s', gen_random_uuid()
                from collection.visits where visit_id = '%3$s'""".formatted(din, nurse.staffId(), visit)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("deferred");
    }

    @Test
    void theIntervalCountsDonationsOfBothRecords() {
        bled(duplicate);
        merge();
        assertThat(visits.outlook(STATION, survivor, TODAY))
                .extractingByKey(DonationKind.WHOLE_BLOOD)
                .returns(LocalDate.of(2027, 5, 22), Visits.Outlook::notBefore);
        assertThat(donations.of(STATION, survivor)).hasSize(1);
    }

    @Test
    void aMergedRecordIsFoundByItsDocumentAndLeadsToTheSurvivor() {
        Donor before = donors.get(STATION, duplicate);
        merge();
        IdentityDocument paper = donors.particulars(STATION, duplicate).document();
        assertThat(donors.findByDocument(STATION, paper).orElseThrow().id()).isEqualTo(survivor);
        assertThat(donors.search(STATION, paper.number(), 9))
                .extracting(Donor::id)
                .containsExactly(survivor);
        assertThat(donors.get(STATION, duplicate)).isEqualTo(before);
        assertThatThrownBy(() -> change("""
                insert into collection.visits (station_id, visit_id, donor_id, site_id, kind, intended_ml, opened_at,
                    opened_by, visited_on)
                values (1, gen_random_uuid(), '%s', '%s', 'WHOLE_BLOOD', 400, '%s', gen_random_uuid(), '%s')
                """.formatted(duplicate, site, MORNING, TODAY)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("merged");
    }

    @Test
    void conflictingGroupsAreNeverMergedSilentlyAndHoldEveryBagOfBoth() {
        DonationNumber first = bled(duplicate);
        DonationNumber second = bled(survivor);
        donors.recordGroups(
                now(),
                List.of(
                        new GroupRecord(duplicate, first, BloodGroup.of("A+")),
                        new GroupRecord(survivor, second, BloodGroup.of("O+"))));
        assertThat(merges.differences(STATION, duplicate, survivor)).containsExactly(Difference.BLOOD_GROUP);
        assertThatThrownBy(this::merge).isInstanceOf(RefusedException.class);
        assertThat(holds(first)).isEmpty();

        merge(Difference.BLOOD_GROUP);

        assertThat(holds(first)).contains(HoldReason.GROUP_CONFLICT);
        assertThat(holds(second)).contains(HoldReason.GROUP_CONFLICT);
        assertThat(donors.groupHistory(STATION, List.of(survivor)).get(survivor))
                .containsExactlyInAnyOrder(BloodGroup.of("A+"), BloodGroup.of("O+"));
    }

    @Test
    void bagsOfAPersonWhoseOtherRecordIsDeferredForGoodAreHeld() {
        DonationNumber din = bled(survivor);
        defer(duplicate, true);
        merge();
        assertThat(holds(din)).containsExactly(HoldReason.QUALITY);
    }

    @Test
    void aDeferralAfterTheMergeHoldsTheBagsOfTheOtherRecordToo() {
        DonationNumber din = bled(survivor);
        merge();
        defer(duplicate, true);
        assertThat(holds(din)).containsExactly(HoldReason.POST_DONATION);
    }

    @Test
    void aCauseThatIsOpenAboutOneRecordHoldsTheBagsOfTheOtherToo() {
        DonationNumber din = bled(survivor);
        DonationNumber older = bled(registered(Sex.MALE));
        reports.take(now(), new NewReport(duplicate, null, "RISK", NewReport.Channel.PHONE, MORNING, ""));
        assertThat(holds(din)).isEmpty();
        merge();
        assertThat(holds(din)).containsExactly(HoldReason.POST_DONATION);
        assertThat(holds(older)).isEmpty();
    }

    @Test
    void aSeparationIsSignedByItsAuthorToo() {
        UUID merge = merge();
        assertThatThrownBy(() -> merges.undo(now(), merge, "two people", new Proof("merging", "another one")))
                .isInstanceOf(RefusedException.class);
        assertThat(donors.standing(STATION, duplicate).donor().id()).isEqualTo(survivor);
        merges.undo(now(), merge, "two people", PROOF);
        assertThat(signatures.of(STATION, "donors.undo-merge", merge.toString()))
                .singleElement()
                .returns(Signature.Condition.INTACT, Signature::condition);
        assertThat(signatures.of(STATION, "donors.merge", merge.toString()))
                .singleElement()
                .returns(Signature.Condition.INTACT, Signature::condition);
    }

    @Test
    void undoingRestoresEachAndKeepsWhatWasRecordedMeanwhileAgainstBoth() {
        defer(duplicate, true);
        UUID merge = merge();
        donors.defer(
                Command.of(nurse, MORNING.plusSeconds(60)),
                List.of(new NewDeferral(
                        survivor, "T18", Scope.ALL, false, TODAY, null, "STAFF", null, "CN-GB18467-2011")));

        merges.undo(Command.of(nurse, MORNING.plusSeconds(120)), merge, "two people", PROOF);

        assertThat(codes(duplicate)).containsExactlyInAnyOrder("P8", "T18");
        assertThat(codes(survivor)).containsExactly("T18");
        assertThat(donors.standing(STATION, duplicate).donor().id()).isEqualTo(duplicate);
        assertThat(merges.of(STATION, survivor)).singleElement().returns("two people", Merge::undoReason);
        assertThatThrownBy(() -> merges.undo(now(), merge, "again", PROOF)).isInstanceOf(StaleException.class);
    }

    @Test
    void threeRecordsAreOnePersonAndPartAgainInAnyOrder() {
        DonorId third = registered(Sex.MALE);
        defer(duplicate, true);
        UUID inner = merge();
        merges.merge(now(), survivor, third, "same", Set.of(), PROOF);
        assertThat(codes(third)).containsExactly("P8");
        merges.undo(now(), inner, "not the first", PROOF);
        assertThat(codes(third)).isEmpty();
        assertThat(codes(survivor)).isEmpty();
        assertThat(codes(duplicate)).containsExactly("P8");
        assertThat(donors.standing(STATION, survivor).donor().id()).isEqualTo(third);
        assertThatThrownBy(this::merge).isInstanceOf(RefusedException.class);
    }

    @Test
    void aMergeIsSignedByItsAuthorAndAnotherSexIsConfirmed() {
        survivor = registered(Sex.FEMALE);
        assertThatThrownBy(this::merge)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(reason -> reason.arguments())
                                .containsExactly(List.of("SEX")));
        assertThatThrownBy(() -> merges.merge(
                        now(), duplicate, survivor, "x", Set.of(Difference.SEX), new Proof("merging", "another one")))
                .isInstanceOf(RefusedException.class);
        assertThat(merges.of(STATION, survivor)).isEmpty();
        UUID merge = merge(Difference.SEX);
        assertThat(signatures.of(STATION, "donors.merge", merge.toString()))
                .singleElement()
                .returns(Signature.Condition.INTACT, Signature::condition);
    }

    @Test
    void plainSqlMovesNoPointerWithoutAMerge() {
        assertThatThrownBy(() -> change("update donors.donors set merged_into = '%s' where donor_id = '%s'"
                        .formatted(survivor, duplicate)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("merged by a merge");
        merge();
        assertThatThrownBy(() -> change(
                        "update donors.donors set merged_into = null where donor_id = '%s'".formatted(duplicate)))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("merged by a merge");
        assertThatThrownBy(() -> change("update donors.merges set into_id = merged_id"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> change("delete from donors.merges")).isInstanceOf(DataAccessException.class);
    }

    private List<String> codes(DonorId donor) {
        return donors.standing(STATION, donor).deferrals().stream()
                .map(Deferral::code)
                .toList();
    }

    /** As somebody would who stole the login of the application and knows how a command is opened. */
    private void change(String sql) {
        StationScope.in(
                STATION,
                () -> transaction.execute(running -> {
                    trail.begin(Command.of(nurse, MORNING.plusSeconds(2400)), "test");
                    return jdbc.sql(sql).update();
                }));
    }
}
