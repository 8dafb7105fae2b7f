package org.mailuo.keys;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the database knows of the keys: which were used, and how to recognise them. */
@Repository
class KeyStore {
    private final JdbcClient jdbc;

    KeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<Integer, byte[]> checks() {
        Map<Integer, byte[]> found = new HashMap<>();
        jdbc.sql("select key_id, check_value from keys.checks").query(row -> {
            found.put(row.getInt("key_id"), row.getBytes("check_value"));
        });
        return found;
    }

    void register(Key key) {
        jdbc.sql("insert into keys.checks (key_id, check_value) values (:id, :check) on conflict do nothing")
                .param("id", key.id())
                .param("check", key.check())
                .update();
    }

    /** Whether any value is still sealed with the key. Reads whole tables, so ask only when a key is missing. */
    boolean isUsed(int key) {
        List<String> columns = jdbc.sql("""
                select format('select from %I.%I where (get_byte(%I, 1) << 8) + get_byte(%I, 2) = ',
                              table_schema, table_name, column_name, column_name)
                from information_schema.columns
                where column_name like '%\\_sealed' and data_type = 'bytea'
                """).query(String.class).list();
        return columns.stream()
                .anyMatch(column -> jdbc.sql("select exists (" + column + " :key)")
                        .param("key", key)
                        .query(Boolean.class)
                        .single());
    }
}
