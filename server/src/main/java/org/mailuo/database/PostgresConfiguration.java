package org.mailuo.database;

/** The server's settings: written at each start, so that an upgrade of Mailuo also upgrades them. */
enum PostgresConfiguration {
    /** For blood: an acknowledged commit survives a power cut. */
    DURABLE("""
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            shared_buffers = 256MB
            max_wal_size = 4GB
            checkpoint_timeout = 15min
            autovacuum_naptime = 5s
            shared_preload_libraries = 'pg_stat_statements'
            """),
    /** For tests: survives a killed process, not a power cut. */
    FORGETFUL("""
            fsync = off
            synchronous_commit = off
            full_page_writes = off
            shared_buffers = 64MB
            max_wal_size = 1GB
            max_connections = 300
            autovacuum = off
            """);

    /** Statements and error details quote rows, rows are about people: neither goes to the server's log. */
    private static final String COMMON = """
            # Written by Mailuo at each start. Your own settings belong into postgresql.local.conf.
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            password_encryption = scram-sha-256
            wal_compression = on
            jit = off
            random_page_cost = 1.1
            idle_in_transaction_session_timeout = 60s
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            logging_collector = on
            log_directory = '../postgres-log'
            log_filename = 'postgres-%a.log'
            log_rotation_age = 1d
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_error_verbosity = terse
            log_min_error_statement = panic
            """;

    private final String settings;

    PostgresConfiguration(String settings) {
        this.settings = settings;
    }

    boolean isDurable() {
        return this == DURABLE;
    }

    String text(int port) {
        return COMMON + settings + "port = " + port + "\ninclude_if_exists = 'postgresql.local.conf'\n";
    }
}
