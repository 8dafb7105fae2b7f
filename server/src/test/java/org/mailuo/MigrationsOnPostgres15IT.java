package org.mailuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailuo.database.TestPostgres;

/** Clusters of today run PostgreSQL 15, so every migration must as well. Runs where Debian's is installed. */
class MigrationsOnPostgres15IT {

    private static final Path BIN = Path.of("/usr/lib/postgresql/15/bin");

    @Test
    void migrate(@TempDir Path folder) throws SQLException {
        assumeThat(Files.isExecutable(BIN.resolve("initdb"))).isTrue();
        var postgres = TestPostgres.installed(BIN, folder);
        try {
            assertThat(postgres.majorVersion()).isEqualTo(15);
            var result = TestDatabase.flyway(postgres.dataSource("mailuo", TestPostgres.OWNER))
                    .migrate();
            assertThat(result.success).isTrue();
        } finally {
            postgres.close();
        }
    }
}
