package org.mailuo;

import org.mailuo.database.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A test's database as its owner sees it: the rows of every station, and what the application has no right to do. For
 * fixtures and for counting; what is tested is done as the application.
 */
public final class OwnerDatabase {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OwnerDatabase(String name) {
        var source = TestPostgres.shared().dataSource(name, TestPostgres.OWNER);
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** Of this connection only; the application's transactions are others. */
    public TransactionTemplate transaction() {
        return transaction;
    }
}
