package org.mailuo.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.ReasonsJson;
import org.mailuo.database.Sql;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the release decisions and of the labels' records. */
@Repository
class ReleaseStore {
    /** What who takes back a label vouches for. */
    static final String SIGNED_VOID = """
            select string_agg(u.din || ' ' || u.product_code || ' ' || u.division || ' copy ' || v.copy || ' void '
                              || station.utc(v.voided_at) || ' by ' || v.voided_by || ': ' || v.reason,
                              E'\n' order by u.din, u.product_code, u.division, v.copy)
            from release.label_voids v
            join units.bags u on u.station_id = v.station_id and u.bag_id = v.bag_id
            where v.station_id = :station and v.signature_id = :record
            having count(*) > 0
            """;

    /** What the signer of a batch vouches for: each bag as it is, and what was decided about it. */
    static final String SIGNED_BATCH = """
            select 'edition ' || b.edition || E'\ndecided ' || station.utc(b.decided_at) || ' by ' || b.decided_by || E'\n'
                   || string_agg(u.din || ' ' || u.product_code || ' ' || u.division || ' ' || u.volume_ml || ' mL, expires '
                                 || station.utc(u.expires_at) || ': ' || d.outcome || coalesce(' ' || d.blood_group, '')
                                 || ' ' || d.reasons, E'\n' order by u.din, u.product_code, u.division)
            from release.batches b
            join release.decisions d on d.station_id = b.station_id and d.batch_id = b.batch_id
            join units.bags u on u.station_id = d.station_id and u.bag_id = d.bag_id
            where b.station_id = :station and b.batch_id = :record
            group by b.edition, b.decided_at, b.decided_by
            """;

    private final JdbcClient jdbc;

    ReleaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(
            Command command,
            UUID batch,
            Map<BagId, Decision> decisions,
            Map<BagId, BloodGroup> groups,
            UUID signature) {
        List<Map.Entry<BagId, Decision>> rows = new ArrayList<>(decisions.entrySet());
        jdbc.sql("""
                with batch as (
                    insert into release.batches
                        (station_id, batch_id, decided_at, decided_by, edition, released, refused, command_id, signature_id)
                    values (:station, :batch, :at, :actor, :edition, :released, :refused, :command, :signature))
                insert into release.decisions (station_id, bag_id, batch_id, outcome, blood_group, reasons)
                select :station, d.bag_id, :batch,
                       case when d.blood_group is null then 'REFUSED' else 'RELEASED' end, d.blood_group, d.reasons::jsonb
                from unnest(:bags, :groups, :reasons) as d (bag_id, blood_group, reasons)
                """)
                .param("station", command.station().value())
                .param("batch", batch)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("edition", Releases.EDITION)
                .param("released", groups.size())
                .param("refused", rows.size() - groups.size())
                .param("command", command.id())
                .param("signature", signature)
                .param("bags", Sql.uuids(rows, row -> row.getKey().value()))
                .param("groups", Sql.texts(rows, row -> {
                    BloodGroup group = groups.get(row.getKey());
                    return group == null ? null : group.toString();
                }))
                .param(
                        "reasons",
                        Sql.texts(rows, row -> ReasonsJson.write(row.getValue().reasons())))
                .update();
    }

    List<RecordedDecision> decisions(StationId station, BagId bag) {
        return jdbc.sql("""
                select b.batch_id, b.decided_at, b.decided_by, b.edition, d.outcome, d.blood_group, d.reasons
                from release.decisions d
                join release.batches b on b.station_id = d.station_id and b.batch_id = d.batch_id
                where d.station_id = :station and d.bag_id = :bag
                order by b.decided_at
                """)
                .param("station", station.value())
                .param("bag", bag.value())
                .query((row, n) -> new RecordedDecision(
                        Sql.uuid(row, "batch_id"),
                        Sql.instant(row, "decided_at"),
                        Sql.uuid(row, "decided_by"),
                        row.getString("edition"),
                        row.getString("outcome").equals("RELEASED"),
                        BloodGroup.find(String.valueOf(row.getString("blood_group")))
                                .orElse(null),
                        ReasonsJson.read(row.getString("reasons"))))
                .list();
    }

    /** The copy that the next print of each bag would be; a bag whose last copy is not void is left out. */
    List<Copy> nextCopies(StationId station, Collection<BagId> bags) {
        return jdbc.sql("""
                select b.bag_id, coalesce(max(l.copy), 0) + 1 as copy
                from unnest(:bags) as b (bag_id)
                left join release.labels l on l.station_id = :station and l.bag_id = b.bag_id
                left join release.label_voids v
                       on v.station_id = l.station_id and v.bag_id = l.bag_id and v.copy = l.copy
                group by b.bag_id
                having count(l.copy) = count(v.copy)
                """)
                .param("bags", Sql.uuids(bags, BagId::value))
                .param("station", station.value())
                .query((row, n) -> new Copy(new BagId(Sql.uuid(row, "bag_id")), row.getInt("copy")))
                .list();
    }

    /** The printed, not voided copy of each bag. */
    List<Copy> currentCopies(StationId station, Collection<BagId> bags) {
        return jdbc.sql("""
                select l.bag_id, l.copy
                from release.labels l
                where l.station_id = :station and l.bag_id = any (:bags)
                  and not exists (select from release.label_voids v
                                  where v.station_id = l.station_id and v.bag_id = l.bag_id and v.copy = l.copy)
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query((row, n) -> new Copy(new BagId(Sql.uuid(row, "bag_id")), row.getInt("copy")))
                .list();
    }

    void insertLabels(Command command, List<Copy> copies, Map<BagId, String> codes) {
        jdbc.sql("""
                insert into release.labels (station_id, bag_id, copy, replaces, codes, printed_at, printed_by, command_id)
                select :station, l.bag_id, l.copy, nullif(l.copy - 1, 0), l.codes, :at, :actor, :command
                from unnest(:bags, :copies, :codes) as l (bag_id, copy, codes)
                """)
                .param("station", command.station().value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("bags", Sql.uuids(copies, copy -> copy.bag().value()))
                .param("copies", Sql.integers(copies, Copy::number))
                .param("codes", Sql.texts(copies, copy -> codes.get(copy.bag())))
                .update();
    }

    void insertChecks(Command command, List<Copy> copies) {
        jdbc.sql("""
                insert into release.label_checks (station_id, bag_id, copy, checked_at, checked_by, command_id)
                select :station, c.bag_id, c.copy, :at, :actor, :command
                from unnest(:bags, :copies) as c (bag_id, copy)
                """)
                .param("station", command.station().value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("bags", Sql.uuids(copies, copy -> copy.bag().value()))
                .param("copies", Sql.integers(copies, Copy::number))
                .update();
    }

    /** @param signature null where the scan of another label voids these, and no person */
    void insertVoids(Command command, List<Copy> copies, String reason, @Nullable UUID signature) {
        jdbc.sql("""
                insert into release.label_voids (station_id, bag_id, copy, reason, voided_at, voided_by, command_id,
                                                 signature_id)
                select :station, c.bag_id, c.copy, :reason, :at, :actor, :command, cast(:signature as uuid)
                from unnest(:bags, :copies) as c (bag_id, copy)
                """)
                .param("station", command.station().value())
                .param("reason", reason)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("signature", signature)
                .param("bags", Sql.uuids(copies, copy -> copy.bag().value()))
                .param("copies", Sql.integers(copies, Copy::number))
                .update();
    }

    /** Released bags that still need their final label, earliest expiry first. */
    List<BagId> waiting(StationId station, int limit) {
        return jdbc.sql("""
                select bag_id from units.bags
                where station_id = :station and status = 'AVAILABLE' and labelled_at is null
                order by expires_at, bag_id
                limit :limit
                """)
                .param("station", station.value())
                .param("limit", limit)
                .query((row, n) -> new BagId(Sql.uuid(row, "bag_id")))
                .list();
    }

    WaitingBags countWaiting(StationId station) {
        return jdbc.sql("""
                select (select count(*) from units.bags where station_id = :station and status = 'QUARANTINE') as waiting,
                       (select min(collected_at) from units.bags where station_id = :station and status = 'QUARANTINE') as oldest,
                       (select count(*) from units.bags
                        where station_id = :station and status = 'AVAILABLE' and labelled_at is null) as to_label
                """)
                .param("station", station.value())
                .query((row, n) -> new WaitingBags(
                        row.getLong("waiting"), Sql.instantOrNull(row, "oldest"), row.getLong("to_label")))
                .single();
    }

    /** One print of a bag's final label, counted from 1. */
    record Copy(BagId bag, int number) {}
}
