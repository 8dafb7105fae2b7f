package org.mailuo.distribution;

/** What became of a bag in the hospital (RULE D6). */
public enum Fate {
    TRANSFUSED,
    /** Sent back to the station; never issued again (RULE D4). */
    RETURNED,
    DISCARDED
}
