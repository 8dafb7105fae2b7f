package org.mailuo.database;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A database that answers: made once at start, told to Spring Boot, closed after the connection pool. */
sealed interface Database extends JdbcConnectionDetails, AutoCloseable permits EmbeddedPostgres, NamedPostgres {

    @Override
    void close();
}
