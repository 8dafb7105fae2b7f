package org.mailuo.trace.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BagId;
import org.mailuo.shared.ProductCode;
import org.mailuo.trace.TraceNode;
import org.mailuo.trace.TraceTree;
import org.mailuo.trace.drawing.Drawing;
import org.mailuo.trace.drawing.Layout;

/**
 * A tree ready to be drawn and to be read as a table.
 *
 * @param direct ids of the nodes before and after the present ones
 * @param products names by code, in the reader's language
 */
record TraceView(
        TraceTree tree,
        Drawing drawing,
        List<Box> boxes,
        List<Line> lines,
        List<Row> rows,
        Set<String> direct,
        Map<ProductCode, String> products) {

    /** One box with what stands in it. */
    record Box(int x, int y, TraceNode node, boolean isPresent, boolean isDirect) {
        public String kind() {
            return node.getClass().getSimpleName();
        }

        public int right() {
            return x + Layout.BOX_WIDTH;
        }
    }

    record Line(String path, boolean isDirect) {}

    /** One line of the table: a bag with where it came from and where it went. */
    record Row(
            TraceNode.@Nullable Donor donor,
            TraceNode.@Nullable Donation donation,
            TraceNode.@Nullable Bag bag,
            List<TraceNode.Bag> parents,
            TraceNode.@Nullable Supply supply,
            TraceNode.@Nullable Fate fate,
            boolean isPresent) {}

    public int boxWidth() {
        return Layout.BOX_WIDTH;
    }

    public int boxHeight() {
        return Layout.BOX_HEIGHT;
    }

    public boolean isDrawn() {
        return !boxes.isEmpty();
    }

    public String product(ProductCode code) {
        return products.getOrDefault(code, code.value());
    }

    /** As much of the text as fits; a Chinese character is as wide as two others. */
    public String fit(String text, int units) {
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            used += text.charAt(i) > 0x2E80 ? 2 : 1;
            if (used > units) {
                return text.substring(0, Math.max(0, i - 1)).strip() + "…";
            }
        }
        return text;
    }

    public boolean isPresent(BagId bag) {
        return tree.present().contains("bag:" + bag);
    }
}
