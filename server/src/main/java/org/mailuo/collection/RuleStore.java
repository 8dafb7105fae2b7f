package org.mailuo.collection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.mailuo.database.Sql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the editions of the rules; only a migration writes them. */
@Repository
class RuleStore {
    private final JdbcClient jdbc;
    private final Json json;

    RuleStore(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Newest first. */
    List<RuleSet> list() {
        return jdbc.sql("""
                select rule_set, jurisdiction, standard, edition, effective_from, effective_to, rules::text as rules
                from collection.rule_sets order by effective_from desc
                """).query(this::edition).list();
    }

    private RuleSet edition(ResultSet row, int number) throws SQLException {
        return new RuleSet(
                row.getString("rule_set"),
                row.getString("jurisdiction"),
                row.getString("standard"),
                row.getString("edition"),
                Sql.date(row, "effective_from"),
                row.getObject("effective_to", LocalDate.class),
                json.read(row.getString("rules"), RuleSet.Body.class));
    }
}
