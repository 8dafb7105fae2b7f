package org.mailuo.distribution;

/** How soon the patient needs it, most urgent first; the desk works in this order. */
public enum Urgency {
    /** Life is in danger now. */
    EMERGENCY,
    /** Needed within one or two days. */
    URGENT,
    /** Planned, or for the hospital's stock. */
    ROUTINE
}
