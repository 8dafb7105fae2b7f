package org.mailuo.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which logins a database of the operator's own is opened with, and which are refused. */
class NamedPostgresIT {
    private static final String DATABASE = "test_named";
    private static final TestPostgres SERVER = TestPostgres.shared();

    @BeforeAll
    static void aDatabase() throws SQLException {
        run("DROP DATABASE IF EXISTS " + DATABASE);
        run("CREATE DATABASE " + DATABASE + " OWNER " + TestPostgres.OWNER);
    }

    @AfterAll
    static void dropIt() throws SQLException {
        run("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }

    @Test
    void opensWithALoginThatOwnsNothingBesideTheOwner() {
        var opened = NamedPostgres.open(as(TestPostgres.APPLICATION), as(TestPostgres.OWNER));
        assertThat(opened.getUsername()).isEqualTo("mailuo");
        assertThat(opened.owner().getUsername()).isEqualTo("mailuo_owner");
    }

    @Test
    void refusesOneLoginForBoth() {
        refused("owner-missing", TestPostgres.OWNER, TestPostgres.OWNER);
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> as("mailuo").owner(new DatabaseSettings("x", "mailuo", "y", " ", null)))
                .returns("owner-missing", DatabaseFailure::key);
    }

    @Test
    void refusesASuperuserAndWhoMayBecomeOneOrSkipsRowLevelSecurity() throws SQLException {
        refused("application-stands-above", EmbeddedPostgres.SUPERUSER, TestPostgres.OWNER);
        run("CREATE ROLE test_free BYPASSRLS");
        run("GRANT test_free TO mailuo");
        try {
            refused("application-stands-above", TestPostgres.APPLICATION, TestPostgres.OWNER);
        } finally {
            run("DROP ROLE test_free");
        }
    }

    @Test
    void refusesAnOwnerOrAMemberOfTheOwnerOrWhoMayCreate() throws SQLException {
        run("GRANT mailuo_owner TO mailuo");
        try {
            refused("application-owns", TestPostgres.APPLICATION, EmbeddedPostgres.SUPERUSER);
        } finally {
            run("REVOKE mailuo_owner FROM mailuo");
        }
        try (var connection = NamedPostgres.connect(as(EmbeddedPostgres.SUPERUSER))) {
            EmbeddedPostgres.execute(connection, "GRANT CREATE ON SCHEMA public TO mailuo");
            refused("application-owns", TestPostgres.APPLICATION, TestPostgres.OWNER);
            EmbeddedPostgres.execute(connection, "REVOKE CREATE ON SCHEMA public FROM mailuo");
        }
    }

    private static void refused(String why, String application, String owner) {
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> NamedPostgres.open(as(application), as(owner)))
                .returns(why, DatabaseFailure::key);
    }

    private static DatabaseAddress as(String role) {
        return SERVER.address(DATABASE, role);
    }

    private static void run(String command) throws SQLException {
        try (var connection = SERVER.administrator()) {
            EmbeddedPostgres.execute(connection, command);
        }
    }
}
