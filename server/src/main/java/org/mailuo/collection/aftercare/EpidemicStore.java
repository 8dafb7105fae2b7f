package org.mailuo.collection.aftercare;

import java.time.Instant;
import java.util.List;
import org.mailuo.database.Sql;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.units.CauseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Windows of epidemics and the calls that end their waiting times. */
@Repository
class EpidemicStore {
    /** A bag on which the window's hold was opened, and until when it waits at least. */
    record Held(BagId bag, Instant until) {}

    private final JdbcClient jdbc;

    EpidemicStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Command command, CauseId cause, NewWindow window) {
        jdbc.sql("""
                insert into collection.epidemic_windows (station_id, cause_id, days, sites)
                values (:station, :cause, :days, :sites)
                """)
                .param("station", command.station().value())
                .param("cause", cause.value())
                .param("days", window.days())
                .param("sites", Sql.uuids(window.sites()))
                .update();
    }

    void insert(Command command, FollowUp followUp) {
        jdbc.sql("""
                insert into collection.follow_ups (station_id, follow_up_id, cause_id, din, outcome, called_at,
                                                   called_by, command_id)
                values (:station, :id, :cause, :din, :outcome, :at, :actor, :command)
                """)
                .param("station", command.station().value())
                .param("id", Uuid7.next(command.at()))
                .param("cause", followUp.window().value())
                .param("din", followUp.din().value())
                .param("outcome", followUp.outcome().name())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .update();
    }

    List<Held> held(StationId station, CauseId window, DonationNumber din) {
        return jdbc.sql("""
                select h.bag_id, h.until
                from units.bags b
                join units.holds h on h.station_id = b.station_id and h.bag_id = b.bag_id
                where b.station_id = :station and b.din = :din and h.cause_id = :cause and h.origin_id is null
                  and h.lifted_at is null
                """)
                .param("station", station.value())
                .param("din", din.value())
                .param("cause", window.value())
                .query((row, n) -> new Held(new BagId(Sql.uuid(row, "bag_id")), Sql.instant(row, "until")))
                .list();
    }

    /** A donation whose every bag is gone or discarded needs no call; a pool keeps those of all its parents due. */
    List<DueCall> due(StationId station, Instant now, int limit) {
        return jdbc.sql("""
                select h.cause_id, o.din, d.donor_id, max(h.until) as due_at,
                       (select count(*) from collection.follow_ups f
                        where f.station_id = :station and f.din = o.din and f.cause_id = h.cause_id) as tries
                from units.holds h
                join units.bags b on b.station_id = h.station_id and b.bag_id = h.bag_id
                join units.holds s on s.station_id = h.station_id and s.hold_id = coalesce(h.origin_id, h.hold_id)
                join units.bags o on o.station_id = s.station_id and o.bag_id = s.bag_id
                join collection.donations d on d.station_id = o.station_id and d.din = o.din
                where h.station_id = :station and h.reason = 'EPIDEMIC' and h.lifted_at is null and h.until <= :now
                  and h.cause_id is not null and b.status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                  and not exists (select from collection.follow_ups f
                                  where f.station_id = :station and f.din = o.din and f.cause_id = h.cause_id
                                    and f.outcome = 'ILL')
                group by h.cause_id, o.din, d.donor_id
                order by due_at, o.din
                limit :limit
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .param("limit", limit)
                .query((row, n) -> new DueCall(
                        new CauseId(Sql.uuid(row, "cause_id")),
                        new DonationNumber(row.getString("din")),
                        new DonorId(Sql.uuid(row, "donor_id")),
                        Sql.instant(row, "due_at"),
                        row.getInt("tries")))
                .list();
    }
}
