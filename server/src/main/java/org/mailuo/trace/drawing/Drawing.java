package org.mailuo.trace.drawing;

import java.util.List;

/**
 * A picture in whole pixels, from left to right.
 *
 * @param columns the headings, one a column
 */
public record Drawing(int width, int height, List<Column> columns, List<Box> boxes, List<Curve> curves) {
    public Drawing {
        columns = List.copyOf(columns);
        boxes = List.copyOf(boxes);
        curves = List.copyOf(curves);
    }

    /** @param generation 0 for the first column of a stage */
    public record Column(int x, Stage stage, int generation) {}

    /** @param x left @param y top */
    public record Box(String id, int x, int y) {}

    /** @param path an SVG path from the right of one box to the left of the other */
    public record Curve(String from, String to, String path) {}
}
