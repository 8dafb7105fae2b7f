package org.mailuo.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One result of one marker, as entered, with what matters of its run.
 *
 * @param number from 1, in the order entered
 * @param corrects the attempt that this one puts right
 * @param corrected whether a later attempt puts this one right: it stays visible and no longer counts (RULE V12)
 */
public record Attempt(
        Marker marker,
        int number,
        RunId run,
        RunState runState,
        String assay,
        String manufacturer,
        String lot,
        String outcome,
        @Nullable BigDecimal value,
        Instant at,
        UUID enteredBy,
        UUID commandId,
        @Nullable String reason,
        @Nullable Integer corrects,
        boolean corrected) {

    /** RULE V11, V12, R1: what is corrected, invalid or of an invalid run is as if it had not been measured. */
    boolean isAlive() {
        return !corrected && runState != RunState.INVALID && !outcome.equals(Outcome.INVALID);
    }

    /** Only what a second person has reviewed counts (RULE V13). */
    boolean counts() {
        return isAlive() && runState == RunState.VALID;
    }

    Attempt asCorrected() {
        return new Attempt(
                marker,
                number,
                run,
                runState,
                assay,
                manufacturer,
                lot,
                outcome,
                value,
                at,
                enteredBy,
                commandId,
                reason,
                corrects,
                true);
    }
}
