package org.mailuo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailuo.database.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestDatabaseIT {

    @Test
    void givesEachCallerADatabaseOfItsOwn() {
        for (var database : List.of(TestDatabase.fresh(), TestDatabase.fresh())) {
            database.owner().jdbc().sql("CREATE TABLE mine (id int)").update();
            assertThat(JdbcClient.create(database)
                            .sql("SELECT current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo(TestPostgres.APPLICATION);
            assertThat(database.jdbcUrl()).contains("127.0.0.1");
        }
    }
}
