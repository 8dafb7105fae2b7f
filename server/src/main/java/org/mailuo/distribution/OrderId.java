package org.mailuo.distribution;

import java.util.UUID;

/** One order of a hospital. People know it by its number. */
public record OrderId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
