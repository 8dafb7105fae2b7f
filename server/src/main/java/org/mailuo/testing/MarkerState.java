package org.mailuo.testing;

/** Where one marker of one donation stands, all its attempts considered. */
public enum MarkerState {
    /** Final and good. */
    CLEAR,
    /** Final and bad: reactive, or ALT above its limit. */
    REACTIVE,
    /** Determinations of a blood group contradict each other. */
    CONFLICT,
    /** Initially reactive, indeterminate or RhD negative: a further test is due. */
    REPEAT,
    /** Entered, and not yet reviewed by a second person. */
    REVIEW,
    /** Only invalid wells or invalid runs so far. */
    INVALID,
    MISSING;

    public boolean isFinal() {
        return this == CLEAR || this == REACTIVE;
    }
}
