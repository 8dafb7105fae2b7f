package org.mailuo.trace.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailuo.trace.drawing.Layout.Edge;
import org.mailuo.trace.drawing.Layout.Node;

class LayoutTest {
    @Test
    void nothingIsNothing() {
        Drawing drawing = Layout.of(List.of(), List.of());
        assertThat(drawing.width()).isZero();
        assertThat(drawing.boxes()).isEmpty();
    }

    @Test
    void oneBagRunsInOneStraightLine() {
        Drawing drawing = Layout.of(
                List.of(
                        new Node("donor", Stage.DONOR),
                        new Node("din", Stage.DONATION),
                        new Node("bag", Stage.BAG),
                        new Node("hospital", Stage.HOSPITAL),
                        new Node("fate", Stage.FATE)),
                List.of(
                        new Edge("donor", "din"),
                        new Edge("din", "bag"),
                        new Edge("bag", "hospital"),
                        new Edge("hospital", "fate")));
        assertThat(drawing.boxes()).extracting(Drawing.Box::y).containsOnly(Layout.HEADING);
        assertThat(drawing.boxes()).extracting(Drawing.Box::x).isSorted().doesNotHaveDuplicates();
        assertThat(drawing.curves())
                .allSatisfy(curve -> assertThat(curve.path()).doesNotContain("C"));
        assertThat(drawing.columns()).hasSize(5);
    }

    @Test
    void aParentStandsInTheMiddleOfItsChildren() {
        Drawing drawing = Layout.of(
                List.of(bag("wb"), bag("lrc"), bag("ffp"), bag("pc")),
                List.of(new Edge("wb", "lrc"), new Edge("wb", "ffp"), new Edge("wb", "pc")));
        assertThat(box(drawing, "wb").y()).isEqualTo(box(drawing, "ffp").y());
        assertThat(box(drawing, "lrc").y()).isLessThan(box(drawing, "ffp").y());
        assertThat(drawing.columns()).extracting(Drawing.Column::generation).containsExactly(0, 1);
    }

    @Test
    void aPoolStandsBehindTheMiddleOneOfItsParents() {
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            nodes.add(new Node("din" + i, Stage.DONATION));
            nodes.add(bag("pc" + i));
            edges.add(new Edge("din" + i, "pc" + i));
            edges.add(new Edge("pc" + i, "pool"));
        }
        nodes.add(bag("pool"));
        Drawing drawing = Layout.of(nodes, edges);
        assertThat(box(drawing, "pool").y()).isEqualTo(box(drawing, "pc2").y());
        assertThat(box(drawing, "pool").x()).isGreaterThan(box(drawing, "pc0").x());
        assertThat(drawing.curves()).hasSize(10);
    }

    @Test
    void aChildStandsRightOfItsLatestParent() {
        Drawing drawing = Layout.of(
                List.of(bag("a"), bag("b"), bag("c")),
                List.of(new Edge("a", "b"), new Edge("b", "c"), new Edge("a", "c")));
        assertThat(box(drawing, "c").x()).isGreaterThan(box(drawing, "b").x());
    }

    @Test
    void hospitalsStandInOneColumnHoweverManyGenerationsABagHas() {
        Drawing drawing = Layout.of(
                List.of(
                        bag("wb"),
                        bag("ap"),
                        bag("lrc"),
                        new Node("h1", Stage.HOSPITAL),
                        new Node("h2", Stage.HOSPITAL)),
                List.of(new Edge("wb", "lrc"), new Edge("lrc", "h1"), new Edge("ap", "h2")));
        assertThat(box(drawing, "h1").x()).isEqualTo(box(drawing, "h2").x());
    }

    @Test
    void edgesToWhatIsNotDrawnAreLeftOutAndACircleEnds() {
        Drawing drawing = Layout.of(
                List.of(bag("a"), bag("b")),
                List.of(new Edge("a", "b"), new Edge("b", "a"), new Edge("a", "elsewhere")));
        assertThat(drawing.boxes()).hasSize(2);
        assertThat(drawing.curves()).hasSize(2);
    }

    /** Whatever the tree: no two boxes touch, all lie within the picture, every line runs to the right. */
    @Test
    void noTwoBoxesTouch() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int size = 2 + random.nextInt(40);
            List<Node> nodes =
                    IntStream.range(0, size).mapToObj(i -> bag("n" + i)).toList();
            List<Edge> edges = new ArrayList<>();
            for (int i = 1; i < size; i++) {
                for (int parents = random.nextInt(4); parents > 0; parents--) {
                    edges.add(new Edge("n" + random.nextInt(i), "n" + i));
                }
            }
            assertWellPlaced(Layout.of(nodes, edges), "seed " + seed);
        }
    }

    private static void assertWellPlaced(Drawing drawing, String seed) {
        for (Drawing.Box a : drawing.boxes()) {
            assertThat(a.x() + Layout.BOX_WIDTH).as(seed).isLessThanOrEqualTo(drawing.width());
            assertThat(a.y() + Layout.BOX_HEIGHT).as(seed).isLessThanOrEqualTo(drawing.height());
            for (Drawing.Box b : drawing.boxes()) {
                boolean apart = a.x() != b.x() || Math.abs(a.y() - b.y()) >= Layout.BOX_HEIGHT;
                assertThat(a == b || apart).as("%s: %s and %s", seed, a, b).isTrue();
            }
        }
        for (Drawing.Curve curve : drawing.curves()) {
            assertThat(box(drawing, curve.from()).x())
                    .as(seed)
                    .isLessThan(box(drawing, curve.to()).x());
        }
    }

    private static Node bag(String id) {
        return new Node(id, Stage.BAG);
    }

    private static Drawing.Box box(Drawing drawing, String id) {
        return drawing.boxes().stream()
                .filter(box -> box.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
