package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.distribution.DistributionFixtures.NOW;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.products.Family;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Proof;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.storage.Storage;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MailuoTest
class OrdersIT {
    private static final StationId STATION = new StationId(100);
    private static final ProductCode LRC = ProductCode.of("LRC");

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    @Autowired
    private Orders orders;

    @Autowired
    private Donors donors;

    @Autowired
    private Donations donations;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Hospitals hospitals;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private Storage storage;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OwnerDatabase owner;

    @BeforeEach
    void aHouse() {
        if (stations.findStation(STATION).isEmpty()) {
            house = new DistributionHouse(context, 100, NOW);
        }
    }

    @Test
    void aBagGoesFromTheOrderToThePatient() {
        List<BagId> stock = house.aStock(LRC, "A+", 2);
        OrderId id = orders.place(as(house.portal), anOrder(house.hospital, aLine("A+", 2, "P-17")));
        assertThat(orders.allocate(as(house.clerk), id).isComplete()).isTrue();
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.ALLOCATED);
        orders.issue(as(house.clerk), id, house.scans(stock), StationFixtures.proof(house.second));
        assertThat(orders.get(house.portal, id).state()).isEqualTo(OrderState.ISSUED);
        orders.receive(as(house.portal), id, stock);
        assertThat(orders.get(house.portal, id).state()).isEqualTo(OrderState.RECEIVED);
        assertThat(orders.fatesOwed(house.portal).count()).isGreaterThanOrEqualTo(2);
        orders.reportFates(
                as(house.portal),
                List.of(
                        new NewFate(stock.get(0), Fate.TRANSFUSED, "P-17", NOW),
                        new NewFate(stock.get(1), Fate.DISCARDED, null, NOW)));
        assertThat(orders.get(house.portal, id).state()).isEqualTo(OrderState.CLOSED);
        assertThat(ledger.get(STATION, stock.get(0)).status()).isEqualTo(BagStatus.TRANSFUSED);
        assertThat(orders.ofPatient(STATION, "P-17"))
                .extracting(issued -> issued.bag().id())
                .containsExactly(stock.get(0));
        assertThat(orders.counts(STATION, NOW, NOW.plusSeconds(1))).anySatisfy(count -> {
            assertThat(count.hospital()).isEqualTo(house.hospital);
            assertThat(count.transfused()).isGreaterThanOrEqualTo(1);
        });
    }

    @Test
    void ruleD1TheLedgerOffersTheFirstToExpire() {
        BagId late = house.aBag(LRC, "B-", Duration.ofDays(20));
        BagId soon = house.aBag(LRC, "B-", Duration.ofDays(3));
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, aLine("B-", 1, null)));
        assertThat(orders.allocate(as(house.clerk), id).added())
                .extracting(each -> each.bag().id())
                .containsExactly(soon);
        assertThat(ledger.get(STATION, late).status()).isEqualTo(BagStatus.AVAILABLE);
        orders.decline(as(house.clerk), id, "MISTAKE");
        discard(late, soon);
    }

    @Test
    void whatIsThereIsAllocatedAndTheRestIsSaidToBeMissing() {
        List<BagId> stock = house.aStock(LRC, "AB-", 2);
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, aLine("AB-", 3, null)));
        Allocation allocation = orders.allocate(as(house.clerk), id);
        assertThat(allocation.added()).hasSize(2);
        assertThat(allocation.missing())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("distribution.short"));
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.PARTLY);
        orders.release(as(house.clerk), id, stock);
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.SUBMITTED);
        assertThat(ledger.list(STATION, stock)).extracting(Bag::status).containsOnly(BagStatus.AVAILABLE);
        orders.decline(as(house.clerk), id, "NO-STOCK");
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.REJECTED);
        discard(stock.toArray(BagId[]::new));
    }

    @Test
    void anOrderDoesNotCountOnABagThatWasDiscarded() {
        BagId broken = house.aBag(LRC, "AB-", Duration.ofDays(3));
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, aLine("AB-", 1, null)));
        orders.allocate(as(house.clerk), id);
        discard(broken);
        assertThat(orders.get(house.clerk, id).lines())
                .extracting(OrderLine::allocated)
                .containsExactly(0);
        orders.decline(as(house.clerk), id, "NO-STOCK");
    }

    @Test
    void aBagHeldAfterItsReservationDoesNotLeaveAndIsReplaced() {
        BagId first = house.aBag(LRC, "O-", Duration.ofDays(3));
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, aLine("O-", 1, null)));
        orders.allocate(as(house.clerk), id);
        ledger.hold(house.system(), List.of(first), HoldReason.RECALL, "LOT", null);
        assertThat(ledger.get(STATION, first).status()).isEqualTo(BagStatus.AVAILABLE);
        assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.SUBMITTED);
        assertRefused(id, List.of(first), house.second, "distribution.not-allocated");
        BagId second = house.aBag(LRC, "O-", Duration.ofDays(4));
        Allocation again = orders.allocate(as(house.clerk), id);
        assertThat(again.dropped()).as("the hold took it already").isZero();
        assertThat(again.added()).extracting(each -> each.bag().id()).containsExactly(second);
        orders.issue(as(house.clerk), id, house.scans(List.of(second)), StationFixtures.proof(house.second));
        discard(first);
    }

    @Test
    void rel1_aDonorDeferredAfterTheReleaseKeepsTheBagThoughItsHoldWasLifted() {
        BagId bag = house.aBag(LRC, "AB-", Duration.ofDays(3));
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, aLine("AB-", 1, null)));
        DonationNumber din = ledger.get(STATION, bag).din();
        Donation donation = donations.get(STATION, din);
        donors.defer(
                house.system(),
                List.of(new NewDeferral(
                        donation.donor(),
                        "P01",
                        Scope.ALL,
                        true,
                        donation.donatedOn(),
                        null,
                        "STAFF",
                        null,
                        "CN-GB18467-2011")));
        Actor quality = house.aPerson("lifting." + STATION.value(), Duty.QUALITY, null);
        List<UUID> holds = ledger.holds(STATION, List.of(bag)).stream()
                .filter(hold -> hold.liftedAt() == null)
                .map(Hold::id)
                .toList();
        assertThat(holds).isNotEmpty();
        ledger.lift(as(quality), holds, "taken for another", StationFixtures.proof(quality));
        orders.allocate(as(house.clerk), id);
        assertRefused(id, List.of(bag), house.second, "release.no-longer-stands");
        discard(bag);
    }

    @Test
    void theSecondPersonIsAnotherPerson() {
        List<BagId> stock = house.aStock(LRC, "B+", 1);
        OrderId id = allocated(aLine("B+", 1, null));
        assertRefused(id, stock, house.clerk, "station.signer-is-author");
        assertThatThrownBy(() ->
                        orders.issue(as(house.clerk), id, house.scans(stock), new Proof("nobody", "nothing at all")))
                .hasMessage("station.proof-refused");
        assertThat(ledger.get(STATION, stock.getFirst()).status()).isEqualTo(BagStatus.RESERVED);
        orders.issue(as(house.clerk), id, house.scans(stock), StationFixtures.proof(house.second));
    }

    @Test
    void aBagIsIssuedOnceByTheRuleAndByTheDatabase() {
        List<BagId> stock = house.aStock(LRC, "B+", 2);
        OrderId id = allocated(aLine("B+", 2, null));
        BagId first = stock.getFirst();
        orders.issue(as(house.clerk), id, house.scans(List.of(first)), StationFixtures.proof(house.second));
        assertRefused(id, List.of(first), house.second, "distribution.issued-before");
        refusedSql(issueSql(first, id), "issues_pk");
        orders.issue(as(house.clerk), id, house.scans(List.of(stock.get(1))), StationFixtures.proof(house.second));
    }

    @Test
    void anotherBagThanTheOneAllocatedIsRefusedAndNothingChanges() {
        List<BagId> stock = house.aStock(LRC, "B+", 1);
        OrderId id = allocated(aLine("B+", 1, null));
        BagId wrong = house.aBag(LRC, "B+", Duration.ofDays(30));
        List<BagId> both = List.of(stock.getFirst(), wrong);
        assertRefused(id, both, house.second, "distribution.not-allocated");
        assertThat(ledger.list(STATION, both))
                .extracting(Bag::status)
                .containsExactlyInAnyOrder(BagStatus.RESERVED, BagStatus.AVAILABLE);
        orders.issue(as(house.clerk), id, house.scans(stock), StationFixtures.proof(house.second));
        discard(wrong);
    }

    @Test
    void ruleD2ABagInTheWrongStoreDoesNotLeave() {
        for (String place : List.of("Q-1", "")) {
            BagId bag = house.aBagLeftIn(place, LRC, "B+", Duration.ofDays(3));
            OrderId id = allocated(aLine("B+", 1, null));
            assertRefused(id, List.of(bag), house.second, place.isEmpty() ? "storage.nowhere" : "storage.wrong-zone");
            refusedSql(issueSql(bag, id), "issues_place");
            orders.release(as(house.clerk), id, List.of(bag));
            discard(bag);
        }
    }

    @Test
    void plainSqlPutsNoBagWhereItDoesNotBelong() {
        BagId bag = house.aBag(LRC, "B+", Duration.ofDays(3));
        refusedSql("update units.bags set place = 'Q-1' where bag_id = '" + bag + "'", "places_zone_fits");
        refusedSql("update units.bags set place = 'R-1' where bag_id = '" + bag + "'", "places_band_fits");
        refusedSql("update units.bags set place = 'GARAGE' where bag_id = '" + bag + "'", "places_known");
        discard(bag);
    }

    @Test
    void plainSqlCannotIssueAnAPositiveBagOnAnONegativeOrder() {
        List<BagId> stock = house.aStock(LRC, "A+", 1);
        OrderId aPositive = allocated(aLine("A+", 1, null));
        OrderId oNegative = orders.place(as(house.clerk), anOrder(house.hospital, aLine("O-", 1, null)));
        refusedSql(issueSql(stock.getFirst(), oNegative), "issues_allocated");
        refusedSql(
                """
                delete from distribution.allocations where bag_id = '%2$s';
                insert into distribution.allocations (station_id, bag_id, order_id, line_no, allocated_at, allocated_by)
                values (100, '%2$s', '%1$s', 1, now(), gen_random_uuid());
                """.formatted(oNegative, stock.getFirst()) + issueSql(stock.getFirst(), oNegative),
                "issues_compatible");
        refusedSql(
                "update units.bags set status = 'ISSUED' where bag_id = '" + stock.getFirst() + "'",
                "A bag leaves only by an issue");
        orders.issue(as(house.clerk), aPositive, house.scans(stock), StationFixtures.proof(house.second));
        orders.decline(as(house.clerk), oNegative, "MISTAKE");
    }

    @Test
    void theTableInTheDatabaseIsTheTableInTheCode() {
        Set<List<String>> rows = Set.copyOf(jdbc.sql("select family, patient, donor from distribution.compatibility")
                .query((row, n) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list());
        for (Family family : Family.values()) {
            for (BloodGroup patient : BloodGroup.all()) {
                for (BloodGroup donor : BloodGroup.all()) {
                    assertThat(rows.contains(List.of(family.name(), patient.toString(), donor.toString())))
                            .as("%s: %s for %s", family, donor, patient)
                            .isEqualTo(CompatibilityRules.isCompatible(family, patient, donor));
                }
            }
        }
    }

    @Test
    void anotherHospitalsOrderDoesNotExistForAPortalUser() {
        OrderId id = orders.place(as(house.clerk), anOrder(house.other, aLine("O+", 1, null)));
        assertThatThrownBy(() -> orders.get(house.portal, id)).isInstanceOf(NotFoundException.class);
        assertThat(orders.list(house.portal, List.of(OrderState.values()), null, 500, 0))
                .extracting(OrderSummary::hospital)
                .doesNotContain(house.other);
        assertThat(orders.list(house.portal, List.of(OrderState.values()), house.other, 500, 0))
                .extracting(OrderSummary::hospital)
                .doesNotContain(house.other);
        assertThatThrownBy(() -> orders.place(as(house.portal), anOrder(house.other, aLine("O+", 1, null))))
                .isInstanceOf(NotFoundException.class);
        orders.decline(as(house.clerk), id, "MISTAKE");
    }

    @Test
    void anotherHospitalsBagIsNeitherReceivedNorReportedByAPortalUser() {
        List<BagId> stock = house.aStock(LRC, "O+", 1);
        OrderId id = orders.place(as(house.clerk), anOrder(house.other, aLine("O+", 1, null)));
        orders.allocate(as(house.clerk), id);
        orders.issue(as(house.clerk), id, house.scans(stock), StationFixtures.proof(house.second));
        assertThatThrownBy(() -> orders.receive(as(house.portal), id, stock)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> orders.reportFates(
                        as(house.portal), List.of(new NewFate(stock.getFirst(), Fate.RETURNED, null, NOW))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void ruleD2AHospitalWhoseContractEndedOrdersAndIsIssuedNothing() {
        HospitalId ending = house.aHospital("H03", LocalDate.of(2026, 3, 9));
        List<BagId> stock = house.aStock(LRC, "O+", 1);
        OrderId id = orders.place(as(house.clerk), anOrder(ending, aLine("O+", 1, null)));
        orders.allocate(as(house.clerk), id);
        hospitals.extendContract(house.system(), ending, LocalDate.of(2026, 3, 8));
        assertThatThrownBy(() -> orders.place(as(house.clerk), anOrder(ending, aLine("O+", 1, null))))
                .hasMessage("hospitals.contract-ended");
        assertRefused(id, stock, house.second, "hospitals.contract-ended");
        hospitals.extendContract(house.system(), ending, LocalDate.of(2026, 3, 9));
        orders.issue(as(house.clerk), id, house.scans(stock), StationFixtures.proof(house.second));
    }

    @Test
    void anUnknownProductIsRefusedWithTheOtherReasons() {
        NewLine line = new NewLine(ProductCode.of("NONE"), BloodGroup.of("O+"), 0, "511502189003070008");
        assertThatThrownBy(() -> orders.place(as(house.clerk), anOrder(house.hospital, line)))
                .hasMessage("distribution.unknown-product, distribution.quantity, distribution.patient-reference");
    }

    @Test
    void eightClerksIssueFourHundredBagsEachOnce() throws Exception {
        ProductCode product = ProductCode.of("SRC");
        house.aStock(product, "O+", 400);
        List<OrderId> placed = IntStream.range(0, 8)
                .mapToObj(i -> orders.place(
                        as(house.clerk), anOrder(house.hospital, new NewLine(product, BloodGroup.of("O+"), 50, null))))
                .toList();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<Future<?>> work = new ArrayList<>();
            for (OrderId id : placed) {
                work.add(pool.submit(() -> fillAndIssue(id)));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }
        assertThat(owner.jdbc().sql("""
                select count(*) || ' ' || count(distinct i.bag_id) from distribution.issues i
                join units.bags b using (station_id, bag_id)
                where i.station_id = 100 and b.product_code = 'SRC' and b.status = 'ISSUED'
                """).query(String.class).single()).isEqualTo("400 400");
        assertThat(placed)
                .allSatisfy(
                        id -> assertThat(orders.get(house.clerk, id).state()).isEqualTo(OrderState.ISSUED));
    }

    private void fillAndIssue(OrderId id) {
        while (!orders.allocate(as(house.clerk), id).isComplete()) {
            Thread.onSpinWait();
        }
        List<BagId> bags = orders.allocated(house.clerk, id).stream()
                .map(each -> each.bag().id())
                .toList();
        orders.issue(as(house.clerk), id, house.scans(bags), StationFixtures.proof(house.second));
    }

    private OrderId allocated(NewLine line) {
        OrderId id = orders.place(as(house.clerk), anOrder(house.hospital, line));
        assertThat(orders.allocate(as(house.clerk), id).missing()).isEmpty();
        return id;
    }

    private void assertRefused(OrderId id, List<BagId> bags, Actor second, String code) {
        assertThatThrownBy(() -> orders.issue(as(house.clerk), id, house.scans(bags), StationFixtures.proof(second)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.reasons()).extracting("code").contains(code));
    }

    private void discard(BagId... bags) {
        Actor keeper =
                staff.findActor("keeper.100", NOW).orElseGet(() -> house.aPerson("keeper.100", Duty.STORE, null));
        storage.discard(as(keeper), List.of(bags), "BROKEN", StationFixtures.proof(house.second));
    }

    private static NewOrder anOrder(HospitalId hospital, NewLine... lines) {
        return new NewOrder(hospital, Urgency.URGENT, NOW.plusSeconds(3600), List.of(lines));
    }

    private static NewLine aLine(String group, int quantity, @Nullable String patient) {
        return new NewLine(LRC, BloodGroup.of(group), quantity, patient);
    }

    private String issueSql(BagId bag, OrderId order) {
        return "insert into distribution.issues (station_id, bag_id, order_id, line_no, issued_at, issued_by, checked_by,"
                + " command_id, signature_id) values (100, '" + bag + "', '" + order + "', 1, now(), '"
                + house.clerk.staffId()
                + "', '"
                + house.second.staffId() + "', gen_random_uuid(), gen_random_uuid())";
    }

    private void refusedSql(String sql, String why) {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    trail.begin(as(house.clerk), "test.sql");
                    jdbc.sql(sql).update();
                }))
                .rootCause()
                .hasMessageContaining(why);
    }

    private static Command as(Actor actor) {
        return Command.of(actor, NOW);
    }
}
