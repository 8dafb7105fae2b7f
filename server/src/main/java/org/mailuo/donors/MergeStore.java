package org.mailuo.donors;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mailuo.database.Sql;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of merges. */
@Repository
class MergeStore {
    private static final String MERGE = """
            select m.merge_id, m.merged_id, a.donor_no as merged_no, m.into_id, b.donor_no as into_no, m.reason,
                   m.differences, m.merged_at, m.merged_by, m.undone_at, m.undo_reason
            from donors.merges m
            join donors.donors a on a.station_id = m.station_id and a.donor_id = m.merged_id
            join donors.donors b on b.station_id = m.station_id and b.donor_id = m.into_id
            where m.station_id = :station and\s""";

    /** The merged record and all that were merged into it before. */
    private static final String BELOW = """
            with recursive below as (
                select cast(:merged as uuid) as donor_id
                union
                select m.merged_id from below b
                join donors.merges m on m.station_id = :station and m.into_id = b.donor_id and m.undone_at is null)
            """;

    /** What who merges two records vouches for. */
    static final String SIGNED_MERGE = """
            select 'merged ' || merged_id || ' into ' || into_id || ' at ' || station.utc(merged_at) || ' by ' || merged_by
                   || ' differing in ' || differences::text || ': ' || reason
            from donors.merges
            where station_id = :station and merge_id = :record
            """;

    /** What who separates two records vouches for. */
    static final String SIGNED_UNDO = """
            select 'separated ' || merged_id || ' from ' || into_id || ' at ' || station.utc(undone_at) || ' by ' || undone_by
                   || ': ' || undo_reason
            from donors.merges
            where station_id = :station and merge_id = :record and undone_at is not null
            """;

    private final JdbcClient jdbc;

    MergeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Locks records in one order, so that two merges of the same people wait for each other; those merged already. */
    Set<DonorId> lock(StationId station, Collection<DonorId> donors) {
        return Set.copyOf(jdbc
                .sql("""
                select donor_id, merged_into from donors.donors
                where station_id = :station and donor_id = any(:donors) order by donor_id for update
                """)
                .param("station", station.value())
                .param("donors", Sql.uuids(donors, DonorId::value))
                .query((row, i) -> row.getObject("merged_into") == null
                        ? Optional.<DonorId>empty()
                        : Optional.of(new DonorId(Sql.uuid(row, "donor_id"))))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    UUID insert(
            Command command, DonorId merged, DonorId into, String reason, Set<Difference> differences, UUID signature) {
        UUID id = Uuid7.next(command.at());
        jdbc.sql("""
                insert into donors.merges (station_id, merge_id, merged_id, into_id, reason, differences, merged_at, merged_by,
                                           signature_id)
                values (:station, :id, :merged, :into, :reason, :differences, :at, :actor, :signature)
                """)
                .param("station", command.station().value())
                .param("id", id)
                .param("merged", merged.value())
                .param("into", into.value())
                .param("reason", reason)
                .param("differences", Sql.texts(differences, Difference::name))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("signature", signature)
                .update();
        jdbc.sql("""
                update donors.donors set merged_into = :into
                where station_id = :station and person_id = :merged
                """)
                .param("station", command.station().value())
                .param("merged", merged.value())
                .param("into", into.value())
                .update();
        return id;
    }

    Optional<Merge> find(StationId station, UUID merge) {
        return jdbc.sql(MERGE + "m.merge_id = :merge")
                .param("station", station.value())
                .param("merge", merge)
                .query((row, i) -> merge(row))
                .optional();
    }

    /** Newest first, undone ones too. */
    List<Merge> of(StationId station, DonorId donor) {
        return jdbc.sql(MERGE + """
                (m.merged_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor)
                 or m.into_id in (select identity_id from donors.identities where station_id = :station and donor_id = :donor))
                order by m.merged_at desc
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .query((row, i) -> merge(row))
                .list();
    }

    /** False if it was undone before. What was merged into the record earlier goes with it. */
    boolean undo(Command command, Merge merge, String reason, UUID signature) {
        boolean done = jdbc.sql("""
                        update donors.merges set undone_at = :at, undone_by = :actor, undo_reason = :reason,
                               undo_signature_id = :signature
                        where station_id = :station and merge_id = :merge and undone_at is null
                        """)
                        .param("station", command.station().value())
                        .param("merge", merge.id())
                        .param("at", Sql.at(command.at()))
                        .param("actor", command.actor().staffId())
                        .param("reason", reason)
                        .param("signature", signature)
                        .update()
                == 1;
        if (done) {
            keepDeferrals(command, merge);
            jdbc.sql(BELOW + """
                    update donors.donors d set merged_into = nullif(:merged, d.donor_id)
                    from below b where d.station_id = :station and d.donor_id = b.donor_id
                    """)
                    .param("station", command.station().value())
                    .param("merged", merge.merged().value())
                    .update();
        }
        return done;
    }

    /** What was recorded while the two were one may be about either: it stays against both. */
    private void keepDeferrals(Command command, Merge merge) {
        jdbc.sql(BELOW + """
                insert into donors.deferrals (station_id, deferral_id, donor_id, code, scope, permanent, starts_on,
                                              ends_on, source, din, rule_set, recorded_at, recorded_by)
                select f.station_id, gen_random_uuid(),
                       case when f.donor_id in (select donor_id from below) then :into else :merged end,
                       f.code, f.scope, f.permanent, f.starts_on, f.ends_on, f.source, f.din, f.rule_set, f.recorded_at,
                       f.recorded_by
                from donors.identities i
                join donors.deferrals f on f.station_id = i.station_id and f.donor_id = i.identity_id
                where i.station_id = :station and i.donor_id = :merged and f.lifted_at is null and f.recorded_at >= :since
                """)
                .param("station", command.station().value())
                .param("merged", merge.merged().value())
                .param("into", merge.into().value())
                .param("since", Sql.at(merge.mergedAt()))
                .update();
    }

    private static Merge merge(ResultSet row) throws SQLException {
        return new Merge(
                Sql.uuid(row, "merge_id"),
                new DonorId(Sql.uuid(row, "merged_id")),
                row.getLong("merged_no"),
                new DonorId(Sql.uuid(row, "into_id")),
                row.getLong("into_no"),
                row.getString("reason"),
                Arrays.stream((String[]) row.getArray("differences").getArray())
                        .map(Difference::valueOf)
                        .toList(),
                Sql.instant(row, "merged_at"),
                Sql.instantOrNull(row, "undone_at"),
                row.getString("undo_reason"));
    }
}
