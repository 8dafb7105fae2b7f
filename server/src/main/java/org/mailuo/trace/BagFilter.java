package org.mailuo.trace;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mailuo.units.BagStatus;

/**
 * Which bags a list shows; null does not limit.
 *
 * @param from first day of donation @param to last day of donation, included
 * @param held true for bags with an open hold that are still in the station
 * @param expiringBefore for bags in the station whose date passes before then
 * @param discardReason with status {@code DISCARDED}
 */
public record BagFilter(
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable BagStatus status,
        boolean held,
        @Nullable Instant expiringBefore,
        @Nullable String product,
        @Nullable String group,
        @Nullable String discardReason) {

    /** Whether it limits enough to be answered without reading the whole ledger. */
    boolean isNarrow() {
        return from != null || held || expiringBefore != null || isInStation(status);
    }

    private static boolean isInStation(@Nullable BagStatus status) {
        return status != null && status.isInStation();
    }
}
