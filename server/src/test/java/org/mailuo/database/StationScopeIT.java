package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One connection for everybody: it always shows the station of whoever holds it, whatever happened to it before. */
class StationScopeIT {
    private static final StationId ONE = new StationId(1);
    private static final StationId TWO = new StationId(2);
    private static final HikariDataSource POOL = pool();

    private final StationDataSource stations = new StationDataSource(POOL);
    private final JdbcClient jdbc = JdbcClient.create(stations);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(stations);

    private static HikariDataSource pool() {
        var source = TestPostgres.shared().dataSource("postgres", TestPostgres.APPLICATION);
        var pool = new HikariDataSource();
        pool.setJdbcUrl(source.getUrl());
        pool.setUsername(source.getUsername());
        pool.setPassword(source.getPassword());
        pool.setMaximumPoolSize(1);
        return pool;
    }

    @AfterAll
    static void close() {
        POOL.close();
    }

    private @Nullable String shown() {
        return jdbc.sql("select nullif(current_setting('mailuo.station', true), '')")
                .query(String.class)
                .optional()
                .orElse(null);
    }

    @Test
    void aConnectionShowsTheStationOfItsHolderAndAfterwardsNone() {
        assertThat(shown()).isNull();
        assertThat(StationScope.<String, RuntimeException>in(ONE, this::shown)).isEqualTo("1");
        assertThat(StationScope.<String, RuntimeException>in(TWO, this::shown)).isEqualTo("2");
        assertThat(shown()).isNull();
    }

    @Test
    void aRollbackDoesNotTakeTheStationBack() {
        StationScope.in(ONE, () -> {
            assertThatThrownBy(() -> new TransactionTemplate(transactions)
                            .executeWithoutResult(
                                    status -> jdbc.sql("select 1 / 0").query().singleValue()))
                    .hasMessageContaining("division by zero");
            return assertThat(shown()).isEqualTo("1");
        });
        assertThat(shown()).isNull();
    }

    @Test
    void aReadOnlyTransactionShowsItToo() {
        var reading = new DefaultTransactionDefinition();
        reading.setReadOnly(true);
        StationScope.in(TWO, () -> {
            new TransactionTemplate(transactions, reading)
                    .executeWithoutResult(status -> assertThat(shown()).isEqualTo("2"));
            return null;
        });
    }

    @Test
    void theSameStationAgainCostsNoStatement() throws SQLException {
        StationScope.in(ONE, () -> {
            try (var first = stations.getConnection();
                    var statement = first.createStatement()) {
                statement.execute("set mailuo.station = '77'");
            }
            return assertThat(shown()).as("not set again").isEqualTo("77");
        });
        POOL.getHikariPoolMXBean().softEvictConnections();
    }

    @Test
    void whoWorksForOneStationDoesNotReachAnother() {
        StationScope.in(ONE, () -> {
            assertThat(StationScope.<String, RuntimeException>in(ONE, () -> "again"))
                    .isEqualTo("again");
            return assertThatThrownBy(() -> StationScope.in(TWO, () -> "never")).isInstanceOf(NotFoundException.class);
        });
        assertThat(StationScope.current()).isEmpty();
    }
}
