package org.mailuo.safety;

import java.time.Duration;

/** One step of a history: an action, or an action and what befalls it. */
sealed interface Step permits Action, Step.Wait, Step.Twice, Step.Broken, Step.Race, Step.FromElsewhere {

    /** The clock goes on, or somebody sets it back. */
    record Wait(Duration time) implements Step {}

    /** The same command arrives a second time. */
    record Twice(Action action) implements Step {}

    /** How a step may end before its end. */
    enum Cut {
        /** The program stumbles. */
        THROWN,
        /** The connection to the database is gone. */
        CLOSED,
        /** All is written, but the answer never arrives. */
        UNANSWERED
    }

    /** Is cut before the given statement, counted from 1, and then sent again. */
    record Broken(Cut cut, int statement, Action action) implements Step {}

    /** The first pauses before the given statement until the second has ended or waits for it. */
    record Race(int statement, Action first, Action second) implements Step {}

    /** The same, sent by the person of the same post in another station. */
    record FromElsewhere(Action action) implements Step {}
}
