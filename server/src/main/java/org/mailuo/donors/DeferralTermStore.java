package org.mailuo.donors;

import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the list of reasons; only a migration writes it. */
@Repository
class DeferralTermStore {
    private final JdbcClient jdbc;

    DeferralTermStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** In the order of the list. */
    List<DeferralTerm> inForce(String jurisdiction, LocalDate day) {
        return jdbc.sql("""
                select code, since, months, days, scope, permanent, assumed
                from donors.deferral_terms
                where jurisdiction = :jurisdiction and effective_from <= :day and (effective_to is null or effective_to >= :day)
                order by place
                """)
                .param("jurisdiction", jurisdiction)
                .param("day", day)
                .query((row, n) -> new DeferralTerm(
                        row.getString("code"),
                        DeferralTerm.Since.valueOf(row.getString("since")),
                        row.getInt("months"),
                        row.getInt("days"),
                        Scope.valueOf(row.getString("scope")),
                        row.getBoolean("permanent"),
                        row.getBoolean("assumed")))
                .list();
    }
}
