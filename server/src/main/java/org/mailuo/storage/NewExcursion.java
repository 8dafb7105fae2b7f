package org.mailuo.storage;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that left its temperature band.
 *
 * @param from when it was certainly within its band for the last time
 * @param until when it was certainly within its band again; null while it is not
 * @param lowest °C, the lowest reading, −200 to 60
 * @param highest °C, the highest reading, not below the lowest
 * @param note what happened and what was done; up to 500 characters
 */
public record NewExcursion(
        String place, Instant from, @Nullable Instant until, BigDecimal lowest, BigDecimal highest, String note) {}
