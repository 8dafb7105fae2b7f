package org.mailuo.trace.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;
import org.mailuo.trace.TraceNode;
import org.mailuo.trace.TraceTree;
import org.mailuo.trace.drawing.Drawing;
import org.mailuo.trace.drawing.Layout;
import org.mailuo.trace.drawing.Stage;
import org.springframework.stereotype.Component;

/** Turns a tree into its drawing and its table. */
@Component
class TraceViews {
    private final Catalogue catalogue;

    TraceViews(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    TraceView of(TraceTree tree, Locale locale) {
        Drawing drawing = Layout.of(
                tree.nodes().stream()
                        .map(node -> new Layout.Node(node.id(), stage(node)))
                        .toList(),
                tree.links().stream()
                        .map(link -> new Layout.Edge(link.from(), link.to()))
                        .toList());
        Map<String, TraceNode> nodes =
                tree.nodes().stream().collect(Collectors.toMap(TraceNode::id, Function.identity()));
        Set<String> direct = tree.directLine();
        List<TraceView.Box> boxes = drawing.boxes().stream()
                .map(box -> new TraceView.Box(
                        box.x(),
                        box.y(),
                        Objects.requireNonNull(nodes.get(box.id())),
                        tree.present().contains(box.id()),
                        direct.contains(box.id())))
                .toList();
        List<TraceView.Line> lines = drawing.curves().stream()
                .map(curve ->
                        new TraceView.Line(curve.path(), direct.contains(curve.from()) && direct.contains(curve.to())))
                .sorted((a, b) -> Boolean.compare(a.isDirect(), b.isDirect()))
                .toList();
        return new TraceView(tree, drawing, boxes, lines, rows(tree), direct, products(tree, locale));
    }

    private static Stage stage(TraceNode node) {
        return switch (node) {
            case TraceNode.Donor _ -> Stage.DONOR;
            case TraceNode.Donation _ -> Stage.DONATION;
            case TraceNode.Bag _ -> Stage.BAG;
            case TraceNode.Supply _ -> Stage.HOSPITAL;
            case TraceNode.Fate _ -> Stage.FATE;
        };
    }

    private static List<TraceView.Row> rows(TraceTree tree) {
        Map<String, TraceNode> nodes = new HashMap<>();
        tree.nodes().forEach(node -> nodes.put(node.id(), node));
        Map<BagId, List<TraceNode.Bag>> parents = parents(tree, nodes);
        List<TraceView.Row> rows = new ArrayList<>();
        Set<DonationNumber> shown = new HashSet<>();
        for (TraceNode.Bag bag : tree.nodes(TraceNode.Bag.class)) {
            TraceNode.Donation donation = (TraceNode.Donation) nodes.get("donation:" + bag.din());
            shown.add(bag.din());
            TraceNode.Supply supply = (TraceNode.Supply) nodes.get("supply:" + bag.bag());
            TraceNode.Fate fate = (TraceNode.Fate) nodes.get("fate:" + bag.bag());
            rows.add(new TraceView.Row(
                    donation == null ? null : (TraceNode.Donor) nodes.get("donor:" + donation.donor()),
                    donation,
                    bag,
                    parents.getOrDefault(bag.bag(), List.of()),
                    supply,
                    fate,
                    Stream.of("bag:", "supply:", "fate:")
                            .anyMatch(kind -> tree.present().contains(kind + bag.bag()))));
        }
        tree.nodes(TraceNode.Donation.class).stream()
                .filter(donation -> !shown.contains(donation.din()))
                .forEach(donation -> rows.add(new TraceView.Row(
                        (TraceNode.Donor) nodes.get("donor:" + donation.donor()),
                        donation,
                        null,
                        List.of(),
                        null,
                        null,
                        false)));
        return rows;
    }

    private static Map<BagId, List<TraceNode.Bag>> parents(TraceTree tree, Map<String, TraceNode> nodes) {
        Map<BagId, List<TraceNode.Bag>> parents = new HashMap<>();
        for (TraceTree.Link link : tree.links()) {
            if (nodes.get(link.from()) instanceof TraceNode.Bag parent
                    && nodes.get(link.to()) instanceof TraceNode.Bag child) {
                parents.computeIfAbsent(child.bag(), id -> new ArrayList<>()).add(parent);
            }
        }
        return parents;
    }

    private Map<ProductCode, String> products(TraceTree tree, Locale locale) {
        return tree.nodes(TraceNode.Bag.class).stream()
                .map(TraceNode.Bag::product)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), code -> name(code, locale)));
    }

    String name(ProductCode code, Locale locale) {
        return catalogue.find(code).map(product -> product.name(locale)).orElse(code.value());
    }
}
