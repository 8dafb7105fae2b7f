package org.mailuo.collection;

import java.util.UUID;

/** One coming of one donor. */
public record VisitId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
