package org.mailuo.testing;

/** What the laboratory says of a donation. */
public enum Fitness {
    FIT,
    UNFIT,
    /** Something is missing, invalid, to be repeated or in conflict: not fit until it is settled. */
    PENDING
}
