package org.mailuo.collection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The editions of the rules of eligibility. They change only with a migration, so they are read once. */
@Service
public class RuleBook {
    // One jurisdiction today; the second brings the station's own (FACTS 1.9).
    private static final String JURISDICTION = "CN";

    private final JdbcClient jdbc;
    private final Json json;
    private volatile @Nullable List<RuleSet> editions;

    RuleBook(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The edition by which a fact of this day is judged (RULE I3).
     *
     * @throws RefusedException {@code collection.no-rules}: without rules nobody is bled
     */
    public RuleSet inForce(LocalDate day) {
        return list().stream()
                .filter(edition -> edition.jurisdiction().equals(JURISDICTION) && edition.isInForce(day))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.of("collection.no-rules", day)));
    }

    /** Newest first. */
    public List<RuleSet> list() {
        List<RuleSet> known = editions;
        if (known == null) {
            known = read();
            editions = known;
        }
        return known;
    }

    private List<RuleSet> read() {
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
