package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.distribution.AllocationRules.NEAR_EXPIRY;
import static org.mailuo.distribution.AllocationRules.choose;
import static org.mailuo.distribution.DistributionFixtures.NOW;
import static org.mailuo.distribution.DistributionFixtures.aBag;
import static org.mailuo.distribution.DistributionFixtures.aLine;
import static org.mailuo.distribution.DistributionFixtures.redCells;
import static org.mailuo.distribution.Urgency.EMERGENCY;
import static org.mailuo.distribution.Urgency.ROUTINE;
import static org.mailuo.distribution.Urgency.URGENT;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mailuo.products.Family;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.Wish;

class AllocationRulesTest {
    private static final Duration FRESH = Duration.ofDays(30);

    @Test
    void ruleD1TheFirstToExpireGoesFirst() {
        Bag late = redCells("A+", 20);
        Bag soon = redCells("A+", 2);
        Bag middle = redCells("A+", 10);
        assertThat(choose(List.of(aLine(1, "A+", 2)), List.of(late, soon, middle), ROUTINE, NOW))
                .extracting(AllocatedBag::bag)
                .containsExactly(soon, middle);
    }

    @Test
    void ruleC0TheIdenticalGroupGoesBeforeACompatibleOneThatExpiresSooner() {
        Bag compatible = redCells("O+", 1);
        Bag identical = redCells("A+", 30);
        List<AllocatedBag> chosen = choose(List.of(aLine(1, "A+", 2)), List.of(compatible, identical), ROUTINE, NOW);
        assertThat(chosen).extracting(AllocatedBag::bag).containsExactly(identical, compatible);
        assertThat(chosen.get(0).remarks()).isEmpty();
        assertThat(chosen.get(1).remarks())
                .containsExactly(Reason.of("distribution.compatible-not-identical", "O+", "A+"));
    }

    @Test
    void anAPositiveBagIsNeverChosenForAnONegativeLine() {
        assertThat(choose(List.of(aLine(1, "O-", 1)), List.of(redCells("A+", 30)), EMERGENCY, NOW))
                .isEmpty();
    }

    @Test
    void aBagOfAnotherProductIsNotChosen() {
        assertThat(choose(List.of(aLine(1, "A+", 1)), List.of(aBag("FFP", "A+", FRESH)), EMERGENCY, NOW))
                .isEmpty();
    }

    @Test
    void noBagServesTwoLinesAndNoLineGetsMoreThanItLacks() {
        Bag one = redCells("A+", 3);
        Bag two = redCells("A+", 4);
        Bag three = redCells("A+", 5);
        List<AllocatedBag> chosen =
                choose(List.of(aLine(1, "A+", 1), aLine(2, "A+", 1)), List.of(three, two, one), ROUTINE, NOW);
        assertThat(chosen).extracting(AllocatedBag::bag).containsExactly(one, two);
        assertThat(chosen).extracting(AllocatedBag::lineNumber).containsExactly(1, 2);
    }

    @Test
    void aPartialFillSaysWhatIsMissing() {
        List<OrderLine> lines = List.of(aLine(1, "B+", 3));
        List<AllocatedBag> chosen = choose(lines, List.of(redCells("B+", 3)), ROUTINE, NOW);
        assertThat(AllocationRules.missing(lines, chosen))
                .containsExactly(Reason.of("distribution.short", 1, "LRC", "B+", 2));
        assertThat(AllocationRules.with(lines, chosen).getFirst().missing()).isEqualTo(2);
    }

    @Test
    void rhdNegativeRedCellsAreKeptFromARoutineOrderUntilTheyAreNearTheirEnd() {
        assertThat(rank("A+", "A-", ROUTINE, NEAR_EXPIRY.plusSeconds(1))).isEmpty();
        assertThat(rank("A+", "A-", ROUTINE, NEAR_EXPIRY)).contains(1);
        assertThat(rank("A+", "A-", ROUTINE, NEAR_EXPIRY.minusSeconds(1))).contains(1);
    }

    @Test
    void rhdNegativeRedCellsComeLastForAnUrgentRhdPositivePatient() {
        assertThat(rank("A+", "A-", URGENT, FRESH).orElseThrow())
                .isGreaterThan(rank("A+", "O+", URGENT, FRESH).orElseThrow());
        assertThat(AllocationRules.preference(
                                Family.RED_CELLS, BloodGroup.of("A+"), BloodGroup.of("A-"), EMERGENCY, FRESH)
                        .orElseThrow()
                        .remarks())
                .containsExactly(Reason.of("distribution.rhd-negative-spent", "A-", "A+"));
    }

    @Test
    void theUniversalDonorIsSpentLastAmongTheCompatible() {
        assertThat(rank("AB+", "A+", ROUTINE, FRESH).orElseThrow())
                .isLessThan(rank("AB+", "O+", ROUTINE, FRESH).orElseThrow());
    }

    @Test
    void plasmaLooksAtAboOnly() {
        assertThat(AllocationRules.preference(Family.PLASMA, BloodGroup.of("A-"), BloodGroup.of("A+"), ROUTINE, FRESH))
                .contains(new AllocationRules.Preference(0, List.of()));
    }

    @Test
    void rhdPositivePlateletsForAnRhdNegativePatientCarryTheirRemark() {
        AllocationRules.Preference preference = AllocationRules.preference(
                        Family.PLATELETS, BloodGroup.of("A-"), BloodGroup.of("A+"), ROUTINE, FRESH)
                .orElseThrow();
        assertThat(preference.remarks()).containsExactly(Reason.of("distribution.rhd-positive-platelets", "A+", "A-"));
    }

    @Test
    void everyChoiceThatIsNotIdenticalHasARemark() {
        for (CompatibilityTables.Pair pair : CompatibilityTables.all()) {
            AllocationRules.preference(pair.family(), pair.patient(), pair.donor(), EMERGENCY, FRESH)
                    .ifPresent(preference -> assertThat(preference.remarks().isEmpty())
                            .as(pair.toString())
                            .isEqualTo(CompatibilityRules.isIdentical(pair.family(), pair.patient(), pair.donor())));
        }
    }

    @Test
    void wishesOfManyLinesAreAddedUp() {
        List<OrderLine> lines = List.of(aLine(1, "A+", 2), aLine(2, "A+", 3), aLine(3, "O-", 1));
        assertThat(AllocationRules.identicalWishes(lines))
                .containsExactlyInAnyOrder(
                        new Wish(ProductCode.of("LRC"), BloodGroup.of("A+"), 5),
                        new Wish(ProductCode.of("LRC"), BloodGroup.of("O-"), 1));
        assertThat(AllocationRules.compatibleWishes(List.of(aLine(1, "O-", 4)))).isEmpty();
    }

    private static Optional<Integer> rank(String patient, String donor, Urgency urgency, Duration left) {
        return AllocationRules.preference(Family.RED_CELLS, BloodGroup.of(patient), BloodGroup.of(donor), urgency, left)
                .map(AllocationRules.Preference::rank);
    }

    @Test
    void rhdNegativePlateletsServeARoutineOrderBecauseTheyDoNotKeep() {
        assertThat(AllocationRules.preference(
                        Family.PLATELETS, BloodGroup.of("A+"), BloodGroup.of("A-"), ROUTINE, FRESH))
                .contains(new AllocationRules.Preference(
                        1, List.of(Reason.of("distribution.compatible-not-identical", "A-", "A+"))));
        assertThat(AllocationRules.preference(
                                Family.PLATELETS, BloodGroup.of("A-"), BloodGroup.of("A+"), ROUTINE, FRESH)
                        .orElseThrow()
                        .rank())
                .isEqualTo(1);
    }

    @Test
    void plasmaOfAbIsSpentLastBecauseItCouldHelpEverybody() {
        assertThat(AllocationRules.preference(Family.PLASMA, BloodGroup.of("O+"), BloodGroup.of("AB+"), ROUTINE, FRESH)
                        .orElseThrow()
                        .rank())
                .isGreaterThan(AllocationRules.preference(
                                Family.PLASMA, BloodGroup.of("O+"), BloodGroup.of("A+"), ROUTINE, FRESH)
                        .orElseThrow()
                        .rank());
    }

    @Test
    void bagsThatExpireTogetherGoInTheOrderOfTheirIds() {
        Bag first = redCells("A+", 3);
        Bag second = redCells("A+", 3);
        assertThat(choose(List.of(aLine(1, "A+", 2)), List.of(second, first), ROUTINE, NOW))
                .extracting(AllocatedBag::bag)
                .containsExactly(first, second);
    }

    @Test
    void onlyTheLinesThatStayShortAreNamedAndEachCountsItsOwnBags() {
        List<OrderLine> lines = List.of(aLine(1, "A+", 1), aLine(2, "B+", 1));
        List<AllocatedBag> chosen = choose(lines, List.of(redCells("A+", 3)), ROUTINE, NOW);
        assertThat(AllocationRules.missing(lines, chosen))
                .containsExactly(Reason.of("distribution.short", 2, "LRC", "B+", 1));
    }

    @Test
    void whatWasIssuedBeforeIsNotCountedAsAllocated() {
        List<OrderLine> lines =
                List.of(new OrderLine(1, ProductCode.of("LRC"), Family.RED_CELLS, BloodGroup.of("A+"), 5, null, 1, 2));
        List<AllocatedBag> chosen = choose(lines, List.of(redCells("A+", 3)), ROUTINE, NOW);
        OrderLine after = AllocationRules.with(lines, chosen).getFirst();
        assertThat(after.allocated()).isEqualTo(2);
        assertThat(after.issued()).isEqualTo(2);
        assertThat(after.missing()).isEqualTo(1);
    }

    @Test
    void aLineThatHasAllItWantsWishesNothing() {
        List<OrderLine> lines =
                List.of(new OrderLine(1, ProductCode.of("LRC"), Family.RED_CELLS, BloodGroup.of("A+"), 3, null, 2, 1));
        assertThat(AllocationRules.identicalWishes(lines)).isEmpty();
        assertThat(AllocationRules.compatibleWishes(lines)).isEmpty();
    }

    @Test
    void theOtherGroupsAreWishedForAsWell() {
        assertThat(AllocationRules.compatibleWishes(List.of(aLine(1, "A+", 2))))
                .containsExactlyInAnyOrder(
                        new Wish(ProductCode.of("LRC"), BloodGroup.of("O-"), 2),
                        new Wish(ProductCode.of("LRC"), BloodGroup.of("O+"), 2),
                        new Wish(ProductCode.of("LRC"), BloodGroup.of("A-"), 2));
    }
}
