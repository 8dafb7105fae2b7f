package org.mailuo.station;

import java.util.UUID;

/** A place where the station works: its centre, a donation house, a bus, a village visited. */
public record SiteId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
