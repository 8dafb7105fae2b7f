package org.mailuo.station;

/** What a signature says. */
public enum Meaning {
    /** Releases what every rule allows. */
    RELEASED,
    /** Judged the work of others: run, controls and every result entered by hand. */
    REVIEWED,
    /** Was the second pair of eyes on what leaves. */
    CHECKED,
    /** Saw it destroyed. */
    WITNESSED,
    /** Takes back a label that must not be used. */
    VOIDED,
    /** Ends what kept a bag back. */
    HOLD_LIFTED,
    /** Ends what kept a donor from giving. */
    DEFERRAL_LIFTED,
    /** Allows as a physician what the rules leave to one. */
    APPROVED
}
