package org.mailuo.station;

import java.util.UUID;

/** One person of a station's staff, or one portal user of a hospital. */
public record StaffId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
