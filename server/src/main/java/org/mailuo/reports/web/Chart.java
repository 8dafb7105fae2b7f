package org.mailuo.reports.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code static/charts.js} draws; the same numbers stand in a table behind it.
 *
 * @param labels along the axis
 * @param target a line across; null for none
 * @param targetName what the line says
 * @param unit behind each number
 */
record Chart(
        List<String> labels,
        List<Series> series,
        @Nullable Number target,
        @Nullable String targetName,
        String unit) {

    /**
     * @param colour a key of the palette in {@code charts.js}: the same thing has the same colour on every page
     * @param isLine a line instead of bars
     */
    record Series(String name, String colour, boolean isLine, boolean isStacked, List<@Nullable Number> values) {}
}
