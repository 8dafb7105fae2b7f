package org.mailuo.processing;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.ProductCode;

/** The limits of the process, dated; a bag is judged by those in force on the local day of its collection. */
record Limits(List<Within> times, List<AtMost> durations, List<Balance> balances, List<Recipe> recipes) {
    /** From when until when a row counts, both days included; null has no end. */
    record Span(LocalDate from, @Nullable LocalDate to) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && (to == null || !day.isAfter(to));
        }
    }

    /** @param anticoagulant {@code ANY} for each @param route null for each */
    record Within(
            ProductCode product,
            String anticoagulant,
            @Nullable Route route,
            int minutes,
            Span span) {}

    /** A collection of this nominal volume may take this long at most for this product. */
    record AtMost(ProductCode product, int nominalMl, int seconds, Span span) {}

    record Balance(int perMille, Span span) {}

    record Recipe(ProductCode parent, String code, boolean automatic, List<Share> shares) {}

    record Share(ProductCode product, String division, int perMille) {}

    /** Whether the product is bound to a time at all. */
    boolean isTimed(ProductCode product, LocalDate day) {
        return times.stream()
                .anyMatch(row -> row.product().equals(product) && row.span().covers(day));
    }

    /** The minutes that apply; the shortest where several do. Empty for an anticoagulant that nobody set a limit for. */
    Optional<Integer> minutes(ProductCode product, String anticoagulant, Route route, LocalDate day) {
        return times.stream()
                .filter(row -> row.product().equals(product) && row.span().covers(day))
                .filter(row ->
                        row.anticoagulant().equals("ANY") || row.anticoagulant().equals(anticoagulant))
                .filter(row -> row.route() == null || row.route() == route)
                .map(Within::minutes)
                .min(Comparator.naturalOrder());
    }

    boolean isForQuickCollections(ProductCode product, LocalDate day) {
        return durations.stream()
                .anyMatch(row -> row.product().equals(product) && row.span().covers(day));
    }

    Optional<Integer> seconds(ProductCode product, int nominalMl, LocalDate day) {
        return durations.stream()
                .filter(row -> row.product().equals(product)
                        && row.nominalMl() == nominalMl
                        && row.span().covers(day))
                .map(AtMost::seconds)
                .min(Comparator.naturalOrder());
    }

    /** Nothing may be unaccounted for where nobody set a tolerance. */
    int balancePerMille(LocalDate day) {
        return balances.stream()
                .filter(row -> row.span().covers(day))
                .mapToInt(Balance::perMille)
                .min()
                .orElse(0);
    }

    List<Recipe> recipesFor(ProductCode parent) {
        return recipes.stream().filter(recipe -> recipe.parent().equals(parent)).toList();
    }
}
