package org.mailuo.trace.drawing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A layered tree. Each box without children takes a row of its own and a parent stands in the middle of its children,
 * so that no two boxes touch. A child of several parents stands behind the middle one of them.
 */
public final class Layout {
    public static final int BOX_WIDTH = 164;
    public static final int BOX_HEIGHT = 66;
    static final int GAP = 26;
    static final int ROW = 80;
    static final int MARGIN = 10;
    static final int HEADING = 34;

    private final Map<String, Cell> cells = new LinkedHashMap<>();
    private int rows;

    private Layout() {}

    public record Node(String id, Stage stage) {}

    public record Edge(String from, String to) {}

    /** Edges whose ends are not both among the nodes are left out. */
    public static Drawing of(List<Node> nodes, List<Edge> edges) {
        Layout layout = new Layout();
        nodes.forEach(node -> layout.cells.put(node.id(), new Cell(node)));
        List<Edge> drawn = edges.stream()
                .distinct()
                .filter(edge -> layout.cells.containsKey(edge.from()) && layout.cells.containsKey(edge.to()))
                .toList();
        drawn.forEach(edge -> layout.cell(edge.from()).join(layout.cell(edge.to())));
        return layout.draw(drawn);
    }

    private Drawing draw(List<Edge> edges) {
        Collection<Cell> all = cells.values();
        all.forEach(Cell::generation);
        all.stream().filter(cell -> cell.parents.isEmpty()).forEach(this::place);
        all.forEach(this::place);
        List<Drawing.Column> columns = columns();
        List<Drawing.Box> boxes = all.stream()
                .map(cell -> new Drawing.Box(cell.id, cell.left, cell.top))
                .toList();
        List<Drawing.Curve> curves = edges.stream()
                .map(edge -> curve(cell(edge.from()), cell(edge.to())))
                .toList();
        if (boxes.isEmpty()) {
            return new Drawing(0, 0, columns, boxes, curves);
        }
        int width = columns.getLast().x() + BOX_WIDTH + MARGIN;
        int height = HEADING + rows * ROW - (ROW - BOX_HEIGHT) + 2 * MARGIN;
        return new Drawing(width, height, columns, boxes, curves);
    }

    private void place(Cell cell) {
        if (cell.isPlaced) {
            return;
        }
        cell.isPlaced = true;
        List<Cell> below = cell.children.stream()
                .filter(child -> child.home() == cell && !child.isPlaced)
                .toList();
        below.forEach(this::place);
        cell.top = below.isEmpty() ? HEADING + ROW * rows++ : (below.getFirst().top + below.getLast().top) / 2;
    }

    /** Only columns that hold something, numbered from the left. */
    private List<Drawing.Column> columns() {
        List<Integer> ranks =
                cells.values().stream().map(Cell::rank).distinct().sorted().toList();
        cells.values().forEach(cell -> cell.left = left(ranks.indexOf(cell.rank())));
        List<Drawing.Column> columns = new ArrayList<>();
        for (int rank : ranks) {
            Stage stage = Stage.values()[rank / Cell.GENERATIONS];
            columns.add(new Drawing.Column(left(columns.size()), stage, rank % Cell.GENERATIONS));
        }
        return columns;
    }

    private Cell cell(String id) {
        return Objects.requireNonNull(cells.get(id));
    }

    private static int left(int column) {
        return MARGIN + column * (BOX_WIDTH + GAP);
    }

    /** The bend is in the first gap; behind it the line runs in the child's own row, where nothing stands. */
    private static Drawing.Curve curve(Cell from, Cell to) {
        int x = from.left + BOX_WIDTH;
        int y = from.top + BOX_HEIGHT / 2;
        int end = to.top + BOX_HEIGHT / 2;
        String path = y == end
                ? "M%d %dH%d".formatted(x, y, to.left)
                : "M%d %dC%d %d %d %d %d %dH%d"
                        .formatted(x, y, x + GAP / 2, y, x + GAP / 2, end, x + GAP, end, to.left);
        return new Drawing.Curve(from.id, to.id, path);
    }

    /** A node while it is being placed. */
    private static final class Cell {
        static final int GENERATIONS = 1000;
        private static final int UNKNOWN = -1;
        private static final int ASKED = -2;

        final String id;
        final Stage stage;
        final List<Cell> parents = new ArrayList<>();
        final List<Cell> children = new ArrayList<>();
        int generation = UNKNOWN;
        int left;
        int top;
        boolean isPlaced;

        Cell(Node node) {
            id = node.id();
            stage = node.stage();
        }

        void join(Cell child) {
            children.add(child);
            child.parents.add(this);
        }

        /** The parent behind which it stands. */
        Cell home() {
            return parents.get((parents.size() - 1) / 2);
        }

        /** How many stand before it within its own stage; a circle, which cannot be, is cut. */
        int generation() {
            if (generation == UNKNOWN) {
                generation = ASKED;
                generation = parents.stream()
                        .filter(parent -> parent.stage == stage && parent.generation != ASKED)
                        .mapToInt(parent -> parent.generation() + 1)
                        .max()
                        .orElse(0);
            }
            return generation;
        }

        /** Stage and generation as one number that sorts from left to right. */
        int rank() {
            return stage.ordinal() * GENERATIONS + generation;
        }
    }
}
