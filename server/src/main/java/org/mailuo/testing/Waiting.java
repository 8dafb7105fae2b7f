package org.mailuo.testing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much waits in the laboratory, and since when: donations without a final conclusion, runs without a review. */
public record Waiting(
        long donations,
        @Nullable Instant oldestDonation,
        long runs,
        @Nullable Instant oldestRun) {}
