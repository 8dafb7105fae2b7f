package org.mailuo.testing;

/** What a donation waits for in the laboratory. */
public enum WorkState {
    /** A marker has no result that could count. */
    TEST,
    /** A further test is due: duplicate repeat, reference work-up, antiglobulin test. */
    REPEAT,
    /** A second person reviews a run. */
    REVIEW,
    /** All is final: conclude. */
    CONCLUDE,
    DONE
}
