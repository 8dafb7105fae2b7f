package org.mailuo.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Finding.Kind;

/**
 * A sealed row beside what is in its place today.
 *
 * @param seal 0 when no seal knows the row
 * @param entry the row's number over all tables
 * @param key its primary key within the station
 * @param digest what the seal says; null when no seal knows the row
 * @param json the row as it is; null when it is gone
 * @param xid the transaction that it names as its writer
 */
record SealedRow(
        int station,
        long seal,
        String table,
        long entry,
        String key,
        byte @Nullable [] digest,
        @Nullable String json,
        long xid) {

    static SealedRow read(int station, ResultSet row) throws SQLException {
        String json = row.getString("json");
        return new SealedRow(
                station,
                row.getLong("seal_no"),
                row.getString("table_name"),
                row.getLong("entry_no"),
                row.getString("key"),
                row.getBytes("digest"),
                json,
                json == null ? 0 : Long.parseUnsignedLong(row.getString("xid")));
    }

    boolean isAsSealed() {
        return json != null && isSealOf(json);
    }

    /** Whether this row was sealed with such a text. Columns that came later are null in it, and stand at its end. */
    boolean isSealOf(String text) {
        String shorter = text;
        while (!Arrays.equals(digest, SealedLink.digest(table + " " + shorter))) {
            if (!shorter.endsWith(":null}")) {
                return false;
            }
            int comma = shorter.lastIndexOf(',');
            if (comma < 0) {
                return false;
            }
            shorter = shorter.substring(0, comma) + '}';
        }
        return true;
    }

    Finding finding(Kind kind) {
        return Finding.of(kind, station, table, key, entry, seal);
    }
}
