package org.mailuo.distribution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** What is asked once more while the bag is in the hand: does the label name the bag that was allocated? */
final class IssueRules {
    private static final Set<BagStatus> HAS_LEFT =
            EnumSet.of(BagStatus.ISSUED, BagStatus.RECEIVED, BagStatus.TRANSFUSED, BagStatus.RETURNED);

    private IssueRules() {}

    /**
     * The bags that the scans name, and everything that is wrong.
     *
     * @param strangers numbers that no bag reserved for the order has, with the product scanned
     */
    record Match(List<AllocatedBag> bags, List<Reason> wrong, Map<DonationNumber, String> strangers) {}

    /**
     * Donation number and product must name the same allocated bag (RULE D2, hard stop 6).
     *
     * @param codes the product barcode that each bag must carry
     */
    static Match match(Collection<IssueScan> scans, List<AllocatedBag> allocated, Function<Bag, String> codes) {
        List<AllocatedBag> bags = new ArrayList<>();
        List<Reason> wrong = new ArrayList<>();
        Map<DonationNumber, String> strangers = new LinkedHashMap<>();
        Set<BagId> seen = new HashSet<>();
        Map<DonationNumber, List<AllocatedBag>> byNumber = allocated.stream()
                .collect(Collectors.groupingBy(bag -> bag.bag().din()));
        for (IssueScan scan : scans) {
            Optional<DonationNumber> din = DonationNumber.parse(scan.dinCode());
            List<AllocatedBag> candidates = din.map(byNumber::get).orElse(List.of());
            Optional<AllocatedBag> bag = candidates.stream()
                    .filter(each -> plain(scan.productCode()).equals(codes.apply(each.bag())))
                    .findFirst();
            if (din.isEmpty()) {
                wrong.add(Reason.of("distribution.unreadable", scan.dinCode().strip()));
            } else if (candidates.isEmpty()) {
                strangers.put(din.get(), plain(scan.productCode()));
            } else if (bag.isEmpty()) {
                wrong.add(Reason.of(
                        "distribution.product-mismatch",
                        din.get().readable(),
                        scan.productCode().strip()));
            } else if (!seen.add(bag.get().bag().id())) {
                wrong.add(
                        Reason.of("distribution.scanned-twice", bag.get().bag().name()));
            } else {
                wrong.addAll(carries(bag.get().bag(), scan.groupCode()).reasons());
                bags.add(bag.get());
            }
        }
        return new Match(bags, wrong, strangers);
    }

    /** Says of each stranger whether it left before or was never reserved for this order. */
    static Match explain(Match match, List<Bag> bags, Function<Bag, String> codes) {
        List<Reason> wrong = new ArrayList<>(match.wrong());
        match.strangers()
                .forEach((din, code) -> wrong.add(Reason.of(
                        bags.stream()
                                        .filter(bag -> bag.din().equals(din)
                                                && codes.apply(bag).equals(code))
                                        .anyMatch(bag -> HAS_LEFT.contains(bag.status()))
                                ? "distribution.issued-before"
                                : "distribution.not-allocated",
                        din.readable())));
        return new Match(match.bags(), wrong, match.strangers());
    }

    /** RULE D2: the bag's group is the group on its label. */
    static Decision carries(Bag bag, @Nullable String groupCode) {
        if (groupCode == null || groupCode.isBlank()) {
            return Decision.ALLOWED;
        }
        String code = groupCode.strip().replaceFirst("^=%", "");
        Optional<BloodGroup> scanned =
                code.length() < 2 ? Optional.empty() : BloodGroup.findByIsbtCode(code.substring(0, 2));
        return scanned.isPresent() && scanned.equals(bag.bloodGroup())
                ? Decision.ALLOWED
                : Decision.refuse("distribution.group-mismatch", bag.name(), groupCode.strip());
    }

    /** Released, with a group that the patient of the line may receive. The ledger asks for the rest. */
    static Decision mayLeave(Bag bag, OrderLine line) {
        return Decision.all(
                bag.releaseId() != null && bag.releasedAt() != null
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.not-released", bag.name()),
                bag.product().equals(line.product())
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.other-product", bag.name(), line.product()),
                bag.bloodGroup()
                        .map(group -> CompatibilityRules.mayReceive(line.family(), line.group(), group))
                        .orElseGet(() -> Decision.refuse("distribution.not-released", bag.name())));
    }

    private static String plain(String scan) {
        return scan.strip().replaceFirst("^=<", "");
    }
}
