package org.mailuo.products;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.ProductCode;

/**
 * How long a product lives under one condition.
 *
 * @param preservative anticoagulant or additive solution; {@code ANY} where it does not matter
 * @param system null where it does not matter
 */
public record ShelfLife(
        ProductCode product,
        String preservative,
        @Nullable BagSystem system,
        int amount,
        Unit unit,
        Base base,
        String standard,
        boolean verified,
        LocalDate effectiveFrom,
        @Nullable LocalDate effectiveTo) {
    /** In which the life is counted: hours end to the minute, days and years at the end of the last day. */
    public enum Unit {
        HOURS,
        DAYS,
        YEARS
    }

    /** What the life is counted from. */
    public enum Base {
        COLLECTION,
        MAKING
    }

    boolean fits(String usedPreservative, BagSystem usedSystem, LocalDate collectedOn) {
        return (preservative.equals("ANY") || preservative.equals(usedPreservative))
                && (system == null || system == usedSystem)
                && !collectedOn.isBefore(effectiveFrom)
                && (effectiveTo == null || !collectedOn.isAfter(effectiveTo));
    }
}
