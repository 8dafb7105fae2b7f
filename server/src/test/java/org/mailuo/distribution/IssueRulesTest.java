package org.mailuo.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.distribution.DistributionFixtures.aLine;
import static org.mailuo.distribution.DistributionFixtures.redCells;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.StationId;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

class IssueRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
    private static final Function<Bag, String> CODES = bag -> "D0005V" + bag.division();
    private static final Actor ACTOR = new Actor(new StationId(1), new UUID(0, 7), "li", Set.of(Duty.DISTRIBUTE));

    private final Bag bag = redCells("A+", 10);
    private final List<AllocatedBag> allocated = List.of(new AllocatedBag(1, bag, List.of()));

    @Test
    void bothBarcodesNameTheAllocatedBag() {
        IssueRules.Match match = match(new IssueScan(bag.din().barcode(0), "=<D0005V00", "=%6200"));
        assertThat(match.wrong()).isEmpty();
        assertThat(match.bags()).extracting(AllocatedBag::bag).containsExactly(bag);
    }

    @Test
    void hardStop6AnotherProductOrDivisionOfTheSameDonationIsRefused() {
        assertThat(codes(match(new IssueScan(bag.din().barcode(0), "=<D0004V00"))))
                .containsExactly("distribution.product-mismatch");
        assertThat(codes(match(new IssueScan(bag.din().barcode(0), "=<D0005V01"))))
                .containsExactly("distribution.product-mismatch");
    }

    @Test
    void aBagThatIsNotReservedHereIsRefused() {
        Bag other = redCells("A+", 10);
        IssueRules.Match match = match(new IssueScan(other.din().barcode(0), "=<D0005V00"));
        assertThat(codes(IssueRules.explain(match, List.of(other), CODES)))
                .containsExactly("distribution.not-allocated");
    }

    @Test
    void ruleD2TheGroupOnTheLabelIsTheGroupOfTheBag() {
        assertThat(codes(match(new IssueScan(bag.din().barcode(0), "D0005V00", "=%0600"))))
                .containsExactly("distribution.group-mismatch");
        assertThat(codes(match(new IssueScan(bag.din().barcode(0), "D0005V00", "?"))))
                .containsExactly("distribution.group-mismatch");
    }

    @Test
    void twoScansOfOneBagAreNotTwoBags() {
        IssueScan scan = new IssueScan(bag.din().barcode(0), "=<D0005V00");
        assertThat(codes(match(scan, scan))).containsExactly("distribution.scanned-twice");
    }

    @Test
    void anUnreadableNumberIsRefused() {
        assertThat(codes(match(new IssueScan("=A99992600000", "=<D0005V00"))))
                .containsExactly("distribution.unreadable");
    }

    @Test
    void anIncompatibleOrUnreleasedBagDoesNotLeave() {
        assertThat(IssueRules.mayLeave(bag, aLine(1, "A+", 1)).isAllowed()).isTrue();
        assertThat(codes(IssueRules.mayLeave(bag, aLine(1, "O-", 1)))).containsExactly("distribution.incompatible");
        Bag unreleased = new Bag(
                bag.id(),
                bag.din(),
                bag.product(),
                bag.division(),
                bag.volume(),
                bag.source(),
                bag.anticoagulant(),
                bag.collectedAt(),
                bag.expiresAt(),
                bag.group(),
                bag.status(),
                0,
                null,
                null,
                null,
                bag.labelledAt(),
                null);
        assertThat(codes(IssueRules.mayLeave(unreleased, aLine(1, "A+", 1))))
                .containsExactly("distribution.not-released");
    }

    private IssueRules.Match match(IssueScan... scans) {
        return IssueRules.match(List.of(scans), allocated, CODES);
    }

    private static List<String> codes(IssueRules.Match match) {
        return match.wrong().stream().map(Reason::code).toList();
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    @Test
    void ruleD2TheTwoSignsOfTheGroupAloneAreEnough() {
        assertThat(IssueRules.carries(bag, "62").isAllowed()).isTrue();
        assertThat(IssueRules.carries(bag, "6").isAllowed()).isFalse();
    }

    @Test
    void aBagThatLeftBeforeIsCalledSoAndNoOther() {
        Bag gone = as(BagStatus.ISSUED, redCells("A+", 10));
        Bag other = as(BagStatus.ISSUED, redCells("A+", 10));
        IssueRules.Match match = match(new IssueScan(gone.din().barcode(0), "=<D0005V00"));
        assertThat(codes(IssueRules.explain(match, List.of(gone), CODES)))
                .containsExactly("distribution.issued-before");
        assertThat(codes(IssueRules.explain(match, List.of(other), CODES)))
                .as("another donation left")
                .containsExactly("distribution.not-allocated");
        assertThat(codes(IssueRules.explain(match, List.of(gone), each -> "D0004V00")))
                .as("another product of the donation left")
                .containsExactly("distribution.not-allocated");
    }

    @Test
    void aBagWithoutAGroupDoesNotLeave() {
        Bag unknown = new Bag(
                bag.id(),
                bag.din(),
                bag.product(),
                bag.division(),
                bag.volume(),
                bag.source(),
                bag.anticoagulant(),
                bag.collectedAt(),
                bag.expiresAt(),
                null,
                bag.status(),
                0,
                null,
                bag.releaseId(),
                bag.releasedAt(),
                bag.labelledAt(),
                null);
        assertThat(codes(IssueRules.mayLeave(unknown, aLine(1, "A+", 1)))).containsExactly("distribution.not-released");
    }

    private static Bag as(BagStatus status, Bag bag) {
        return new Bag(
                bag.id(),
                bag.din(),
                bag.product(),
                bag.division(),
                bag.volume(),
                bag.source(),
                bag.anticoagulant(),
                bag.collectedAt(),
                bag.expiresAt(),
                bag.group(),
                status,
                0,
                null,
                bag.releaseId(),
                bag.releasedAt(),
                bag.labelledAt(),
                null);
    }
}
