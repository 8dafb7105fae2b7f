package org.mailuo.audit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.mailuo.OwnerDatabase;
import org.mailuo.TestDatabase;
import org.mailuo.database.TestPostgres;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A station with a trail of its own, to be sealed, tampered with and verified. */
final class SealedTrail {
    static final StationId STATION = new StationId(811);
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final Actor AUTHOR = new Actor(STATION, new UUID(8, 11), "seal.test", Set.of(Duty.ADMINISTER));

    private final TestDatabase database = TestDatabase.fresh();
    private final OwnerDatabase owner = database.owner();
    private final JdbcClient jdbc = owner.jdbc();
    private final Trail trail = new Trail(jdbc);
    private final SealStore seals = new SealStore(jdbc);
    private final TransactionTemplate transaction = owner.transaction();

    SealedTrail() {
        write("""
                insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                values (811, '封印', 'Seal', 'A9811', 'L-811', 'Asia/Shanghai', 'CN-GB18467-2011')
                """);
        write("""
                insert into units.number_ranges
                values (811, '%s', 'A9811', 26, 0, 99999, 'test', '2026-03-09T02:00Z')
                """.formatted(new UUID(8, 1)));
        seal();
    }

    /** Ten persons in ten transactions and ten numbers in one, in so many seals. */
    SealedTrail filled(int seals) {
        for (int i = 0; i < seals; i++) {
            for (int person = 0; person < 10; person++) {
                person(i * 10 + person);
            }
            numbers(i * 10, 10);
            seal();
        }
        return this;
    }

    void person(int number) {
        write(enlist(number));
    }

    static String enlist(int number) {
        return """
                insert into station.staff (station_id, staff_id, login, name, password_hash)
                values (811, '%s', 'seal.%d', 'Person %d', 'secret')
                """.formatted(new UUID(9, number), number, number);
    }

    static String rename(int number) {
        return "update station.staff set name = 'Renamed' where staff_id = '%s'".formatted(new UUID(9, number));
    }

    void numbers(int from, int count) {
        write("""
                insert into units.numbers
                select 811, 'A981126' || lpad(n::text, 6, '0'), '%s', '2026-03-09T02:00Z', '%s', audit.command_id()
                from generate_series(%d, %d) n
                """.formatted(new UUID(8, 1), new UUID(8, 11), from, from + count - 1));
    }

    /** One transaction under one command. */
    void write(String... statements) {
        transaction.executeWithoutResult(status -> {
            trail.begin(Command.of(AUTHOR, NOW), "seal.test");
            for (String sql : statements) {
                jdbc.sql(sql).update();
            }
        });
    }

    void inTransaction(Runnable work) {
        transaction.executeWithoutResult(status -> {
            trail.begin(Command.of(AUTHOR, NOW), "seal.test");
            work.run();
        });
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    long seal() {
        return seals.seal();
    }

    Seal last() {
        return seals.last(STATION).orElseThrow();
    }

    long number(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** As a superuser who switches every trigger off for himself. */
    void tamper(String... statements) {
        try (Connection connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                database.jdbcUrl(), "postgres", TestPostgres.shared().password("postgres"));
    }

    /** The findings as the command says them. */
    List<String> verify(Anchor... anchors) {
        List<String> said = new ArrayList<>();
        run(List.of(anchors), said, 0);
        return said;
    }

    AuditVerification.Result run(Collection<Anchor> anchors, List<String> said, int patience) {
        try (Connection connection = superuser()) {
            return new AuditVerification(
                            connection,
                            anchors,
                            finding -> said.add(finding.kind() + " " + finding.what()),
                            step -> {},
                            patience)
                    .run();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
