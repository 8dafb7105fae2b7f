package org.mailuo.donors;

import java.util.UUID;

/** One person as a donor of this station. People know him by the donor number. */
public record DonorId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
