package org.mailuo.distribution;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailuo.products.Family;
import org.mailuo.shared.Abo;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RhD;
import org.mailuo.units.Bag;
import org.mailuo.units.Wish;

/**
 * Which of the bags on offer serve which line: identical group first, first expiry first within it, compatible groups
 * after that with the reason on record (RULE D1, RULE C0 with {@code IDENTICAL_FIRST}).
 */
final class AllocationRules {
    /** PARAM: an RhD-negative bag so close to its end is better used for an RhD-positive patient than lost. */
    static final Duration NEAR_EXPIRY = Duration.ofDays(7);

    private AllocationRules() {}

    /** How welcome a bag is for a line: the lower the rank, the sooner it is taken. */
    record Preference(int rank, List<Reason> remarks) {
        Preference {
            remarks = List.copyOf(remarks);
        }
    }

    private record Offer(Bag bag, BloodGroup group, Preference preference) {}

    /** Wishes for the identical groups of every line that is short. */
    static List<Wish> identicalWishes(List<OrderLine> lines) {
        return wishes(lines, true);
    }

    /** Wishes for the other groups that the patients of the short lines may receive. */
    static List<Wish> compatibleWishes(List<OrderLine> lines) {
        return wishes(lines, false);
    }

    private static List<Wish> wishes(List<OrderLine> lines, boolean identical) {
        record Key(OrderLine line, BloodGroup group) {}
        Map<Wish, Integer> bags = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line.missing() > 0)
                .flatMap(line -> CompatibilityRules.donors(line.family(), line.group()).stream()
                        .map(group -> new Key(line, group)))
                .filter(key ->
                        CompatibilityRules.isIdentical(key.line.family(), key.line.group(), key.group) == identical)
                .forEach(key ->
                        bags.merge(new Wish(key.line.product(), key.group, 1), key.line.missing(), Integer::sum));
        return bags.entrySet().stream()
                .map(wish -> new Wish(wish.getKey().product(), wish.getKey().group(), wish.getValue()))
                .toList();
    }

    /**
     * Serves the lines in their order from the bags on offer; no bag is taken twice, no line gets more than it lacks.
     *
     * @param now the bags on offer were found usable at this time
     */
    static List<AllocatedBag> choose(List<OrderLine> lines, Collection<Bag> offered, Urgency urgency, Instant now) {
        List<Bag> left = new ArrayList<>(offered);
        List<AllocatedBag> chosen = new ArrayList<>();
        for (OrderLine line : lines) {
            List<AllocatedBag> taken = left.stream()
                    .filter(bag -> bag.product().equals(line.product()))
                    .flatMap(bag -> offer(line, bag, urgency, now).stream())
                    .sorted(comparingInt((Offer offer) -> offer.preference.rank)
                            .thenComparing(offer -> offer.bag.expiresAt())
                            .thenComparing(comparing(offer -> offer.bag.id().value())))
                    .limit(line.missing())
                    .map(offer -> new AllocatedBag(line.number(), offer.bag, offer.preference.remarks))
                    .toList();
            left.removeAll(taken.stream().map(AllocatedBag::bag).toList());
            chosen.addAll(taken);
        }
        return chosen;
    }

    private static Optional<Offer> offer(OrderLine line, Bag bag, Urgency urgency, Instant now) {
        return bag.bloodGroup()
                .flatMap(group -> preference(
                                line.family(), line.group(), group, urgency, Duration.between(now, bag.expiresAt()))
                        .map(preference -> new Offer(bag, group, preference)));
    }

    /**
     * Empty if the bag is not for this line: incompatible, or RhD-negative cells that a routine order of an
     * RhD-positive patient would waste.
     *
     * @param left until the bag expires
     */
    static Optional<Preference> preference(
            Family family, BloodGroup patient, BloodGroup donor, Urgency urgency, Duration left) {
        if (!CompatibilityRules.isCompatible(family, patient, donor)) {
            return Optional.empty();
        }
        if (CompatibilityRules.isIdentical(family, patient, donor)) {
            return Optional.of(new Preference(0, List.of()));
        }
        boolean nearExpiry = left.compareTo(NEAR_EXPIRY) <= 0;
        boolean spendsNegative = carriesCells(family) && donor.rhd() == RhD.NEGATIVE && patient.rhd() == RhD.POSITIVE;
        if (spendsNegative && !nearExpiry && urgency == Urgency.ROUTINE) {
            return Optional.empty();
        }
        List<Reason> remarks = new ArrayList<>();
        int rank = 0;
        if (donor.abo() != patient.abo()) {
            rank += isUniversal(family, donor.abo()) ? 3 : 2;
            remarks.add(Reason.of("distribution.compatible-not-identical", donor, patient));
        }
        if (spendsNegative) {
            rank += nearExpiry ? 1 : 4;
            remarks.add(Reason.of(
                    nearExpiry ? "distribution.rhd-negative-near-expiry" : "distribution.rhd-negative-spent",
                    donor,
                    patient));
        }
        if (family == Family.PLATELETS && donor.rhd() == RhD.POSITIVE && patient.rhd() == RhD.NEGATIVE) {
            rank += 1;
            remarks.add(Reason.of("distribution.rhd-positive-platelets", donor, patient));
        }
        if (family == Family.PLATELETS && donor.rhd() == RhD.NEGATIVE && patient.rhd() == RhD.POSITIVE) {
            rank += 1;
            if (remarks.isEmpty()) {
                remarks.add(Reason.of("distribution.compatible-not-identical", donor, patient));
            }
        }
        return Optional.of(new Preference(rank, remarks));
    }

    /** Platelets live five days: to keep RhD-negative ones for later would lose them. */
    private static boolean carriesCells(Family family) {
        return switch (family) {
            case WHOLE_BLOOD, RED_CELLS, GRANULOCYTES -> true;
            case PLATELETS, PLASMA, CRYO -> false;
        };
    }

    /** Taken last among the compatible ones: it could help everybody. */
    private static boolean isUniversal(Family family, Abo abo) {
        return abo == (carriesCells(family) ? Abo.O : Abo.AB);
    }

    /** One reason for each line that stays short after the chosen bags. */
    static List<Reason> missing(List<OrderLine> lines, List<AllocatedBag> chosen) {
        return lines.stream()
                .filter(line -> stillMissing(line, chosen) > 0)
                .map(line -> Reason.of(
                        "distribution.short", line.number(), line.product(), line.group(), stillMissing(line, chosen)))
                .toList();
    }

    /** The lines as they will be with the chosen bags. */
    static List<OrderLine> with(List<OrderLine> lines, List<AllocatedBag> chosen) {
        return lines.stream()
                .map(line -> new OrderLine(
                        line.number(),
                        line.product(),
                        line.family(),
                        line.group(),
                        line.quantity(),
                        line.patientRef(),
                        line.quantity() - line.issued() - stillMissing(line, chosen),
                        line.issued()))
                .toList();
    }

    private static int stillMissing(OrderLine line, List<AllocatedBag> chosen) {
        return line.missing()
                - (int) chosen.stream()
                        .filter(bag -> bag.lineNumber() == line.number())
                        .count();
    }
}
