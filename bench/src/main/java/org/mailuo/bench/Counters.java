package org.mailuo.bench;

import java.sql.Connection;
import java.sql.SQLException;

/** What PostgreSQL itself counted in one database; only backends that have ended are sure to have told all. */
record Counters(long transactions, long rows) {
    static Counters read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select (select xact_commit from pg_stat_database where datname = current_database()),
                               (select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_user_tables)
                        """)) {
            row.next();
            return new Counters(row.getLong(1), row.getLong(2));
        }
    }

    Counters since(Counters before) {
        return new Counters(transactions - before.transactions, rows - before.rows);
    }
}
