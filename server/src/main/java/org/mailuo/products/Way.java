package org.mailuo.products;

import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;

/**
 * One permitted step from a product to another (FACTS 3.4).
 *
 * @param keepsExpiry the child never outlives its parent
 * @param addedPerMille how much solution may be added at most, in thousandths of the nominal source volume
 */
public record Way(ProductCode parent, ProductCode child, Kind kind, boolean keepsExpiry, int addedPerMille) {
    /** How the step is done. */
    public enum Kind {
        /** One bag becomes one or more other products. */
        MAKE,
        /** One bag becomes several of the same product. */
        SPLIT,
        /** Several bags become one. */
        POOL
    }

    /** The most that may be added to a bag that stems from a source of this nominal volume. */
    public Millilitres addition(Millilitres source) {
        return Millilitres.of(source.value() * addedPerMille / 1000);
    }
}
