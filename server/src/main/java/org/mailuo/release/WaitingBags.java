package org.mailuo.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the release officer and the label bench.
 *
 * @param oldest when the bag that has waited longest was collected; null when none waits
 */
public record WaitingBags(long inQuarantine, @Nullable Instant oldest, long toLabel) {}
