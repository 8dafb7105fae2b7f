package org.mailuo.database;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * A database that answers: made once at start, told to Spring Boot, closed after the connection pool. The details are
 * those of the application, which owns nothing; who owns the tables signs in only to migrate them.
 */
sealed interface Database extends JdbcConnectionDetails, AutoCloseable permits EmbeddedPostgres, NamedPostgres {

    DatabaseAddress owner();

    @Override
    String getUsername();

    @Override
    void close();
}
