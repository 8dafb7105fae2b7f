package org.mailuo.trace;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that hangs together with the start: donor, donation, bags, what was made of them, hospital and fate.
 *
 * @param nodes donors, then donations, bags, supplies and fates, each in a steady order
 * @param links from what was before to what came of it
 * @param present ids of the nodes that the trace began with
 */
public record TraceTree(Start start, List<TraceNode> nodes, List<Link> links, Set<String> present) {
    public TraceTree {
        nodes = List.copyOf(nodes);
        links = List.copyOf(links);
        present = Set.copyOf(present);
    }

    /** @param from id of the node before @param to id of the node after */
    public record Link(String from, String to) {}

    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    public <T extends TraceNode> List<T> nodes(Class<T> kind) {
        return nodes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Ids of the present nodes, all that they came from and all that came of them: without brothers and sisters. */
    public Set<String> directLine() {
        Set<String> line = new HashSet<>(closure(Link::from, Link::to));
        line.addAll(closure(Link::to, Link::from));
        return line;
    }

    private Set<String> closure(Function<Link, String> near, Function<Link, String> far) {
        Map<String, List<String>> next = links.stream().collect(groupingBy(near, mapping(far, toList())));
        Set<String> seen = new HashSet<>(present);
        Deque<String> open = new ArrayDeque<>(present);
        while (!open.isEmpty()) {
            for (String id : next.getOrDefault(open.remove(), List.of())) {
                if (seen.add(id)) {
                    open.add(id);
                }
            }
        }
        return seen;
    }

    /** The same tree as somebody with this sight may see it. */
    public TraceTree seenWith(Sight sight) {
        return new TraceTree(
                start, nodes.stream().map(node -> masked(node, sight)).toList(), links, present);
    }

    private static TraceNode masked(TraceNode node, Sight sight) {
        return switch (node) {
            case TraceNode.Donor donor -> donor;
            case TraceNode.Supply supply -> supply;
            case TraceNode.Donation d ->
                sight.results()
                        ? d
                        : new TraceNode.Donation(
                                d.din(),
                                d.donor(),
                                d.kind(),
                                d.volume(),
                                d.firstTime(),
                                d.donatedOn(),
                                d.endedAt(),
                                d.outcome(),
                                null,
                                d.group(),
                                d.unshown());
            case TraceNode.Bag b ->
                sight.results()
                        ? b
                        : new TraceNode.Bag(
                                b.bag(),
                                b.din(),
                                b.product(),
                                b.division(),
                                b.volume(),
                                b.collectedAt(),
                                b.expiresAt(),
                                b.group(),
                                b.status(),
                                b.openHolds(),
                                List.of(),
                                b.place(),
                                b.releasedAt(),
                                harmless(b.discardReason()),
                                b.unshownParents(),
                                b.unshownChildren());
            case TraceNode.Fate f -> sight.patients() ? f : new TraceNode.Fate(f.bag(), f.fate(), null, f.happenedAt());
        };
    }

    private static @Nullable String harmless(@Nullable String discardReason) {
        return "EXPIRED".equals(discardReason) || "BROKEN".equals(discardReason) ? discardReason : null;
    }
}
