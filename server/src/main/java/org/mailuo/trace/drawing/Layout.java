package org.mailuo.trace.drawing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A layered tree. Each box without children takes a row of its own and a parent stands in the middle of its children,
 * so that no two boxes touch. A child of several parents stands behind the middle one of them.
 */
public final class Layout {
    public static final int BOX_WIDTH = 176;
    public static final int BOX_HEIGHT = 66;
    static final int GAP = 40;
    static final int ROW = 80;
    static final int MARGIN = 10;
    static final int HEADING = 34;

    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, Integer> generations = new HashMap<>();
    private final Map<String, Integer> tops = new HashMap<>();
    private int rows;

    private Layout() {}

    public record Node(String id, Stage stage) {}

    public record Edge(String from, String to) {}

    /** Edges whose ends are not both among the nodes are left out. */
    public static Drawing of(List<Node> nodes, List<Edge> edges) {
        Layout layout = new Layout();
        nodes.forEach(node -> layout.stages.put(node.id(), node.stage()));
        List<Edge> drawn = edges.stream()
                .filter(edge -> layout.stages.containsKey(edge.from()) && layout.stages.containsKey(edge.to()))
                .distinct()
                .toList();
        drawn.forEach(edge -> {
            layout.children.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
            layout.parents.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
        });
        return layout.draw(drawn);
    }

    private Drawing draw(List<Edge> edges) {
        stages.keySet().forEach(id -> generation(id, new HashSet<>()));
        Set<String> placed = new HashSet<>();
        stages.keySet().stream().filter(id -> parentsOf(id).isEmpty()).forEach(id -> place(id, placed));
        stages.keySet().forEach(id -> place(id, placed));
        Map<Integer, Integer> columns = columns();
        List<Drawing.Box> boxes = stages.keySet().stream()
                .map(id -> new Drawing.Box(id, left(columns.get(rank(id))), tops.get(id)))
                .toList();
        Map<String, Drawing.Box> byId = new HashMap<>();
        boxes.forEach(box -> byId.put(box.id(), box));
        List<Drawing.Curve> curves = edges.stream()
                .map(edge -> curve(edge, byId.get(edge.from()), byId.get(edge.to())))
                .toList();
        int width = columns.isEmpty() ? 0 : left(columns.size() - 1) + BOX_WIDTH + MARGIN;
        int height = HEADING + rows * ROW - (ROW - BOX_HEIGHT) + MARGIN;
        return new Drawing(width, rows == 0 ? 0 : height, headings(columns), boxes, curves);
    }

    /** How many bags stand before this one; within one stage only, since bags alone come from their like. */
    private int generation(String id, Set<String> onTheWay) {
        Integer known = generations.get(id);
        if (known != null || !onTheWay.add(id)) {
            return known == null ? 0 : known;
        }
        int generation = parentsOf(id).stream()
                .filter(parent -> stages.get(parent) == stages.get(id))
                .mapToInt(parent -> generation(parent, onTheWay) + 1)
                .max()
                .orElse(0);
        generations.put(id, generation);
        return generation;
    }

    private int place(String id, Set<String> placed) {
        if (!placed.add(id)) {
            return tops.getOrDefault(id, HEADING);
        }
        List<Integer> below = children.getOrDefault(id, List.of()).stream()
                .filter(child -> home(child).equals(id) && !placed.contains(child))
                .map(child -> place(child, placed))
                .toList();
        int top = below.isEmpty() ? HEADING + ROW * rows++ : (below.getFirst() + below.getLast()) / 2;
        tops.put(id, top);
        return top;
    }

    private String home(String id) {
        List<String> all = parentsOf(id);
        return all.get((all.size() - 1) / 2);
    }

    private List<String> parentsOf(String id) {
        return parents.getOrDefault(id, List.of());
    }

    /** Stage and generation as one number that sorts from left to right. */
    private int rank(String id) {
        return stages.get(id).ordinal() * 1000 + generations.getOrDefault(id, 0);
    }

    /** Only columns that hold something, numbered from the left. */
    private Map<Integer, Integer> columns() {
        Collection<Integer> ranks = new TreeSet<>(stages.keySet().stream().map(this::rank).toList());
        Map<Integer, Integer> columns = new LinkedHashMap<>();
        ranks.forEach(rank -> columns.put(rank, columns.size()));
        return columns;
    }

    private static List<Drawing.Column> headings(Map<Integer, Integer> columns) {
        return columns.entrySet().stream()
                .map(entry -> new Drawing.Column(
                        left(entry.getValue()), Stage.values()[entry.getKey() / 1000], entry.getKey() % 1000 == 0))
                .toList();
    }

    private static int left(int column) {
        return MARGIN + column * (BOX_WIDTH + GAP);
    }

    private static Drawing.Curve curve(Edge edge, Drawing.Box from, Drawing.Box to) {
        int x1 = from.x() + BOX_WIDTH;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int y2 = to.y() + BOX_HEIGHT / 2;
        int bend = GAP / 2;
        // The bend is in the first gap; behind it the line runs in the child's own row, where nothing stands.
        int turn = x1 + GAP;
        String path = y1 == y2
                ? "M%d %dH%d".formatted(x1, y1, to.x())
                : "M%d %dC%d %d %d %d %d %dH%d".formatted(x1, y1, x1 + bend, y1, turn - bend, y2, turn, y2, to.x());
        return new Drawing.Curve(edge.from(), edge.to(), path);
    }
}
