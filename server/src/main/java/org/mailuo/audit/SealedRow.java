package org.mailuo.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A sealed row beside what is in its place today.
 *
 * @param digest what the seal says; null when no seal knows the row
 * @param text the row without its number; null when it is gone
 */
record SealedRow(
        int station,
        long seal,
        long id,
        byte @Nullable [] digest,
        @Nullable String text,
        long xid,
        String table,
        String rowId) {

    /** seal, sealed id, digest, present id, text, xid, table, row. */
    static SealedRow read(int station, ResultSet row) throws SQLException {
        long sealed = row.getLong(2);
        boolean isSealed = !row.wasNull();
        long present = row.getLong(4);
        boolean isPresent = !row.wasNull();
        return new SealedRow(
                station,
                row.getLong(1),
                isSealed ? sealed : present,
                row.getBytes(3),
                isPresent ? row.getString(5) : null,
                isPresent ? Long.parseUnsignedLong(row.getString(6)) : 0,
                isPresent ? row.getString(7) : "",
                isPresent ? row.getString(8) : "");
    }
}
