package org.mailuo.shared;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Time-ordered ids (RFC 9562, version 7), made where the fact happens and therefore without asking the database. The
 * order keeps the newest rows together at one edge of an index.
 */
public final class Uuid7 {
    private static final RandomGenerator RANDOM = new SecureRandom();

    private Uuid7() {}

    public static UUID next(Instant at) {
        return next(at, RANDOM);
    }

    /** As {@link #next(Instant)} with the caller's randomness, for repeatable histories. */
    public static UUID next(Instant at, RandomGenerator random) {
        long high = (at.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
