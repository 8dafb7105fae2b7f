package org.mailuo.units;

import java.util.List;
import org.mailuo.shared.BagId;

/** Parents consumed and the bags made of them. Every open hold of a parent passes to every child. */
public record Making(List<BagId> parents, List<NewBag> children) {
    public Making {
        parents = List.copyOf(parents);
        children = List.copyOf(children);
        if (parents.isEmpty() || children.isEmpty()) {
            throw new IllegalArgumentException("A making has parents and children");
        }
    }
}
