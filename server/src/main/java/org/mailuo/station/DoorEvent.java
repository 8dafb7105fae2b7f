package org.mailuo.station;

/** What happened at the door. */
public enum DoorEvent {
    /** Proved who he is and came in. */
    SIGNED_IN,
    /** A wrong password, code or signature. */
    FAILED,
    /** The wrong proof that locked the account. */
    LOCKED,
    /** An administrator ended the lock. */
    FREED,
    SIGNED_OUT,
    /** Enrolled a second factor. */
    ENROLLED,
    /** The page was covered, by hand or after idle minutes. */
    COVERED,
    /** The same person went on after it was covered. */
    CONTINUED,
    /** Asked for something that his duties do not allow. */
    DENIED
}
