package org.mailuo.audit;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chain in the database. */
@Component
class SealStore {
    private final JdbcClient jdbc;

    SealStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the next link of each station that has new rows. @return the rows sealed */
    long seal() {
        return jdbc.sql("select coalesce(sum(sealed), 0) from audit.seal()")
                .query(Long.class)
                .single();
    }

    Optional<Seal> last(StationId station) {
        return jdbc.sql("""
                select seal_no, sealed_at, hash from audit.seals
                where station_id = :station order by seal_no desc limit 1
                """)
                .param("station", station.value())
                .query((row, number) -> new Seal(
                        station,
                        row.getLong("seal_no"),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                        HexFormat.of().formatHex(row.getBytes("hash"))))
                .optional();
    }
}
