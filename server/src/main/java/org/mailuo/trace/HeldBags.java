package org.mailuo.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many bags in the station are held. @param oldest when the longest open hold was opened; null if none is */
public record HeldBags(long bags, @Nullable Instant oldest) {}
