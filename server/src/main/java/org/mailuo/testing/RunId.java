package org.mailuo.testing;

import java.util.UUID;

/** One run of one reagent lot on one instrument. */
public record RunId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
