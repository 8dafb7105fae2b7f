package org.mailuo.testing;

/** Only results of a valid run count; a valid run may still be withdrawn, an invalid one stays so (RULE V11). */
public enum RunState {
    RUNNING,
    VALID,
    INVALID
}
