package org.mailuo.units;

import java.util.UUID;

/** Names one entry of the register of causes. */
public record CauseId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
