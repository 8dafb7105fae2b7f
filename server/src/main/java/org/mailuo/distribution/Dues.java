package org.mailuo.distribution;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How much of something is owed, and since when the oldest waits. */
public record Dues(int count, @Nullable Instant oldest) {
    public static final Dues NONE = new Dues(0, null);
}
