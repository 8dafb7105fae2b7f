package org.mailuo.station;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.shared.StationId;
import org.mailuo.station.Signature.Condition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of signatures. */
@Repository
class SignatureStore {
    private static final String SIGNATURE = """
            select signature_id, signer_id, signer_name, meaning, kind, record_id, digest, signed_at, command_id, own_digest
            from station.signatures
            """;

    private final JdbcClient jdbc;

    SignatureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A signature without its own digest, which covers all of this. */
    record Row(
            UUID id,
            UUID signerId,
            String signerName,
            Meaning meaning,
            String kind,
            String recordId,
            byte[] digest,
            Instant at,
            UUID commandId) {
        Signature with(Condition condition) {
            return new Signature(id, signerId, signerName, meaning, kind, recordId, at, condition);
        }
    }

    /** A signature as it stands in the table. */
    record Kept(Row row, byte[] ownDigest) {}

    /** What a record says now, by the query of the module that owns it. */
    Optional<String> text(String query, StationId station, UUID record) {
        return jdbc.sql(query)
                .param("station", station.value())
                .param("record", record)
                .query(String.class)
                .optional();
    }

    void insert(StationId station, Row row, byte[] ownDigest) {
        jdbc.sql("""
                insert into station.signatures
                    (station_id, signature_id, signer_id, signer_name, meaning, kind, record_id, digest, signed_at,
                     command_id, own_digest)
                values (:station, :id, :signer, :name, :meaning, :kind, :record, :digest, :at, :command, :own)
                """)
                .param("station", station.value())
                .param("id", row.id())
                .param("signer", row.signerId())
                .param("name", row.signerName())
                .param("meaning", row.meaning().name())
                .param("kind", row.kind())
                .param("record", row.recordId())
                .param("digest", row.digest())
                .param("at", Sql.at(row.at()))
                .param("command", row.commandId())
                .param("own", ownDigest)
                .update();
    }

    List<Kept> of(StationId station, String kind, String recordId) {
        return jdbc.sql(SIGNATURE + """
                where station_id = :station and kind = :kind and record_id = :record order by signed_at, signature_id
                """)
                .param("station", station.value())
                .param("kind", kind)
                .param("record", recordId)
                .query(SignatureStore::kept)
                .list();
    }

    List<Kept> list(StationId station, Collection<UUID> ids) {
        return jdbc.sql(SIGNATURE + """
                where station_id = :station and signature_id = any (:ids) order by signed_at, signature_id
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids))
                .query(SignatureStore::kept)
                .list();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                new Row(
                        Sql.uuid(row, "signature_id"),
                        Sql.uuid(row, "signer_id"),
                        row.getString("signer_name"),
                        Meaning.valueOf(row.getString("meaning")),
                        row.getString("kind"),
                        row.getString("record_id"),
                        row.getBytes("digest"),
                        Sql.instant(row, "signed_at"),
                        Sql.uuid(row, "command_id")),
                row.getBytes("own_digest"));
    }
}
