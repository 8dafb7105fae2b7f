package org.mailuo.donors;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody of the staff looked at a person.
 *
 * @param login of the reader at the time
 * @param origin the address of the request
 */
public record Access(DonorId donor, UUID staff, String login, Page page, String origin, Instant at) {
    /** What was shown of the person. */
    public enum Page {
        DONOR,
        VISIT,
        DONATION,
        MERGE,
        EXPORT,
        /** What was recorded about him, change by change. */
        HISTORY,
        /** A list of people to be called. */
        CALLS,
        /** The list of who looked at him. */
        ACCESSES
    }
}
