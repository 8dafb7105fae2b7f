package org.mailuo.testing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which donations a page of results shows; what is null or empty does not narrow.
 *
 * @param from first day of donation
 * @param to last day of donation
 * @param din beginning of the donation number
 */
public record ResultsFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Fitness fitness,
        String din) {
    public static final ResultsFilter ALL = new ResultsFilter(null, null, null, "");
}
