package org.mailuo.hospitals;

import java.util.UUID;

/** One hospital in the station's register. */
public record HospitalId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
