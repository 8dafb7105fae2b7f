package org.mailuo.products;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.ProductCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL of the catalogue. */
@Repository
class CatalogueStore {
    private record Edition(String product, LocalDate from) {}

    private record ContentRow(Edition edition, Product.Content content) {}

    private final JdbcClient jdbc;

    CatalogueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Product> products() {
        Map<Edition, List<Product.Content>> contents = contents();
        return jdbc.sql("""
                select product_code, effective_from, effective_to, isbt_code, name_zh, name_en, family, band, standard,
                       verified
                from products.products order by ordinal, effective_from
                """)
                .query((row, n) -> new Product(
                        ProductCode.of(row.getString("product_code")),
                        row.getString("isbt_code"),
                        row.getString("name_zh"),
                        row.getString("name_en"),
                        Family.valueOf(row.getString("family")),
                        StorageBand.valueOf(row.getString("band")),
                        contents.getOrDefault(edition(row), List.of()),
                        row.getString("standard"),
                        row.getBoolean("verified"),
                        Sql.date(row, "effective_from"),
                        row.getObject("effective_to", LocalDate.class)))
                .list();
    }

    private Map<Edition, List<Product.Content>> contents() {
        return jdbc
                .sql("""
                select product_code, effective_from, source_ml, measure, minimum, maximum, verified
                from products.contents order by product_code, effective_from, measure, source_ml
                """)
                .query((row, n) -> new ContentRow(
                        edition(row),
                        new Product.Content(
                                row.getInt("source_ml"),
                                row.getString("measure"),
                                row.getBigDecimal("minimum"),
                                row.getBigDecimal("maximum"),
                                row.getBoolean("verified"))))
                .list()
                .stream()
                .collect(groupingBy(ContentRow::edition, mapping(ContentRow::content, toList())));
    }

    private static Edition edition(ResultSet row) throws SQLException {
        return new Edition(row.getString("product_code"), Sql.date(row, "effective_from"));
    }

    List<ShelfLife> shelfLives() {
        return jdbc.sql("""
                select product_code, preservative, bag_system, amount, unit, base, standard, verified, effective_from,
                       effective_to
                from products.shelf_lives order by product_code, bag_system, preservative, effective_from
                """)
                .query((row, n) -> new ShelfLife(
                        ProductCode.of(row.getString("product_code")),
                        row.getString("preservative"),
                        system(row.getString("bag_system")),
                        row.getInt("amount"),
                        ShelfLife.Unit.valueOf(row.getString("unit")),
                        ShelfLife.Base.valueOf(row.getString("base")),
                        row.getString("standard"),
                        row.getBoolean("verified"),
                        Sql.date(row, "effective_from"),
                        row.getObject("effective_to", LocalDate.class)))
                .list();
    }

    private static @Nullable BagSystem system(String name) {
        return name.equals("ANY") ? null : BagSystem.valueOf(name);
    }

    List<Way> ways() {
        return jdbc.sql("""
                select w.parent_code, w.child_code, w.kind, w.keeps_expiry, w.added_per_mille
                from products.ways w
                join products.products c on c.product_code = w.child_code and c.effective_to is null
                where w.effective_to is null
                order by c.ordinal
                """)
                .query((row, n) -> new Way(
                        ProductCode.of(row.getString("parent_code")),
                        ProductCode.of(row.getString("child_code")),
                        Way.Kind.valueOf(row.getString("kind")),
                        row.getBoolean("keeps_expiry"),
                        row.getInt("added_per_mille")))
                .list();
    }
}
