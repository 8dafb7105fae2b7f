package org.mailuo.processing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.ReasonsJson;
import org.mailuo.database.Sql;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the component making. */
@Repository
class ProcessingStore {
    /** A making as it is written down. */
    record Made(UUID id, NewComponents what, int parentMl) {
        int differenceMl() {
            return parentMl - what.partsMl() - what.waste().value();
        }
    }

    record MadePart(BagId bag, UUID making, int volumeMl, List<Reason> findings) {}

    private final JdbcClient jdbc;

    ProcessingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Limits limits() {
        return new Limits(times(), durations(), balances(), recipes());
    }

    private List<Limits.Within> times() {
        return jdbc.sql("""
                select product_code, anticoagulant, route, within_minutes, effective_from, effective_to
                from processing.time_limits
                """)
                .query((row, n) -> new Limits.Within(
                        ProductCode.of(row.getString("product_code")),
                        row.getString("anticoagulant"),
                        route(row.getString("route")),
                        row.getInt("within_minutes"),
                        span(row)))
                .list();
    }

    private static @Nullable Route route(String name) {
        return name.equals("ANY") ? null : Route.valueOf(name);
    }

    private static Limits.Span span(ResultSet row) throws SQLException {
        return new Limits.Span(Sql.date(row, "effective_from"), row.getObject("effective_to", LocalDate.class));
    }

    private List<Limits.AtMost> durations() {
        return jdbc.sql("""
                select product_code, nominal_ml, at_most_seconds, effective_from, effective_to
                from processing.duration_limits
                """)
                .query((row, n) -> new Limits.AtMost(
                        ProductCode.of(row.getString("product_code")),
                        row.getInt("nominal_ml"),
                        row.getInt("at_most_seconds"),
                        span(row)))
                .list();
    }

    private List<Limits.Balance> balances() {
        return jdbc.sql("select per_mille, effective_from, effective_to from processing.balances")
                .query((row, n) -> new Limits.Balance(row.getInt("per_mille"), span(row)))
                .list();
    }

    private List<Limits.Recipe> recipes() {
        record Key(String parent, String recipe, boolean automatic) {}
        Map<Key, List<Limits.Share>> found = new LinkedHashMap<>();
        jdbc.sql("""
                select r.parent_code, r.recipe, r.automatic, r.child_code, r.division, r.per_mille
                from processing.recipes r
                join products.products p on p.product_code = r.child_code and p.effective_to is null
                order by r.parent_code, r.preference, p.ordinal, r.division
                """).query(row -> {
            found.computeIfAbsent(
                            new Key(row.getString("parent_code"), row.getString("recipe"), row.getBoolean("automatic")),
                            key -> new ArrayList<>())
                    .add(new Limits.Share(
                            ProductCode.of(row.getString("child_code")),
                            row.getString("division"),
                            row.getInt("per_mille")));
        });
        return found.entrySet().stream()
                .map(entry -> new Limits.Recipe(
                        ProductCode.of(entry.getKey().parent()),
                        entry.getKey().recipe(),
                        entry.getKey().automatic(),
                        entry.getValue()))
                .toList();
    }

    /** Bags of these products that still stand in quarantine, longest collected first. */
    List<BagId> waiting(StationId station, Collection<ProductCode> products, int limit) {
        return jdbc.sql("""
                select bag_id from units.bags
                where station_id = :station and status = 'QUARANTINE' and product_code = any (:products)
                order by collected_at
                limit :limit
                """)
                .param("station", station.value())
                .param("products", Sql.texts(products, ProductCode::value))
                .param("limit", limit)
                .query((row, n) -> new BagId(Sql.uuid(row, "bag_id")))
                .list();
    }

    void insert(Command command, List<Made> makings, List<MadePart> parts) {
        jdbc.sql("""
                insert into processing.makings (station_id, making_id, parent_id, made_at, made_by, command_id, route,
                                                method, parent_ml, waste_ml, difference_ml)
                select :station, m.making_id, m.parent_id, :at, :actor, :command, m.route, m.method, m.parent_ml,
                       m.waste_ml, m.difference_ml
                from unnest(:ids, :parents, :routes, :methods, :volumes, :wastes, :differences)
                    as m (making_id, parent_id, route, method, parent_ml, waste_ml, difference_ml)
                """)
                .param("station", command.station().value())
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .param("command", command.id())
                .param("ids", Sql.uuids(makings, Made::id))
                .param(
                        "parents",
                        Sql.uuids(makings, made -> made.what().parent().value()))
                .param("routes", Sql.texts(makings, made -> made.what().route().name()))
                .param("methods", Sql.texts(makings, made -> made.what().method()))
                .param("volumes", Sql.integers(makings, Made::parentMl))
                .param(
                        "wastes",
                        Sql.integers(makings, made -> made.what().waste().value()))
                .param("differences", Sql.integers(makings, Made::differenceMl))
                .update();
        jdbc.sql("""
                insert into processing.parts (station_id, bag_id, making_id, volume_ml, valid, findings)
                select :station, p.bag_id, p.making_id, p.volume_ml, p.findings = '[]', p.findings::jsonb
                from unnest(:bags, :makings, :volumes, :findings) as p (bag_id, making_id, volume_ml, findings)
                """)
                .param("station", command.station().value())
                .param("bags", Sql.uuids(parts, part -> part.bag().value()))
                .param("makings", Sql.uuids(parts, MadePart::making))
                .param("volumes", Sql.integers(parts, MadePart::volumeMl))
                .param("findings", Sql.texts(parts, part -> ReasonsJson.write(part.findings())))
                .update();
    }

    List<MakingFacts> facts(StationId station, Collection<BagId> bags) {
        return jdbc.sql("""
                select p.bag_id, m.parent_id, m.made_by, m.made_at, p.valid, p.findings::text as findings
                from processing.parts p
                join processing.makings m on m.station_id = p.station_id and m.making_id = p.making_id
                where p.station_id = :station and p.bag_id = any (:bags)
                """)
                .param("station", station.value())
                .param("bags", Sql.uuids(bags, BagId::value))
                .query((row, n) -> new MakingFacts(
                        new BagId(Sql.uuid(row, "bag_id")),
                        new BagId(Sql.uuid(row, "parent_id")),
                        Sql.uuid(row, "made_by"),
                        Sql.instant(row, "made_at"),
                        row.getBoolean("valid"),
                        ReasonsJson.read(row.getString("findings"))))
                .list();
    }
}
