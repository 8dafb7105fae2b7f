package org.mailuo.station;

import java.time.Instant;
import java.util.UUID;

/**
 * A signature as it was given, and what it is worth today.
 *
 * @param signerName as it was on that day
 */
public record Signature(
        UUID id,
        UUID signerId,
        String signerName,
        Meaning meaning,
        String kind,
        String recordId,
        Instant at,
        Condition condition) {

    /** Whether what was signed and the signature itself are still what they were. */
    public enum Condition {
        INTACT,
        /** The record says something else than when it was signed, or is gone. */
        RECORD_CHANGED,
        /** Name, meaning, time or another part of the signature was changed. */
        SIGNATURE_CHANGED
    }

    public boolean isIntact() {
        return condition == Condition.INTACT;
    }
}
