package org.mailuo.products;

/** How the blood is enclosed; it limits the life of a product. */
public enum BagSystem {
    /** Never entered; for platelets a bag made for five days. */
    CLOSED,
    /** Platelets in a bag that does not breathe, or without an agitator. */
    PLAIN,
    /** Entered, by washing or an open transfer. */
    OPEN
}
