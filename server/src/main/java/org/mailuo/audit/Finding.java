package org.mailuo.audit;

import java.util.List;

/**
 * Something in the database that is not as it was written.
 *
 * @param kind what is wrong
 * @param station the station's number
 * @param what for the sentence {@code finding.<kind>}: table, row, entry and what else it names
 */
record Finding(Kind kind, int station, List<Object> what) {
    enum Kind {
        /** A row of the trail reads differently from when it was sealed. */
        ENTRY_ALTERED,
        ENTRY_REMOVED,
        ENTRY_REORDERED,
        /** A row of the trail that should have been sealed and was not. */
        ENTRY_ADDED,
        COMMAND_ALTERED,
        COMMAND_REMOVED,
        COMMAND_ADDED,
        SEAL_ALTERED,
        SEAL_REMOVED,
        CHAIN_BROKEN,
        ANCHOR_DISAGREES,
        ANCHOR_MISSING,
        /** A row that never changes is another than was written. */
        ROW_ALTERED,
        ROW_REMOVED,
        ROW_ADDED,
        /** A row that may change stands otherwise than its last recorded change left it. */
        STATE_DIFFERS,
        /** A table's guard was taken away or switched off. */
        GUARD_MISSING
    }

    static Finding of(Kind kind, int station, Object... what) {
        return new Finding(kind, station, List.of(what));
    }
}
