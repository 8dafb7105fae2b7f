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
        /** A sealed row reads otherwise than it did: table, row, entry, seal. */
        ALTERED,
        /** A sealed row is gone: table, row, entry, seal. */
        REMOVED,
        /** A sealed row stands in another's place: table, row, entry, seal, the other's entry. */
        REORDERED,
        /** A row that should have been sealed and was not: table, row, entry. */
        ADDED,
        /** Rows were not sealed although an application is running: how many. */
        NOT_SEALED,
        /** A seal does not fit what it holds: seal. */
        SEAL_ALTERED,
        /** Seals are gone: first, last. */
        SEAL_REMOVED,
        /** A seal does not follow from the one before: seal, the one before. */
        CHAIN_BROKEN,
        /** A seal is not the one that was written down: seal. */
        ANCHOR_DISAGREES,
        /** A seal that was written down is gone: seal. */
        ANCHOR_MISSING,
        /** A row that may change stands otherwise than its last recorded change left it: table, row, columns. */
        STATE_DIFFERS,
        /** A row that may change is there without a record, or gone without one: table, row. */
        STATE_ADDED,
        STATE_REMOVED,
        /** A table's guard was taken away or switched off: table, guard. */
        GUARD_MISSING
    }

    static Finding of(Kind kind, int station, Object... what) {
        return new Finding(kind, station, List.of(what));
    }
}
