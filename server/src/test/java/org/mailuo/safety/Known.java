package org.mailuo.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mailuo.collection.VisitId;
import org.mailuo.distribution.OrderId;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.testing.RunId;
import org.mailuo.units.Bag;

/**
 * What a history has come to know of its own station: the ids behind its small numbers, and how far each thing seems to
 * be. The storyteller draws from it; nothing is judged by it.
 */
final class Known {
    /** What a visit or a donation is waiting for. */
    enum Stage {
        OPEN,
        ELIGIBLE,
        BLED,
        RECEIVED,
        CONCLUDED,
        ENDED
    }

    /** A run and what was entered into it. */
    record Run(RunId id, Panel panel, List<Integer> donations, boolean reviewed) {
        Run {
            donations = List.copyOf(donations);
        }
    }

    /** An order of one line. */
    record Order(OrderId id, String product, String group, boolean allocated) {}

    final Map<Integer, DonorId> donors = new ConcurrentSkipListMap<>();
    final Map<Integer, VisitId> visits = new ConcurrentSkipListMap<>();
    final Map<Integer, Integer> donorOfVisit = new ConcurrentSkipListMap<>();
    final Map<Integer, Stage> stages = new ConcurrentSkipListMap<>();
    final Map<Integer, Run> runs = new ConcurrentSkipListMap<>();
    final Map<Integer, Order> orders = new ConcurrentSkipListMap<>();
    /** Visits for platelets. */
    final Set<Integer> apheresis = new ConcurrentSkipListSet<>();

    /** What a bag is never changes; how far it has come is not to be read here. */
    final Map<BagRef, Bag> bags = new ConcurrentHashMap<>();

    final List<BagRef> printed = new CopyOnWriteArrayList<>();

    Known copy() {
        Known copy = new Known();
        copy.donors.putAll(donors);
        copy.visits.putAll(visits);
        copy.donorOfVisit.putAll(donorOfVisit);
        copy.stages.putAll(stages);
        copy.runs.putAll(runs);
        copy.orders.putAll(orders);
        copy.apheresis.addAll(apheresis);
        copy.bags.putAll(bags);
        copy.printed.addAll(printed);
        return copy;
    }

    /** The donations that were made, by their numbers in the history. */
    List<Integer> donations() {
        return at(Stage.BLED, Stage.RECEIVED, Stage.CONCLUDED);
    }

    List<Integer> at(Stage... wanted) {
        List<Stage> any = List.of(wanted);
        return stages.entrySet().stream()
                .filter(entry -> any.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    static DonationNumber din(int donation) {
        return DonationNumber.of(Houses.FACILITY, 26, donation);
    }
}
