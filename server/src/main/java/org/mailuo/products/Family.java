package org.mailuo.products;

/** What a product is mostly made of; compatibility and stock are counted by it. */
public enum Family {
    WHOLE_BLOOD,
    RED_CELLS,
    PLATELETS,
    PLASMA,
    CRYO,
    GRANULOCYTES
}
