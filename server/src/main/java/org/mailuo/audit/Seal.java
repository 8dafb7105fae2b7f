package org.mailuo.audit;

import java.time.Instant;
import org.mailuo.shared.StationId;

/**
 * A link of a station's chain, as it is told to people.
 *
 * @param number from 1, without a gap
 * @param hash 64 hexadecimal digits
 */
public record Seal(StationId station, long number, Instant at, String hash) {

    /** The hash in groups of four, as two persons read it to each other. */
    public String spelt() {
        return spelt(hash);
    }

    public static String spelt(String hash) {
        return hash.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
