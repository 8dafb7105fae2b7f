package org.mailuo.shared;

/** The blood station that a row belongs to: first column of every key, and the unit of distribution and isolation. */
public record StationId(int value) {
    public StationId {
        if (value <= 0) {
            throw new IllegalArgumentException("A station id is positive: " + value);
        }
    }
}
