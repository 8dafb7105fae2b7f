package org.mailuo.processing;

import java.util.List;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Millilitres;

/**
 * One bag to be made into others.
 *
 * @param waste what was thrown away, in millilitres as weighed
 * @param method code of the programme or recipe; may be empty
 */
public record NewComponents(BagId parent, Route route, List<Part> parts, Millilitres waste, String method) {
    public NewComponents {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A making has parts");
        }
    }

    public NewComponents(BagId parent, List<Part> parts, Millilitres waste) {
        this(parent, Route.COLD, parts, waste, "");
    }

    int partsMl() {
        return parts.stream().mapToInt(part -> part.volume().value()).sum();
    }
}
