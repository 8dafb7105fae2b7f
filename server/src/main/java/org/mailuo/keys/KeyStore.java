package org.mailuo.keys;

import java.util.HashMap;
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
        return jdbc.sql("select keys.is_used(:key)")
                .param("key", key)
                .query(Boolean.class)
                .single();
    }
}
