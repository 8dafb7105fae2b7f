package org.mailuo.units;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the ledger. The history rows of a bag are written by the database, not here. */
@Repository
class LedgerStore {
    /** What who lifts holds vouches for, with those that the database lifted in what was made of the bags. */
    static final String SIGNED_LIFT = """
            select string_agg(b.din || ' ' || b.product_code || ' ' || b.division || ' ' || h.reason || ' ' || h.detail
                              || ' since ' || station.utc(h.opened_at) || ' lifted ' || station.utc(h.lifted_at) || ' by '
                              || h.lifted_by || ': ' || h.lift_reason,
                              E'\n' order by b.din, b.product_code, b.division, h.hold_id)
            from units.holds h
            join units.bags b on b.station_id = h.station_id and b.bag_id = h.bag_id
            where h.station_id = :station and h.lift_signature_id = :record
            having count(*) > 0
            """;

    /** What became of asking for a donation number. */
    enum Taking {
        TAKEN,
        USED,
        NOT_OURS
    }

    static final String COLUMNS = """
            b.bag_id, b.din, b.product_code, b.division, b.volume_ml, b.source_ml, b.anticoagulant, b.collected_at,
            b.expires_at, b.blood_group, b.status, b.open_holds, b.place, b.release_id, b.released_at, b.labelled_at,
            b.discard_reason""";

    private final JdbcClient jdbc;

    LedgerStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertRange(Command command, String facility, int year, int first, int last, String givenTo) {
        try {
            jdbc.sql("""
                    insert into units.number_ranges
                        (station_id, range_id, facility, year, first_sequence, last_sequence, given_to, given_at)
                    values (:station, :range, :facility, :year, :first, :last, :givenTo, :at)
                    """)
                    .param("station", command.station().value())
                    .param("range", Uuid7.next(command.at()))
                    .param("facility", facility)
                    .param("year", year)
                    .param("first", first)
                    .param("last", last)
                    .param("givenTo", givenTo)
                    .param("at", Sql.at(command.at()))
                    .update();
        } catch (DataIntegrityViolationException overlap) {
            throw new RefusedException(Reason.of("units.range-overlaps", first, last));
        }
    }

    int lastNumberGivenOut(StationId station, String facility, int year) {
        return jdbc.sql("""
                select coalesce(max(last_sequence), -1) from units.number_ranges
                where station_id = :station and facility = :facility and year = :year
                """)
                .param("station", station.value())
                .param("facility", facility)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    Taking takeNumber(Command command, DonationNumber din) {
        return jdbc.sql("""
                with ours as (
                    select range_id from units.number_ranges
                    where station_id = :station and facility = :facility and year = :year
                      and int4range(first_sequence, last_sequence, '[]') @> :sequence),
                taken as (
                    insert into units.numbers (station_id, din, range_id, taken_at, taken_by, command_id)
                    select :station, :din, range_id, :at, :actor, :command from ours
                    on conflict do nothing
                    returning din)
                select case when exists (select from taken) then 'TAKEN'
                            when exists (select from ours) then 'USED'
                            else 'NOT_OURS' end
                """)
                .param("station", command.station().value())
                .param("facility", din.facility())
                .param("year", din.year())
                .param("sequence", din.sequence())
                .param("din", din.value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .query(Taking.class)
                .single();
    }

    void insertBags(Command command, List<NewBag> bags) {
        if (bags.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into units.bags (station_id, bag_id, din, product_code, division, volume_ml, source_ml,
                                        anticoagulant, collected_at, expires_at)
                select :station, * from unnest(:ids, :dins, :products, :divisions, :volumes, :sources,
                                               :anticoagulants, :collected, :expires)
                """)
                .param("station", command.station().value())
                .param("ids", Sql.uuids(bags, bag -> bag.id().value()))
                .param("dins", Sql.texts(bags, bag -> bag.din().value()))
                .param("products", Sql.texts(bags, bag -> bag.product().value()))
                .param("divisions", Sql.texts(bags, NewBag::division))
                .param("volumes", Sql.integers(bags, bag -> bag.volume().value()))
                .param("sources", Sql.integers(bags, bag -> bag.source().value()))
                .param("anticoagulants", Sql.texts(bags, NewBag::anticoagulant))
                .param("collected", Sql.times(bags, NewBag::collectedAt))
                .param("expires", Sql.times(bags, NewBag::expiresAt))
                .update();
    }

    void insertParents(StationId station, List<Making> makings) {
        List<Link> links = links(makings);
        jdbc.sql("""
                insert into units.parents (station_id, child_id, parent_id)
                select :station, * from unnest(:children, :parents)
                """)
                .param("station", station.value())
                .param("children", Sql.uuids(links, link -> link.child().value()))
                .param("parents", Sql.uuids(links, link -> link.parent().value()))
                .update();
    }

    List<Bag> lock(StationId station, Collection<BagId> ids) {
        return jdbc.sql("select " + COLUMNS + """
                 from units.bags b
                where b.station_id = :station and b.bag_id = any (:ids)
                order by b.bag_id
                for no key update
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .query(LedgerStore::bag)
                .list();
    }

    void setStatus(StationId station, Collection<BagId> ids, BagStatus status) {
        jdbc.sql("""
                update units.bags set status = :status where station_id = :station and bag_id = any (:ids)
                """)
                .param("status", status.name())
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .update();
    }

    void release(Command command, UUID releaseId, Map<BagId, BloodGroup> groups) {
        jdbc.sql("""
                update units.bags b
                set status = 'AVAILABLE', blood_group = g.blood_group, release_id = :release, released_at = :at
                from unnest(:ids, :groups) as g (bag_id, blood_group)
                where b.station_id = :station and b.bag_id = g.bag_id
                """)
                .param("station", command.station().value())
                .param("release", releaseId)
                .param("at", Sql.at(command.at()))
                .param(
                        "ids",
                        Sql.uuids(groups.entrySet(), entry -> entry.getKey().value()))
                .param(
                        "groups",
                        Sql.texts(groups.entrySet(), entry -> entry.getValue().toString()))
                .update();
    }

    void label(Command command, Collection<BagId> ids) {
        jdbc.sql("""
                update units.bags set labelled_at = :at where station_id = :station and bag_id = any (:ids)
                """)
                .param("at", Sql.at(command.at()))
                .param("station", command.station().value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .update();
    }

    void move(StationId station, Collection<BagId> ids, String place) {
        jdbc.sql("""
                update units.bags set place = :place where station_id = :station and bag_id = any (:ids)
                """)
                .param("place", place)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .update();
    }

    void discard(StationId station, Collection<BagId> ids, String reason) {
        jdbc.sql("""
                update units.bags set status = 'DISCARDED', discard_reason = :reason
                where station_id = :station and bag_id = any (:ids)
                """)
                .param("reason", reason)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .update();
    }

    List<BagId> discardExpired(StationId station, Instant now) {
        return jdbc.sql("""
                update units.bags set status = 'DISCARDED', discard_reason = 'EXPIRED'
                where station_id = :station and expires_at <= :now and status in ('QUARANTINE', 'AVAILABLE', 'RESERVED')
                returning bag_id
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query((row, n) -> new BagId(Sql.uuid(row, "bag_id")))
                .list();
    }

    int hold(Command command, Collection<BagId> ids, HoldReason reason, String detail, @Nullable Instant until) {
        return hold(command, "cast(:ids as uuid[])", reason, detail, until)
                .param("ids", Sql.uuids(ids, BagId::value))
                .query(Integer.class)
                .single();
    }

    int holdDonations(
            Command command,
            Collection<DonationNumber> dins,
            HoldReason reason,
            String detail,
            @Nullable Instant until) {
        return hold(
                        command,
                        "array(select bag_id from units.bags where station_id = :station and din = any (:dins))",
                        reason,
                        detail,
                        until)
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(Integer.class)
                .single();
    }

    /** The database locks the bags and their descendants and carries the hold to them. */
    private JdbcClient.StatementSpec hold(
            Command command, String bags, HoldReason reason, String detail, @Nullable Instant until) {
        return jdbc.sql("select units.hold_bags(:station, " + bags + ", :reason, :detail, :until, null)")
                .param("station", command.station().value())
                .param("reason", reason.name())
                .param("detail", detail)
                .param("until", Sql.atOrNull(until), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
    }

    int lift(Command command, Collection<UUID> holds, String reason, UUID signature) {
        return jdbc.sql("""
                update units.holds set lifted_at = :at, lifted_by = :actor, lift_reason = :reason, lift_signature_id = :signature
                where station_id = :station and hold_id = any (:holds) and lifted_at is null
                """)
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("reason", reason)
                .param("signature", signature)
                .param("station", command.station().value())
                .param("holds", Sql.uuids(holds))
                .update();
    }

    List<Bag> list(StationId station, Collection<BagId> ids) {
        return jdbc.sql("select " + COLUMNS + """
                 from units.bags b
                where b.station_id = :station and b.bag_id = any (:ids)
                order by b.din, b.product_code, b.division
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .query(LedgerStore::bag)
                .list();
    }

    List<Bag> bagsOf(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("select " + COLUMNS + """
                 from units.bags b
                where b.station_id = :station and b.din = any (:dins)
                order by b.din, b.product_code, b.division
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query(LedgerStore::bag)
                .list();
    }

    boolean isUsed(StationId station, DonationNumber din) {
        return jdbc.sql("select exists (select from units.numbers where station_id = :station and din = :din)")
                .param("station", station.value())
                .param("din", din.value())
                .query(Boolean.class)
                .single();
    }

    List<Bag> inQuarantine(StationId station, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from units.bags b
                where b.station_id = :station and b.status = 'QUARANTINE'
                order by b.collected_at
                limit :limit
                """)
                .param("station", station.value())
                .param("limit", limit)
                .query(LedgerStore::bag)
                .list();
    }

    List<Bag> offer(StationId station, ProductCode product, BloodGroup group, Instant now, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from units.bags b
                where b.station_id = :station and b.status = 'AVAILABLE' and b.product_code = :product
                  and b.blood_group = :group and b.expires_at > :now and b.open_holds = 0 and b.labelled_at is not null
                order by b.expires_at, b.bag_id
                limit :limit
                for no key update skip locked
                """)
                .param("station", station.value())
                .param("product", product.value())
                .param("group", group.toString())
                .param("now", Sql.at(now))
                .param("limit", limit)
                .query(LedgerStore::bag)
                .list();
    }

    List<Bag> offerAll(StationId station, Collection<Wish> wishes, Instant now) {
        return jdbc.sql("select o.* from unnest(:products, :groups, :limits) as w (product_code, blood_group, bags)"
                        + " cross join lateral (select " + COLUMNS + """
                     from units.bags b
                    where b.station_id = :station and b.status = 'AVAILABLE' and b.product_code = w.product_code
                      and b.blood_group = w.blood_group and b.expires_at > :now and b.open_holds = 0
                      and b.labelled_at is not null
                    order by b.expires_at, b.bag_id
                    limit w.bags
                    for no key update skip locked) o
                order by o.expires_at, o.bag_id
                """)
                .param("products", Sql.texts(wishes, wish -> wish.product().value()))
                .param("groups", Sql.texts(wishes, wish -> wish.group().toString()))
                .param("limits", Sql.integers(wishes, Wish::bags))
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query(LedgerStore::bag)
                .list();
    }

    List<Stock> stock(StationId station, Instant now) {
        return jdbc.sql("""
                select product_code, blood_group, count(*) as bags, min(expires_at) as first_expiry
                from units.bags
                where station_id = :station and status = 'AVAILABLE' and expires_at > :now and open_holds = 0
                  and labelled_at is not null
                group by product_code, blood_group
                order by product_code, blood_group
                """)
                .param("station", station.value())
                .param("now", Sql.at(now))
                .query((row, n) -> new Stock(
                        ProductCode.of(row.getString("product_code")),
                        BloodGroup.of(row.getString("blood_group")),
                        row.getInt("bags"),
                        Sql.instant(row, "first_expiry")))
                .list();
    }

    List<Hold> holds(StationId station, Collection<BagId> ids) {
        return jdbc.sql("""
                select hold_id, bag_id, reason, detail, opened_at, until, lifted_at, lift_reason, cause_id, origin_id
                from units.holds
                where station_id = :station and bag_id = any (:ids)
                order by opened_at, hold_id
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .query(LedgerStore::hold)
                .list();
    }

    List<FamilyHold> familyHolds(StationId station, Collection<BagId> ids) {
        return jdbc.sql("""
                with recursive line (bag_id, member_id) as (
                    select p.child_id, p.parent_id from units.parents p
                    where p.station_id = :station and p.child_id = any (:ids)
                    union
                    select l.bag_id, p.parent_id
                    from line l join units.parents p on p.station_id = :station and p.child_id = l.member_id),
                family as (
                    select bag_id, member_id, 'ANCESTOR' as kinship from line
                    union all
                    select a.bag_id, b.bag_id, 'SIBLING'
                    from units.bags a
                    join units.bags b on b.station_id = a.station_id and b.din = a.din and b.bag_id <> a.bag_id
                    where a.station_id = :station and a.bag_id = any (:ids)
                      and not exists (select from line l where l.bag_id = a.bag_id and l.member_id = b.bag_id))
                select f.bag_id as of_bag, f.kinship,
                       h.hold_id, h.reason, h.detail, h.opened_at, h.until, h.lifted_at, h.lift_reason, h.cause_id,
                       h.origin_id,""" + " " + COLUMNS + """
                 from family f
                join units.holds h on h.station_id = :station and h.bag_id = f.member_id and h.lifted_at is null
                join units.bags b on b.station_id = :station and b.bag_id = f.member_id
                order by f.bag_id, f.kinship, h.opened_at, h.hold_id
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(ids, BagId::value))
                .query((row, n) -> new FamilyHold(
                        new BagId(Sql.uuid(row, "of_bag")),
                        FamilyHold.Kinship.valueOf(row.getString("kinship")),
                        bag(row, n),
                        hold(row, n)))
                .list();
    }

    List<BagEvent> history(StationId station, BagId bag) {
        return jdbc.sql("""
                select e.bag_id, e.at, e.actor_id, c.actor_login, e.action, e.from_status, e.to_status, e.place,
                       e.open_holds, e.note, e.command_id
                from units.events e
                join audit.commands c on c.station_id = e.station_id and c.command_id = e.command_id
                where e.station_id = :station and e.bag_id = :bag
                order by e.event_id
                """)
                .param("station", station.value())
                .param("bag", bag.value())
                .query((row, n) -> new BagEvent(
                        new BagId(Sql.uuid(row, "bag_id")),
                        Sql.instant(row, "at"),
                        Sql.uuid(row, "actor_id"),
                        row.getString("actor_login"),
                        row.getString("action"),
                        row.getString("from_status") == null ? null : BagStatus.valueOf(row.getString("from_status")),
                        BagStatus.valueOf(row.getString("to_status")),
                        row.getString("place"),
                        row.getInt("open_holds"),
                        row.getString("note"),
                        Sql.uuid(row, "command_id")))
                .list();
    }

    static Bag bag(ResultSet row, int n) throws SQLException {
        String group = row.getString("blood_group");
        return new Bag(
                new BagId(Sql.uuid(row, "bag_id")),
                new DonationNumber(row.getString("din")),
                ProductCode.of(row.getString("product_code")),
                row.getString("division"),
                Millilitres.of(row.getInt("volume_ml")),
                Millilitres.of(row.getInt("source_ml")),
                row.getString("anticoagulant"),
                Sql.instant(row, "collected_at"),
                Sql.instant(row, "expires_at"),
                group == null ? null : BloodGroup.of(group),
                BagStatus.valueOf(row.getString("status")),
                row.getInt("open_holds"),
                row.getString("place"),
                row.getObject("release_id", UUID.class),
                Sql.instantOrNull(row, "released_at"),
                Sql.instantOrNull(row, "labelled_at"),
                row.getString("discard_reason"));
    }

    private static Hold hold(ResultSet row, int n) throws SQLException {
        return new Hold(
                Sql.uuid(row, "hold_id"),
                new BagId(Sql.uuid(row, "bag_id")),
                HoldReason.valueOf(row.getString("reason")),
                row.getString("detail"),
                Sql.instant(row, "opened_at"),
                Sql.instantOrNull(row, "until"),
                Sql.instantOrNull(row, "lifted_at"),
                row.getString("lift_reason"),
                row.getObject("cause_id", UUID.class),
                row.getObject("origin_id", UUID.class));
    }

    private record Link(BagId child, BagId parent) {}

    private static List<Link> links(List<Making> makings) {
        return makings.stream()
                .flatMap(making -> making.children().stream()
                        .flatMap(child -> making.parents().stream().map(parent -> new Link(child.id(), parent))))
                .toList();
    }
}
