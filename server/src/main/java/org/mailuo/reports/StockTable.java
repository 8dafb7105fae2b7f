package org.mailuo.reports;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.mailuo.shared.BloodGroup;

/**
 * The stock at one moment.
 *
 * @param windowDays over how many days the mean issue was taken, 1 to 28
 */
public record StockTable(Instant at, int windowDays, List<StockLine> lines) {
    /** The days that a stock should last; a station may confirm or change them (FACTS 6: no law names them). */
    static int targetDays(String family) {
        return switch (family) {
            case "RED_CELLS", "WHOLE_BLOOD" -> 5;
            case "PLATELETS" -> 2;
            case "PLASMA", "CRYO" -> 30;
            default -> 0;
        };
    }

    public StockTable {
        lines = List.copyOf(lines);
    }

    /** How a stock stands against its target. */
    public enum Level {
        /** Nothing was issued, or there is no target. */
        UNKNOWN,
        GOOD,
        LOW,
        /** Below half of the target. */
        CRITICAL
    }

    /** One cell of the table: counts of a family or product in one group, or in all. */
    public record Cell(
            int quarantine, int usable, int reserved, int held, int issued, OptionalInt tenths, Level level) {
        public boolean isEmpty() {
            return quarantine + usable + reserved + held + issued == 0;
        }
    }

    public List<String> families() {
        return lines.stream().map(StockLine::family).distinct().toList();
    }

    /** The first line of each product of the family, for its code and name. */
    public List<StockLine> products(String family) {
        return lines.stream()
                .filter(line -> line.family().equals(family))
                .collect(Collectors.toMap(
                        StockLine::product, line -> line, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    public Cell family(String family, BloodGroup group) {
        return cell(family, line -> line.family().equals(family) && group.equals(line.group()));
    }

    public Cell family(String family) {
        return cell(family, line -> line.family().equals(family));
    }

    public Cell product(StockLine product, BloodGroup group) {
        return cell(product.family(), line -> line.product().equals(product.product()) && group.equals(line.group()));
    }

    public Cell product(StockLine product) {
        return cell(product.family(), line -> line.product().equals(product.product()));
    }

    private Cell cell(String family, Predicate<StockLine> which) {
        int usable = sum(which, StockLine::usable);
        int issued = sum(which, StockLine::issued);
        OptionalInt tenths = StockLine.tenthsOfDays(usable, issued, windowDays);
        return new Cell(
                sum(which, StockLine::quarantine),
                usable,
                sum(which, StockLine::reserved),
                sum(which, StockLine::held),
                issued,
                tenths,
                level(tenths, targetDays(family)));
    }

    static Level level(OptionalInt tenths, int targetDays) {
        if (tenths.isEmpty() || targetDays == 0) {
            return Level.UNKNOWN;
        }
        int target = targetDays * 10;
        return tenths.getAsInt() >= target ? Level.GOOD : tenths.getAsInt() * 2 >= target ? Level.LOW : Level.CRITICAL;
    }

    private int sum(Predicate<StockLine> which, ToIntFunction<StockLine> count) {
        return lines.stream().filter(which).mapToInt(count).sum();
    }

    public int target(String family) {
        return targetDays(family);
    }
}
