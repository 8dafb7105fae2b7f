package org.mailuo.units;

import org.mailuo.shared.BagId;

/**
 * An open hold on a relative of a bag, that the bag need not carry itself: its own copy may have been lifted, or the
 * hold was opened on the relative alone.
 *
 * @param of the bag that was asked about
 * @param relative the bag that is held
 */
public record FamilyHold(BagId of, Kinship kinship, Bag relative, Hold hold) {
    public enum Kinship {
        /** The bag was made of it, in one step or in several. */
        ANCESTOR,
        /** Another bag of the same donation that is no ancestor. */
        SIBLING
    }
}
