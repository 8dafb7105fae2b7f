package org.mailuo.distribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.ReasonsJson;
import org.mailuo.database.Sql;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.products.Family;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.StationId;
import org.mailuo.station.Signer;
import org.mailuo.units.Bag;
import org.mailuo.units.HoldReason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of orders, reservations, issues, receipts and fates. */
@Repository
class OrderStore {
    /** What the second person vouches for: these bags, for this line of this order. */
    static final String SIGNED_ISSUE = """
            select string_agg(i.order_id || ' line ' || i.line_no || ': ' || b.din || ' ' || b.product_code || ' ' || b.division
                              || ' ' || b.blood_group || ', expires ' || station.utc(b.expires_at) || ', out '
                              || station.utc(i.issued_at) || ' by ' || i.issued_by || ' and ' || i.checked_by || ' '
                              || i.remarks, E'\n' order by b.din, b.product_code, b.division)
            from distribution.issues i
            join units.bags b on b.station_id = i.station_id and b.bag_id = i.bag_id
            where i.station_id = :station and i.signature_id = :record
            having count(*) > 0
            """;

    /** An order without its lines. */
    record Head(
            OrderId id,
            long number,
            HospitalId hospital,
            Urgency urgency,
            Instant neededBy,
            Instant placedAt,
            OrderState state,
            @Nullable String declineReason) {

        Order with(List<OrderLine> lines) {
            return new Order(id, number, hospital, urgency, neededBy, placedAt, state, declineReason, lines);
        }
    }

    /** A bag's tie to a line: reserved or issued at that time. */
    record Link(BagId bag, OrderId order, int lineNumber, HospitalId hospital, Instant at, List<Reason> remarks) {}

    /** An issue with receipt and fate. */
    record IssueRow(
            Link link,
            UUID issuedBy,
            UUID checkedBy,
            @Nullable Instant receivedAt,
            @Nullable Fate fate,
            @Nullable String patientRef,
            @Nullable Instant happenedAt) {

        IssuedBag with(Bag bag) {
            return new IssuedBag(
                    link.order,
                    link.lineNumber,
                    bag,
                    link.remarks,
                    link.at,
                    issuedBy,
                    checkedBy,
                    receivedAt,
                    fate,
                    patientRef,
                    happenedAt);
        }
    }

    /** A bag that a hold took from a line. */
    record Taken(BagId bag, int lineNumber, HoldReason reason, Instant at) {}

    private static final String HEAD = """
            select o.order_id, o.order_no, o.hospital_id, o.urgency, o.needed_by, o.placed_at, o.state,
                   o.decline_reason
            from distribution.orders o
            """;

    private static final String ISSUE = """
            select i.bag_id, i.order_id, i.line_no, o.hospital_id, i.issued_at as at, i.remarks, i.issued_by,
                   i.checked_by, r.received_at, f.fate, f.patient_ref, f.happened_at
            from distribution.issues i
            join distribution.orders o on o.station_id = i.station_id and o.order_id = i.order_id
            left join distribution.receipts r on r.station_id = i.station_id and r.bag_id = i.bag_id
            left join distribution.fates f on f.station_id = i.station_id and f.bag_id = i.bag_id
            """;

    private final JdbcClient jdbc;

    OrderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    // Orders ------------------------------------------------------------------------------------------------------

    void insert(Command command, OrderId id, NewOrder order, Function<NewLine, Family> families) {
        jdbc.sql("""
                insert into distribution.orders
                    (station_id, order_id, hospital_id, urgency, needed_by, placed_at, placed_by)
                values (:station, :order, :hospital, :urgency, :neededBy, :at, :actor)
                """)
                .param("station", command.station().value())
                .param("order", id.value())
                .param("hospital", order.hospital().value())
                .param("urgency", order.urgency().name())
                .param("neededBy", Sql.at(order.neededBy()))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .update();
        List<NewLine> lines = order.lines();
        jdbc.sql("""
                insert into distribution.order_lines
                    (station_id, order_id, line_no, product_code, family, blood_group, quantity, patient_ref)
                select :station, :order, * from unnest(:numbers, :products, :families, :groups, :quantities, :patients)
                """)
                .param("station", command.station().value())
                .param("order", id.value())
                .param(
                        "numbers",
                        Sql.integers(
                                IntStream.rangeClosed(1, lines.size()).boxed().toList(), n -> n))
                .param("products", Sql.texts(lines, line -> line.product().value()))
                .param("families", Sql.texts(lines, line -> families.apply(line).name()))
                .param("groups", Sql.texts(lines, line -> line.group().toString()))
                .param("quantities", Sql.integers(lines, NewLine::quantity))
                .param("patients", Sql.texts(lines, NewLine::patientRef))
                .update();
    }

    Optional<Head> find(StationId station, OrderId id) {
        return head(HEAD + "where o.station_id = :station and o.order_id = :order", station)
                .param("order", id.value())
                .query(OrderStore::head)
                .optional();
    }

    Optional<Head> findByNumber(StationId station, long number) {
        return head(HEAD + "where o.station_id = :station and o.order_no = :number", station)
                .param("number", number)
                .query(OrderStore::head)
                .optional();
    }

    Optional<Head> lock(StationId station, OrderId id) {
        return head(HEAD + "where o.station_id = :station and o.order_id = :order for update", station)
                .param("order", id.value())
                .query(OrderStore::head)
                .optional();
    }

    private JdbcClient.StatementSpec head(String sql, StationId station) {
        return jdbc.sql(sql).param("station", station.value());
    }

    List<OrderLine> lines(StationId station, OrderId id) {
        return jdbc.sql("""
                select l.line_no, l.product_code, l.family, l.blood_group, l.quantity, l.patient_ref,
                       (select count(*) from distribution.allocations a
                        where a.station_id = l.station_id and a.order_id = l.order_id
                          and a.line_no = l.line_no) as allocated,
                       (select count(*) from distribution.issues i
                        where i.station_id = l.station_id and i.order_id = l.order_id
                          and i.line_no = l.line_no) as issued
                from distribution.order_lines l
                where l.station_id = :station and l.order_id = :order
                order by l.line_no
                """)
                .param("station", station.value())
                .param("order", id.value())
                .query((row, n) -> new OrderLine(
                        row.getInt("line_no"),
                        ProductCode.of(row.getString("product_code")),
                        Family.valueOf(row.getString("family")),
                        BloodGroup.of(row.getString("blood_group")),
                        row.getInt("quantity"),
                        row.getString("patient_ref"),
                        row.getInt("allocated"),
                        row.getInt("issued")))
                .list();
    }

    void decline(Command command, OrderId id, String reason) {
        jdbc.sql("""
                update distribution.orders set declined_at = :at, decline_reason = :reason
                where station_id = :station and order_id = :order
                """)
                .param("at", Sql.at(command.at()))
                .param("reason", reason)
                .param("station", command.station().value())
                .param("order", id.value())
                .update();
    }

    /** The state of an order follows from its bags; the database says how, because a hold changes it too. */
    void refreshStates(StationId station, Collection<OrderId> ids) {
        jdbc.sql("select distribution.refresh_orders(:station, :orders)")
                .param("station", station.value())
                .param("orders", Sql.uuids(ids, OrderId::value))
                .query(row -> {});
    }

    List<OrderSummary> list(
            StationId station, Collection<OrderState> states, @Nullable HospitalId hospital, int limit, int offset) {
        return scoped("""
                select o.order_id, o.order_no, o.hospital_id, o.urgency, o.needed_by, o.placed_at, o.state,
                    (select sum(quantity) from distribution.order_lines l
                     where l.station_id = o.station_id and l.order_id = o.order_id) as quantity,
                    (select count(*) from distribution.allocations a
                     where a.station_id = o.station_id and a.order_id = o.order_id) as allocated,
                    i.issued, i.received, i.fated
                from (
                    select * from distribution.orders
                    where station_id = :station and state = any (:states)
                      and (cast(:hospital as uuid) is null or hospital_id = :hospital)
                    order by case when state in ('SUBMITTED', 'PARTLY', 'ALLOCATED')
                                  then array_position(array['EMERGENCY', 'URGENT', 'ROUTINE'], urgency) end,
                             case when state in ('SUBMITTED', 'PARTLY', 'ALLOCATED') then needed_by end,
                             placed_at desc
                    limit :limit offset :offset) o
                cross join lateral (
                    select count(*) as issued, count(f.bag_id) as fated,
                           count(*) filter (where r.bag_id is not null or f.bag_id is not null) as received
                    from distribution.issues i
                    left join distribution.receipts r on r.station_id = i.station_id and r.bag_id = i.bag_id
                    left join distribution.fates f on f.station_id = i.station_id and f.bag_id = i.bag_id
                    where i.station_id = o.station_id and i.order_id = o.order_id) i
                order by case when o.state in ('SUBMITTED', 'PARTLY', 'ALLOCATED')
                              then array_position(array['EMERGENCY', 'URGENT', 'ROUTINE'], o.urgency) end,
                         case when o.state in ('SUBMITTED', 'PARTLY', 'ALLOCATED') then o.needed_by end,
                         o.placed_at desc
                """, station, hospital)
                .param("states", Sql.texts(states, OrderState::name))
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> new OrderSummary(
                        new OrderId(Sql.uuid(row, "order_id")),
                        row.getLong("order_no"),
                        new HospitalId(Sql.uuid(row, "hospital_id")),
                        Urgency.valueOf(row.getString("urgency")),
                        Sql.instant(row, "needed_by"),
                        Sql.instant(row, "placed_at"),
                        OrderState.valueOf(row.getString("state")),
                        row.getInt("quantity"),
                        row.getInt("allocated"),
                        row.getInt("issued"),
                        row.getInt("received"),
                        row.getInt("fated")))
                .list();
    }

    Map<OrderState, Integer> stateCounts(StationId station, @Nullable HospitalId hospital) {
        Map<OrderState, Integer> counts = new EnumMap<>(OrderState.class);
        scoped("""
                select state, count(*) as orders from distribution.orders
                where station_id = :station and state not in ('CLOSED', 'REJECTED')
                  and (cast(:hospital as uuid) is null or hospital_id = :hospital)
                group by state
                """, station, hospital).query(row -> {
            counts.put(OrderState.valueOf(row.getString("state")), row.getInt("orders"));
        });
        return counts;
    }

    Map<Urgency, Dues> waiting(StationId station, @Nullable HospitalId hospital) {
        Map<Urgency, Dues> waiting = new EnumMap<>(Urgency.class);
        scoped("""
                select urgency, count(*) as count, min(placed_at) as oldest from distribution.orders
                where station_id = :station and state in ('SUBMITTED', 'PARTLY', 'ALLOCATED')
                  and (cast(:hospital as uuid) is null or hospital_id = :hospital)
                group by urgency
                """, station, hospital).query(row -> {
            waiting.put(Urgency.valueOf(row.getString("urgency")), dues(row, 0));
        });
        return waiting;
    }

    Dues toReceive(StationId station, @Nullable HospitalId hospital) {
        return scoped("""
                select count(*) as count, min(i.issued_at) as oldest
                from distribution.orders o
                join distribution.issues i on i.station_id = o.station_id and i.order_id = o.order_id
                left join distribution.receipts r on r.station_id = i.station_id and r.bag_id = i.bag_id
                left join distribution.fates f on f.station_id = i.station_id and f.bag_id = i.bag_id
                where o.station_id = :station and o.state in ('PARTLY', 'ALLOCATED', 'ISSUED')
                  and (cast(:hospital as uuid) is null or o.hospital_id = :hospital)
                  and r.bag_id is null and f.bag_id is null
                """, station, hospital).query(OrderStore::dues).single();
    }

    Dues fatesOwed(StationId station, @Nullable HospitalId hospital) {
        return scoped("""
                select count(*) as count, min(r.received_at) as oldest
                from distribution.orders o
                join distribution.issues i on i.station_id = o.station_id and i.order_id = o.order_id
                join distribution.receipts r on r.station_id = i.station_id and r.bag_id = i.bag_id
                left join distribution.fates f on f.station_id = i.station_id and f.bag_id = i.bag_id
                where o.station_id = :station and o.state in ('PARTLY', 'ALLOCATED', 'ISSUED', 'RECEIVED')
                  and (cast(:hospital as uuid) is null or o.hospital_id = :hospital)
                  and f.bag_id is null
                """, station, hospital).query(OrderStore::dues).single();
    }

    // Reservations ------------------------------------------------------------------------------------------------

    List<Link> allocations(StationId station, OrderId id) {
        return jdbc.sql("""
                select a.bag_id, a.order_id, a.line_no, o.hospital_id, a.allocated_at as at, a.remarks
                from distribution.allocations a
                join distribution.orders o on o.station_id = a.station_id and o.order_id = a.order_id
                where a.station_id = :station and a.order_id = :order
                order by a.line_no, a.bag_id
                """)
                .param("station", station.value())
                .param("order", id.value())
                .query(OrderStore::link)
                .list();
    }

    void insertAllocations(Command command, OrderId id, List<AllocatedBag> bags) {
        jdbc.sql("""
                insert into distribution.allocations
                    (station_id, order_id, allocated_at, allocated_by, bag_id, line_no, remarks)
                select :station, :order, :at, :actor, * from unnest(:bags, :lines, :remarks)
                """)
                .param("station", command.station().value())
                .param("order", id.value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("bags", Sql.uuids(bags, each -> each.bag().id().value()))
                .param("lines", Sql.integers(bags, AllocatedBag::lineNumber))
                .param("remarks", Sql.array("jsonb", bags, each -> ReasonsJson.write(each.remarks())))
                .update();
    }

    void deleteAllocations(StationId station, Collection<BagId> bags) {
        jdbc.sql("delete from distribution.allocations where station_id = :station and bag_id = any (:bags)")
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .update();
    }

    List<Taken> withdrawals(StationId station, OrderId id) {
        return jdbc.sql("""
                select bag_id, line_no, reason, taken_at from distribution.withdrawals
                where station_id = :station and order_id = :order
                order by taken_at desc, bag_id
                """)
                .param("station", station.value())
                .param("order", id.value())
                .query((row, n) -> new Taken(
                        new BagId(Sql.uuid(row, "bag_id")),
                        row.getInt("line_no"),
                        HoldReason.valueOf(row.getString("reason")),
                        Sql.instant(row, "taken_at")))
                .list();
    }

    // Issues ------------------------------------------------------------------------------------------------------

    /** Turns reservations into issues, with the remarks that they carry. */
    /** Turns reservations into issues; the database ends each reservation that its issue used. */
    void insertIssues(Command command, Collection<BagId> bags, Signer checker) {
        jdbc.sql("""
                insert into distribution.issues (station_id, bag_id, order_id, line_no, remarks, issued_at, issued_by,
                                                 checked_by, command_id, signature_id)
                select :station, bag_id, order_id, line_no, remarks, :at, :actor, :checkedBy, :command, :signature
                from distribution.allocations where station_id = :station and bag_id = any (:bags)
                """)
                .param("station", command.station().value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("checkedBy", checker.staffId())
                .param("command", command.id())
                .param("signature", checker.signatureId())
                .update();
    }

    /** The issues of these bags; their orders are locked, in one order for everybody. */
    List<Link> lockIssues(StationId station, Collection<BagId> bags) {
        return jdbc.sql("""
                select i.bag_id, i.order_id, i.line_no, o.hospital_id, i.issued_at as at, i.remarks
                from distribution.orders o
                join distribution.issues i on i.station_id = o.station_id and i.order_id = o.order_id
                where i.station_id = :station and i.bag_id = any (:bags)
                order by o.order_id, i.line_no, i.bag_id
                for update of o
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query(OrderStore::link)
                .list();
    }

    List<IssueRow> issuesOf(StationId station, OrderId id) {
        return jdbc.sql(ISSUE + "where i.station_id = :station and i.order_id = :order order by i.line_no, i.bag_id")
                .param("station", station.value())
                .param("order", id.value())
                .query(OrderStore::issue)
                .list();
    }

    List<IssueRow> issues(StationId station, Collection<BagId> bags) {
        return jdbc.sql(ISSUE
                        + "where i.station_id = :station and i.bag_id = any (:bags) order by i.issued_at, i.bag_id")
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query(OrderStore::issue)
                .list();
    }

    List<IssueRow> issuesOfPatient(StationId station, String patientRef) {
        return jdbc.sql(ISSUE
                        + "where f.station_id = :station and f.patient_ref = :patient order by f.happened_at, i.bag_id")
                .param("station", station.value())
                .param("patient", patientRef)
                .query(OrderStore::issue)
                .list();
    }

    List<IssueRow> awaitingFate(StationId station, @Nullable HospitalId hospital, int limit) {
        return scoped(ISSUE + """
                where o.station_id = :station and o.state in ('PARTLY', 'ALLOCATED', 'ISSUED', 'RECEIVED')
                  and (cast(:hospital as uuid) is null or o.hospital_id = :hospital)
                  and r.bag_id is not null and f.bag_id is null
                order by r.received_at, i.bag_id
                limit :limit
                """, station, hospital)
                .param("limit", limit)
                .query(OrderStore::issue)
                .list();
    }

    // Receipts and fates ------------------------------------------------------------------------------------------

    void insertReceipts(Command command, Collection<BagId> bags) {
        jdbc.sql("""
                insert into distribution.receipts (station_id, bag_id, received_at, received_by, command_id)
                select :station, bag_id, :at, :actor, :command from unnest(:bags) as bag_id
                """)
                .param("station", command.station().value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .update();
    }

    void insertFates(Command command, List<NewFate> fates) {
        jdbc.sql("""
                insert into distribution.fates (station_id, reported_at, reported_by, command_id, bag_id, fate,
                                                patient_ref, happened_at)
                select :station, :at, :actor, :command, * from unnest(:bags, :fates, :patients, :happened)
                """)
                .param("station", command.station().value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("bags", Sql.uuids(fates, fate -> fate.bag().value()))
                .param("fates", Sql.texts(fates, fate -> fate.fate().name()))
                .param("patients", Sql.texts(fates, NewFate::patientRef))
                .param("happened", Sql.times(fates, NewFate::happenedAt))
                .update();
    }

    List<HospitalCount> counts(StationId station, Instant from, Instant until) {
        return jdbc.sql("""
                select o.hospital_id,
                       count(*) filter (where e.what = 'ISSUED') as issued,
                       count(*) filter (where e.what = 'RECEIVED') as received,
                       count(*) filter (where e.what = 'TRANSFUSED') as transfused,
                       count(*) filter (where e.what = 'RETURNED') as returned,
                       count(*) filter (where e.what = 'DISCARDED') as discarded
                from (
                    select bag_id, 'ISSUED' as what from distribution.issues
                    where station_id = :station and issued_at >= :from and issued_at < :until
                    union all
                    select bag_id, 'RECEIVED' from distribution.receipts
                    where station_id = :station and received_at >= :from and received_at < :until
                    union all
                    select bag_id, fate from distribution.fates
                    where station_id = :station and reported_at >= :from and reported_at < :until) e
                join distribution.issues i on i.station_id = :station and i.bag_id = e.bag_id
                join distribution.orders o on o.station_id = :station and o.order_id = i.order_id
                group by o.hospital_id
                order by o.hospital_id
                """)
                .param("station", station.value())
                .param("from", Sql.at(from))
                .param("until", Sql.at(until))
                .query((row, n) -> new HospitalCount(
                        new HospitalId(Sql.uuid(row, "hospital_id")),
                        row.getInt("issued"),
                        row.getInt("received"),
                        row.getInt("transfused"),
                        row.getInt("returned"),
                        row.getInt("discarded")))
                .list();
    }

    // Rows --------------------------------------------------------------------------------------------------------

    private JdbcClient.StatementSpec scoped(String sql, StationId station, @Nullable HospitalId hospital) {
        return jdbc.sql(sql)
                .param("station", station.value())
                .param("hospital", hospital == null ? null : hospital.value(), java.sql.Types.OTHER);
    }

    private static Head head(ResultSet row, int n) throws SQLException {
        return new Head(
                new OrderId(Sql.uuid(row, "order_id")),
                row.getLong("order_no"),
                new HospitalId(Sql.uuid(row, "hospital_id")),
                Urgency.valueOf(row.getString("urgency")),
                Sql.instant(row, "needed_by"),
                Sql.instant(row, "placed_at"),
                OrderState.valueOf(row.getString("state")),
                row.getString("decline_reason"));
    }

    private static Link link(ResultSet row, int n) throws SQLException {
        return new Link(
                new BagId(Sql.uuid(row, "bag_id")),
                new OrderId(Sql.uuid(row, "order_id")),
                row.getInt("line_no"),
                new HospitalId(Sql.uuid(row, "hospital_id")),
                Sql.instant(row, "at"),
                ReasonsJson.read(row.getString("remarks")));
    }

    private static IssueRow issue(ResultSet row, int n) throws SQLException {
        String fate = row.getString("fate");
        return new IssueRow(
                link(row, n),
                Sql.uuid(row, "issued_by"),
                Sql.uuid(row, "checked_by"),
                Sql.instantOrNull(row, "received_at"),
                fate == null ? null : Fate.valueOf(fate),
                row.getString("patient_ref"),
                Sql.instantOrNull(row, "happened_at"));
    }

    private static Dues dues(ResultSet row, int n) throws SQLException {
        return new Dues(row.getInt("count"), Sql.instantOrNull(row, "oldest"));
    }
}
