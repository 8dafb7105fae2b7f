package org.mailuo.trace.drawing;

/** What a column of the drawing holds, from left to right. Bags take as many columns as there are generations. */
public enum Stage {
    DONOR,
    DONATION,
    BAG,
    HOSPITAL,
    FATE
}
