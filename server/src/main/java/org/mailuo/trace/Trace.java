package org.mailuo.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.StationId;
import org.mailuo.trace.TraceStore.Parentage;
import org.mailuo.trace.TraceTree.Link;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows blood both ways. A tree is read at one moment, in at most five statements whatever its size: ancestors,
 * descendants, bags with what became of them, parentage, donations.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Trace {
    private final TraceStore store;

    Trace(TraceStore store) {
        this.store = store;
    }

    /**
     * The whole tree of the start; empty when the station knows no such thing.
     *
     * <p>From a donor or donation: all bags and everything made of them. From a bag, order or patient: everything the
     * bags came from and everything made of them; where they stem from one donation, its other bags too. Where the tree
     * touches a pool from the side, the pool is there and says how many other parents it has.
     */
    public TraceTree from(StationId station, Start start) {
        return switch (start) {
            case Start.Donor(var donor) -> fromDonations(station, start, store.donationsOf(station, donor));
            case Start.Donation(var din) -> fromDonations(station, start, List.of(din));
            case Start.Bag(var bag) -> fromBags(station, start, List.of(bag));
            case Start.Order(var order) -> fromBags(station, start, store.bagsOfOrder(station, order));
            case Start.Patient(var reference) -> fromBags(station, start, store.bagsOfPatient(station, reference));
        };
    }

    private TraceTree fromDonations(StationId station, Start start, Collection<DonationNumber> dins) {
        Set<BagId> family = store.descendants(station, store.bagsOf(station, dins));
        return tree(station, start, dins, family);
    }

    private TraceTree fromBags(StationId station, Start start, Collection<BagId> bags) {
        Set<BagId> line = new HashSet<>(store.ancestors(station, bags));
        Set<DonationNumber> dins = store.donationsOf(station, line);
        if (dins.size() == 1) {
            line.addAll(store.bagsOf(station, dins));
            line.addAll(store.descendants(station, line));
        } else {
            line.addAll(store.descendants(station, bags));
        }
        return tree(station, start, dins, line);
    }

    private TraceTree tree(
            StationId station, Start start, Collection<DonationNumber> dins, Set<BagId> family) {
        List<Parentage> parentage = store.parentage(station, family);
        List<TraceNode.Donation> donations = store.donations(station, dins, family);
        List<TraceStore.BagRow> rows = store.bags(station, family, parentage);
        List<TraceNode> nodes = new ArrayList<>(store.donorsOf(station, donations));
        nodes.addAll(donations);
        rows.stream().map(TraceStore.BagRow::bag).forEach(nodes::add);
        rows.stream().flatMap(row -> row.supply().stream()).forEach(nodes::add);
        rows.stream().flatMap(row -> row.fate().stream()).forEach(nodes::add);
        List<Link> links = links(donations, rows, parentage, family);
        return new TraceTree(start, nodes, links, present(start, nodes));
    }

    private static List<Link> links(
            List<TraceNode.Donation> donations,
            List<TraceStore.BagRow> rows,
            List<Parentage> parentage,
            Set<BagId> family) {
        Map<DonationNumber, TraceNode.Donation> byNumber = new HashMap<>();
        donations.forEach(donation -> byNumber.put(donation.din(), donation));
        Set<BagId> children = parentage.stream()
                .filter(link -> family.contains(link.child()))
                .map(Parentage::child)
                .collect(Collectors.toSet());
        List<Link> links = new ArrayList<>();
        donations.forEach(donation -> links.add(new Link("donor:" + donation.donor(), donation.id())));
        rows.stream()
                .map(TraceStore.BagRow::bag)
                .filter(bag -> !children.contains(bag.bag()) && byNumber.containsKey(bag.din()))
                .forEach(bag -> links.add(new Link("donation:" + bag.din(), bag.id())));
        parentage.stream()
                .filter(link -> family.contains(link.child()) && family.contains(link.parent()))
                .forEach(link -> links.add(new Link("bag:" + link.parent(), "bag:" + link.child())));
        for (TraceStore.BagRow row : rows) {
            Stream.concat(row.supply().stream(), row.fate().stream())
                    .map(TraceNode::id)
                    .reduce(row.bag().id(), (before, after) -> {
                        links.add(new Link(before, after));
                        return after;
                    });
        }
        return links;
    }

    private static Set<String> present(Start start, List<TraceNode> nodes) {
        return nodes.stream()
                .filter(node -> switch (start) {
                    case Start.Donor _, Start.Donation _, Start.Bag _ -> node.id().equals(start.toString());
                    case Start.Order(var order) ->
                        node instanceof TraceNode.Supply supply && supply.order().equals(order);
                    case Start.Patient(var reference) ->
                        node instanceof TraceNode.Fate fate && reference.equals(fate.patient());
                })
                .map(TraceNode::id)
                .collect(Collectors.toSet());
    }
}
