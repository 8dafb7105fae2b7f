package org.mailuo.shared;

import java.util.UUID;

/** One physical bag in the ledger. People know it by donation number, product and division. */
public record BagId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
