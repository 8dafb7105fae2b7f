package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailuo.OwnerDatabase;
import org.mailuo.TestDatabase;

/** A database that nobody has analysed yet plans as it will on every later day. */
class FirstDayIT {
    private final OwnerDatabase owner = TestDatabase.fresh().owner();

    @Test
    void everyTableKnowsThatItsRowsAreThoseOfOneStation() {
        assertThat(texts("""
                select n.nspname || '.' || c.relname
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'station_id'
                left join pg_stats s on s.schemaname = n.nspname and s.tablename = c.relname and s.attname = 'station_id'
                where c.relkind = 'r' and s.n_distinct is distinct from 1
                """)).isEmpty();
    }

    @Test
    void aBagIsFoundByItsKeyAndNotByItsStation() {
        assertThat(texts("explain select from collection.donations where station_id = 1 and din = 'A'"))
                .anySatisfy(line -> assertThat(line).contains("donations_pk"));
    }

    private List<String> texts(String sql) {
        return owner.jdbc().sql(sql).query(String.class).list();
    }
}
