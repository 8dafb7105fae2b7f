package org.mailuo.station;

import java.util.UUID;
import java.util.function.BiFunction;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A kind of record that is signed, supplied by the module that owns it. Its text names every value that the signer
 * vouches for, the same for the same rows on every machine: explicit columns, one order, times in UTC.
 */
public interface SignedRecord {

    /** {@code module.thing}; stored with each signature, so it never changes. */
    String kind();

    /** The canonical text of the record as it stands now; empty if there is no such record. */
    String text(StationId station, String recordId);

    static SignedRecord of(String kind, BiFunction<StationId, String, String> text) {
        return new SignedRecord() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public String text(StationId station, String recordId) {
                return text.apply(station, recordId);
            }
        };
    }

    /** @param sql gives the text, or no row; asks for {@code :record}, a UUID, in {@code :station} */
    static SignedRecord of(String kind, JdbcClient jdbc, String sql) {
        return of(
                kind,
                (station, id) -> jdbc.sql(sql)
                        .param("station", station.value())
                        .param("record", UUID.fromString(id))
                        .query(String.class)
                        .optional()
                        .orElse(""));
    }
}
