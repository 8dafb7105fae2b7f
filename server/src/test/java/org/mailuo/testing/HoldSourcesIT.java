package org.mailuo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.MailuoTest;
import org.mailuo.collection.aftercare.DonorReports;
import org.mailuo.collection.aftercare.Epidemics;
import org.mailuo.collection.aftercare.FollowUp;
import org.mailuo.collection.aftercare.FollowUp.Outcome;
import org.mailuo.collection.aftercare.NewReport;
import org.mailuo.collection.aftercare.NewWindow;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.StationFixtures;
import org.mailuo.storage.Excursions;
import org.mailuo.storage.NewExcursion;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Making;
import org.mailuo.units.NewBag;
import org.mailuo.units.NewCause;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Every source of holds, at every status of a bag: what it reaches, and what it leaves alone. */
@MailuoTest
class HoldSourcesIT extends LaboratoryScene {
    private static final Actor QUALITY =
            actor(9, Duty.QUALITY, Duty.REGISTER, Duty.STORE, Duty.ADMINISTER, Duty.REVIEW);
    private static final Set<BagStatus> OUTSIDE =
            EnumSet.of(BagStatus.ISSUED, BagStatus.RECEIVED, BagStatus.TRANSFUSED, BagStatus.TRANSFERRED);
    private static final Duration YEAR = Duration.ofDays(365);

    @Autowired
    private DonorReports reports;

    @Autowired
    private Epidemics epidemics;

    @Autowired
    private Excursions excursions;

    @Autowired
    private Storage storage;

    @Autowired
    private Causes causes;

    /** Staff who were there in the year before as well; and nothing of one test concerns the next one's donations. */
    @BeforeEach
    void theYearBefore() {
        StationFixtures.enrol(context, NOW.minus(YEAR), NURSE);
        unguarded(() -> owner.jdbc().sql("""
                        with open as (select * from units.causes where station_id = 760 and closed_at is null),
                        signed as (
                            insert into station.signatures (station_id, signature_id, signer_id, signer_name, meaning, kind,
                                                            record_id, digest, signed_at, command_id, own_digest)
                            select 760, cause_id, opened_by, 'test', 'HOLD_LIFTED', 'test', 'test', sha256('x'), opened_at,
                                   command_id, sha256('x')
                            from open)
                        update units.causes c
                        set closed_at = c.opened_at, closed_by = c.opened_by, close_reason = 'test',
                            close_signature_id = c.cause_id
                        from open where c.station_id = 760 and c.cause_id = open.cause_id
                        """).update(), "units.causes", "station.signatures");
    }

    // Every source, every status ------------------------------------------------------------------------------------

    /** The sources, each told of a donation that was fit. */
    enum Source {
        REPORT(HoldReason.POST_DONATION, (scene, din) -> scene.report(din, "EXCLUSION")),
        INVALID_RUN(HoldReason.UNFIT, (scene, din) -> scene.withdraw(din)),
        LATE_RESULT(HoldReason.UNFIT, (scene, din) -> scene.reactive(din)),
        BAG_LOT(HoldReason.QUALITY, (scene, din) -> scene.open(CauseScope.BAG_LOT, "LOT-" + din)),
        REAGENT_LOT(HoldReason.QUALITY, (scene, din) -> scene.open(CauseScope.REAGENT_LOT, "L1")),
        INSTRUMENT(HoldReason.QUALITY, (scene, din) -> scene.open(CauseScope.INSTRUMENT, "Analyser 1")),
        SITE(HoldReason.QUALITY, (scene, din) -> scene.open(CauseScope.SITE, "C")),
        DONATION(HoldReason.QUALITY, (scene, din) -> scene.open(CauseScope.DONATION, din.value()));

        private final HoldReason reason;
        private final BiConsumer<HoldSourcesIT, DonationNumber> tell;

        Source(HoldReason reason, BiConsumer<HoldSourcesIT, DonationNumber> tell) {
            this.reason = reason;
            this.tell = tell;
        }
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aSourceHoldsABagOfEveryStatusAndRecallsWhatIsOutside(Source source) {
        for (BagStatus status : BagStatus.values()) {
            DonationNumber din = aFitDonationOfLot();
            BagId bag = bagOf(din);
            force(bag, status);
            source.tell.accept(this, din);
            assertThat(open(bag))
                    .as(source + " " + status)
                    .extracting(Hold::reason)
                    .contains(source.reason);
            assertThat(ledger.get(STATION, bag).openHolds()).isEqualTo(open(bag).size());
            assertThat(recalled(bag)).as(source + " " + status).isEqualTo(OUTSIDE.contains(status));
        }
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aSourceReachesWhatWasMadeOfTheBagAndWhatWillBe(Source source) {
        DonationNumber din = aFitDonationOfLot();
        BagId red = make(bagOf(din), "LRC");
        force(red, BagStatus.ISSUED);
        BagId plasma = make(bagOf(aFitDonationOfLot()), "FP");
        source.tell.accept(this, din);
        assertThat(open(red)).extracting(Hold::reason).contains(source.reason);
        assertThat(recalled(red)).isTrue();
        assertThat(open(plasma).isEmpty())
                .as("another donation is concerned by what both share only")
                .isEqualTo(!Set.of(Source.REAGENT_LOT, Source.INSTRUMENT, Source.SITE)
                        .contains(source));
    }

    // Post-donation information -------------------------------------------------------------------------------------

    @Test
    void ruleA1_aReportReachesEarlierDonationsAsFarAsItsReasonSays() {
        DonorId donor = aDonor();
        DonationNumber old = aDonation(donor, NOW.minus(YEAR).minus(Duration.ofDays(40)), "OLD");
        DonationNumber before = aDonation(donor, NOW.minus(Duration.ofDays(200)), "BEFORE");
        DonationNumber named = aDonation(donor);
        report(named, "RISK");
        assertThat(open(bagOf(named))).hasSize(1);
        assertThat(open(bagOf(before))).hasSize(1);
        assertThat(open(bagOf(old))).as("beyond the reach of 365 days").isEmpty();
    }

    @Test
    void ruleA1_aWishNotToBeUsedIsForOneDonationAndSaysWhich() {
        DonorId donor = aDonor();
        DonationNumber before = aDonation(donor, NOW.minus(Duration.ofDays(200)), "BEFORE");
        DonationNumber named = aDonation(donor);
        report(named, "EXCLUSION");
        assertThat(open(bagOf(named))).singleElement().satisfies(hold -> {
            assertThat(hold.reason()).isEqualTo(HoldReason.POST_DONATION);
            assertThat(hold.detail()).as("RULE P3").isEmpty();
        });
        assertThat(open(bagOf(before))).isEmpty();
        assertThatThrownBy(() -> reports.take(
                        by(QUALITY), new NewReport(donor, null, "EXCLUSION", NewReport.Channel.PHONE, NOW, "")))
                .hasMessage("collection.report-which");
    }

    @Test
    void aReportWithoutADonationHoldsAlsoWhatTheDonorGivesLater() {
        DonorId donor = aDonor();
        reports.take(by(QUALITY), new NewReport(donor, null, "TRAVEL", NewReport.Channel.LETTER, NOW, ""));
        DonationNumber later = aDonation(donor);
        assertThat(open(bagOf(later))).extracting(Hold::reason).containsExactly(HoldReason.POST_DONATION);
    }

    // Deferral ------------------------------------------------------------------------------------------------------

    @Test
    void aPermanentDeferralHoldsWhatIsInStockAndLeavesAloneWhatIsGone() {
        DonorId donor = aDonor();
        BagId gone = bagOf(aDonation(donor, NOW.minus(Duration.ofDays(200)), "GONE"));
        force(gone, BagStatus.TRANSFUSED);
        BagId stock = bagOf(aDonation(donor));
        force(stock, BagStatus.AVAILABLE);
        defer(donor, true, TODAY.plusDays(30), null);
        assertThat(open(stock)).extracting(Hold::reason).containsExactly(HoldReason.POST_DONATION);
        assertThat(open(gone)).isEmpty();
    }

    @Test
    void aDeferralHoldsOnlyDonationsOfItsTime() {
        DonorId donor = aDonor();
        BagId bag = bagOf(aDonation(donor));
        defer(donor, false, TODAY.plusDays(1), TODAY.plusDays(90));
        assertThat(open(bag)).as("begins the day after").isEmpty();
        defer(donor, false, TODAY.minusDays(10), TODAY);
        assertThat(open(bag)).as("ended that day").isEmpty();
        defer(donor, false, TODAY, TODAY.plusDays(90));
        assertThat(open(bag)).as("back-dated").hasSize(1);
    }

    // Laboratory ----------------------------------------------------------------------------------------------------

    @Test
    void lateReactiveResultLooksBackToEarlierDonations() {
        DonorId donor = aDonor();
        DonationNumber old = aDonation(donor, NOW.minus(YEAR).minus(Duration.ofDays(40)), "OLD");
        DonationNumber before = aDonation(donor, NOW.minus(Duration.ofDays(200)), "BEFORE");
        force(bagOf(before), BagStatus.TRANSFUSED);
        DonationNumber now = aFitDonation(donor);
        force(bagOf(now), BagStatus.AVAILABLE);
        reactive(now);
        assertThat(open(bagOf(now))).extracting(Hold::reason).contains(HoldReason.UNFIT);
        assertThat(open(bagOf(before))).extracting(Hold::reason).containsExactly(HoldReason.RECALL);
        assertThat(recalled(bagOf(before))).isTrue();
        assertThat(open(bagOf(old))).isEmpty();
    }

    @Test
    void anInvalidRunThatNeverCountedLeavesQuarantineAlone() {
        DonationNumber din = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(by(TESTER), run, List.of(good(din, Marker.ALT)));
        laboratory.review(by(REVIEWER), List.of(run), false, StationFixtures.proof(REVIEWER));
        assertThat(open(bagOf(din))).isEmpty();
    }

    @Test
    void aResultOnABadLotIsHeldAsItIsEntered() {
        Cause cause = open(CauseScope.REAGENT_LOT, "BAD-LOT");
        assertThat(cause.bags()).isZero();
        DonationNumber din = aReceivedDonation(aDonor());
        NewRun wanted = new NewRun("Assay", Set.of(Marker.ALT), "Maker", "BAD-LOT", TODAY, "Analyser 2", true);
        RunId run = laboratory.openRun(by(TESTER), wanted);
        laboratory.enter(by(TESTER), run, List.of(good(din, Marker.ALT)));
        assertThat(open(bagOf(din))).extracting(Hold::detail).containsExactly("BAD-LOT");
    }

    // Bag lots and sites --------------------------------------------------------------------------------------------

    @Test
    void theNextDonationWithABadBagLotIsHeldAtItsDonationUntilTheCauseIsClosed() {
        Cause cause = open(CauseScope.BAG_LOT, "BAD-BAGS");
        DonationNumber next = aDonation(aDonor(), NOW, "BAD-BAGS");
        assertThat(open(bagOf(next)))
                .extracting(Hold::cause)
                .containsExactly(cause.id().value());
        causes.lift(by(QUALITY), cause.id(), List.of(bagOf(next)), "tested", StationFixtures.proof(QUALITY));
        causes.close(by(QUALITY), cause.id(), "lot is good", StationFixtures.proof(QUALITY));
        assertThat(open(bagOf(aDonation(aDonor(), NOW, "BAD-BAGS")))).isEmpty();
    }

    @Test
    void siteAndDayHoldThatDayOnly() {
        Instant midnight = LocalDate.of(2026, 3, 9)
                .atStartOfDay(java.time.ZoneId.of("Asia/Shanghai"))
                .toInstant();
        DonationNumber yesterday = aDonation(aDonor(), midnight.minus(Duration.ofHours(8)), "S");
        DonationNumber today = aDonation(aDonor(), NOW, "S");
        causes.open(
                by(QUALITY),
                new NewCause(
                        HoldReason.RECALL,
                        CauseScope.SITE,
                        "C",
                        midnight,
                        midnight.plus(Duration.ofDays(1)),
                        "EQUIPMENT",
                        "C",
                        "",
                        List.of()));
        assertThat(open(bagOf(today))).extracting(Hold::reason).contains(HoldReason.RECALL);
        assertThat(open(bagOf(yesterday))).extracting(Hold::reason).doesNotContain(HoldReason.RECALL);
    }

    // Epidemic ------------------------------------------------------------------------------------------------------

    @Test
    void ruleH1toH5_theWaitEndsWithACallAndNotWithADate() {
        Cause window = epidemics.open(
                by(QUALITY), new NewWindow(TODAY, TODAY, 14, List.of(ProductCode.of("PC")), List.of(), "influenza"));
        DonationNumber din = aDonation(aDonor());
        Instant due = NOW.plus(Duration.ofMinutes(1)).plus(Duration.ofDays(14));
        assertThat(open(bagOf(din))).singleElement().satisfies(hold -> {
            assertThat(hold.reason()).isEqualTo(HoldReason.EPIDEMIC);
            assertThat(hold.until()).isEqualTo(due);
        });
        BagId red = make(bagOf(din), "LRC");
        assertThat(open(red)).hasSize(1);
        assertThat(epidemics.due(STATION, due.minusSeconds(1), 1000))
                .noneMatch(call -> call.din().equals(din));
        assertThat(epidemics.due(STATION, due, 1000))
                .anyMatch(call -> call.din().equals(din));
        assertThatThrownBy(() -> call(window, din, Outcome.WELL, due.minusSeconds(1)))
                .hasMessage("collection.follow-up-early");
        call(window, din, Outcome.UNREACHABLE, due);
        assertThat(open(red)).as("nobody answered").hasSize(1);
        call(window, din, Outcome.WELL, due);
        assertThat(open(red)).isEmpty();
        assertThat(epidemics.due(STATION, due, 1000))
                .noneMatch(call -> call.din().equals(din));
        causes.close(by(QUALITY), window.id(), "over", StationFixtures.proof(QUALITY));
    }

    @Test
    void ruleH2_withoutACallTheDatabaseLiftsForQualityManagementOnly() {
        Cause window = epidemics.open(by(QUALITY), new NewWindow(TODAY, TODAY, 14, List.of(), List.of(), ""));
        BagId bag = bagOf(aDonation(aDonor()));
        assertThatThrownBy(() ->
                        causes.lift(by(NURSE), window.id(), List.of(bag), "time is over", StationFixtures.proof(NURSE)))
                .hasMessage("actor.not-authorised");
        assertThatThrownBy(() -> causes.endWait(by(NURSE), window.id(), List.of(bag)))
                .isInstanceOf(DataAccessException.class);
        causes.lift(by(QUALITY), window.id(), List.of(bag), "a doctor decided", StationFixtures.proof(QUALITY));
        assertThat(open(bag)).isEmpty();
    }

    @Test
    void ruleH2_badNewsHoldsForTheDoctor() {
        Cause window = epidemics.open(by(QUALITY), new NewWindow(TODAY, TODAY, 14, List.of(), List.of(SITE), ""));
        DonationNumber din = aDonation(aDonor());
        call(window, din, Outcome.ILL, NOW.plus(Duration.ofDays(3)));
        assertThat(open(bagOf(din)))
                .extracting(Hold::reason)
                .containsExactlyInAnyOrder(HoldReason.EPIDEMIC, HoldReason.POST_DONATION);
        assertThat(epidemics.due(STATION, NOW.plus(Duration.ofDays(30)), 1000))
                .as("quality management’s matter now")
                .noneMatch(call -> call.din().equals(din));
        causes.close(by(QUALITY), window.id(), "over", StationFixtures.proof(QUALITY));
        assertThat(open(bagOf(aDonation(aDonor())))).as("the window is closed").isEmpty();
    }

    @Test
    void aWindowOfAnotherSiteHoldsNothingAndABackDatedOneHoldsWhatIsThere() {
        DonationNumber before = aDonation(aDonor());
        Cause elsewhere =
                epidemics.open(by(QUALITY), new NewWindow(TODAY, null, 14, List.of(), List.of(new UUID(1, 1)), ""));
        assertThat(elsewhere.bags()).isZero();
        Cause here = epidemics.open(by(QUALITY), new NewWindow(TODAY, TODAY, 14, List.of(), List.of(), ""));
        assertThat(open(bagOf(before))).extracting(Hold::reason).containsExactly(HoldReason.EPIDEMIC);
        causes.close(by(QUALITY), here.id(), "over", StationFixtures.proof(QUALITY));
        causes.close(by(QUALITY), elsewhere.id(), "over", StationFixtures.proof(QUALITY));
    }

    // Excursion -----------------------------------------------------------------------------------------------------

    @Test
    void ruleST3_whatWasInThePlaceMeanwhileIsHeldWhereverItIsNow() {
        place("EX-1");
        place("EX-2");
        BagId before = putAway("EX-1", NOW);
        move(before, "EX-2", NOW.plus(Duration.ofHours(1)));
        BagId during = putAway("EX-1", NOW);
        move(during, "EX-2", NOW.plus(Duration.ofHours(3)));
        BagId still = putAway("EX-1", NOW);
        BagId issued = putAway("EX-1", NOW);
        force(issued, BagStatus.ISSUED);
        BagId after = putAway("EX-1", NOW.plus(Duration.ofHours(4)));
        excursion("EX-1", NOW.plus(Duration.ofHours(2)), NOW.plus(Duration.ofHours(4)));
        assertThat(open(before)).isEmpty();
        assertThat(open(during)).extracting(Hold::reason).containsExactly(HoldReason.EXCURSION);
        assertThat(open(still)).hasSize(1);
        assertThat(open(after)).isEmpty();
    }

    @Test
    void whileItGoesOnWhatIsPutThereIsHeldAndQualityDecidesOnEach() {
        place("EX-3");
        BagId inside = putAway("EX-3", NOW);
        Cause cause = excursion("EX-3", NOW, null);
        BagId later = putAway("EX-3", NOW.plus(Duration.ofHours(6)));
        assertThat(open(inside)).hasSize(1);
        assertThat(open(later)).hasSize(1);
        causes.lift(
                by(QUALITY), cause.id(), List.of(inside), "within the validated time", StationFixtures.proof(QUALITY));
        assertThat(open(inside)).isEmpty();
        assertThat(open(later)).hasSize(1);
    }

    // A thousand ----------------------------------------------------------------------------------------------------

    /** Written without the doors, because only the hold is measured. */
    @Test
    void aLotOfAThousandDonationsIsHeldAtOnce() {
        DonationNumber model = aDonation(aDonor(), NOW, "BIG");
        unguarded(() -> copies(model.value()), "collection.donations", "units.bags", "units.numbers", "units.parents");
        owner.jdbc()
                .sql("analyze units.bags, units.parents, units.holds, collection.donations")
                .update();
        Cause cause = open(CauseScope.BAG_LOT, "BIG");
        assertThat(cause.bags()).isEqualTo(4001);
    }

    /** A thousand donations like this one, each a consumed whole blood with three components in stock. */
    private void copies(String din) {
        owner.jdbc()
                .sql("alter table collection.donations drop constraint donations_visit_once")
                .update();
        owner.jdbc().sql("""
                insert into units.numbers
                select station_id, 'A9760' || '25' || lpad(i::text, 6, '0'), range_id, taken_at, taken_by, command_id
                from units.numbers, generate_series(1, 1000) i where station_id = 760 and din = :din
                """).param("din", din).update();
        owner.jdbc().sql("""
                insert into collection.donations
                select (jsonb_populate_record(d, jsonb_build_object('din', 'A9760' || '25' || lpad(i::text, 6, '0')))).*
                from collection.donations d, generate_series(1, 1000) i where d.station_id = 760 and d.din = :din
                """).param("din", din).update();
        for (String product : List.of("WB", "LRC", "FFP", "PC")) {
            owner.jdbc().sql("""
                    insert into units.bags
                    select (jsonb_populate_record(b, jsonb_build_object(
                        'din', 'A9760' || '25' || lpad(i::text, 6, '0'), 'product_code', cast(:product as text),
                        'bag_id', md5(:product || i)::uuid, 'open_holds', 0,
                        'status', case when :product = 'WB' then 'CONSUMED' else 'QUARANTINE' end))).*
                    from units.bags b, generate_series(1, 1000) i where b.station_id = 760 and b.din = :din
                    """).param("product", product).param("din", din).update();
            if (!product.equals("WB")) {
                owner.jdbc().sql("""
                        insert into units.parents
                        select 760, md5(:product || i)::uuid, md5('WB' || i)::uuid from generate_series(1, 1000) i
                        """).param("product", product).update();
            }
        }
    }

    // Fixtures ------------------------------------------------------------------------------------------------------

    private DonationNumber aFitDonationOfLot() {
        DonationNumber din = aDonation(aDonor());
        unguarded(
                () -> owner.jdbc()
                        .sql(
                                "update collection.donations set bag_lot = 'LOT-' || din where station_id = 760 and din = :din")
                        .param("din", din.value())
                        .update(),
                "collection.donations");
        laboratory.receive(by(TESTER), List.of(din));
        testAll(List.of(din));
        laboratory.conclude(by(REVIEWER), List.of(din));
        return din;
    }

    private void report(DonationNumber din, String code) {
        reports.take(
                by(QUALITY, NOW.plus(Duration.ofHours(1))),
                new NewReport(
                        donations.get(STATION, din).donor(),
                        din,
                        code,
                        NewReport.Channel.PHONE,
                        NOW.plus(Duration.ofHours(1)),
                        ""));
    }

    /** Takes back every run that the donation stands on. */
    private void withdraw(DonationNumber din) {
        List<RunId> runs = owner.jdbc()
                .sql("select distinct run_id from testing.results where station_id = 760 and din = :din")
                .param("din", din.value())
                .query((row, n) -> new RunId(row.getObject(1, UUID.class)))
                .list();
        laboratory.review(by(REVIEWER), runs, false, StationFixtures.proof(REVIEWER));
    }

    private void reactive(DonationNumber din) {
        enterAndReview(
                new NewResult(din, Marker.HIV_RNA, org.mailuo.testing.Outcome.REACTIVE, null, "retained sample"));
    }

    private Cause open(CauseScope scope, String subject) {
        return causes.open(
                by(QUALITY),
                new NewCause(HoldReason.QUALITY, scope, subject, null, null, "OTHER", subject, "", List.of()));
    }

    private void defer(DonorId donor, boolean permanent, LocalDate from, @Nullable LocalDate to) {
        donors.defer(
                by(QUALITY),
                List.of(new NewDeferral(
                        donor, "P-X", Scope.ALL, permanent, from, to, "STAFF", null, "CN-GB18467-2011")));
    }

    private void call(Cause window, DonationNumber din, Outcome outcome, Instant at) {
        epidemics.record(by(NURSE, at), new FollowUp(window.id(), din, outcome));
    }

    private void place(String code) {
        storage.addPlace(by(QUALITY), new NewPlace(code, "冰箱", "Fridge", StorageBand.COLD_2_6, Zone.QUARANTINE));
    }

    private BagId putAway(String place, Instant at) {
        BagId bag = bagOf(aDonation(aDonor()));
        move(bag, place, at);
        return bag;
    }

    private void move(BagId bag, String place, Instant at) {
        storage.put(by(QUALITY, at), place, List.of(bag));
    }

    private Cause excursion(String place, Instant from, @Nullable Instant until) {
        return excursions.record(
                by(QUALITY, NOW.plus(Duration.ofHours(5))),
                new NewExcursion(place, from, until, BigDecimal.valueOf(4), new BigDecimal("11.5"), "door left open"));
    }

    private static Command by(Actor actor, Instant at) {
        return Command.of(actor, at);
    }

    private BagId bagOf(DonationNumber din) {
        return ledger.bagsOf(STATION, List.of(din)).stream()
                .filter(bag -> bag.product().equals(ProductCode.of("WB")))
                .map(Bag::id)
                .findFirst()
                .orElseThrow();
    }

    private BagId make(BagId parent, String product) {
        Bag from = ledger.get(STATION, parent);
        BagId child = new BagId(Uuid7.next(NOW));
        ledger.make(
                by(QUALITY, NOW.plus(Duration.ofHours(1))),
                List.of(new Making(
                        List.of(parent),
                        List.of(new NewBag(
                                child,
                                from.din(),
                                ProductCode.of(product),
                                "00",
                                Millilitres.of(200),
                                from.source(),
                                from.anticoagulant(),
                                from.collectedAt(),
                                from.expiresAt())))));
        return child;
    }

    /** Puts a bag into a status without the way there. */
    private void force(BagId bag, BagStatus status) {
        unguarded(
                () -> owner.jdbc()
                        .sql("""
                        update units.bags set status = :status, blood_group = 'A+', release_id = gen_random_uuid(),
                               released_at = :at, labelled_at = :at,
                               discard_reason = case when :status = 'DISCARDED' then 'UNFIT' end
                        where station_id = 760 and bag_id = :bag
                        """)
                        .param("status", status.name())
                        .param("at", Sql.at(NOW))
                        .param("bag", bag.value())
                        .update(),
                "units.bags");
    }

    /** What the owner writes into tables whose guards are open meanwhile. */
    private void unguarded(Runnable write, String... tables) {
        owner.transaction().executeWithoutResult(status -> {
            guards("disable", tables);
            write.run();
            owner.jdbc().sql("set constraints all immediate").update();
            guards("enable", tables);
        });
    }

    private void guards(String how, String... tables) {
        for (String table : tables) {
            owner.jdbc()
                    .sql("alter table " + table + " " + how + " trigger user")
                    .update();
        }
    }

    private List<Hold> open(BagId bag) {
        return ledger.holds(STATION, List.of(bag)).stream()
                .filter(hold -> hold.liftedAt() == null)
                .toList();
    }

    private boolean recalled(BagId bag) {
        return owner.jdbc()
                .sql("select exists (select from distribution.recalls where station_id = 760 and bag_id = :bag)")
                .param("bag", bag.value())
                .query(Boolean.class)
                .single();
    }
}
