package org.mailuo.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.mailuo.bench.Recording.Batch;
import org.mailuo.bench.Recording.Write;

/**
 * Writes what the house wrote once more, into a second database with the same tables, keys and checks but without its
 * triggers, in the same transactions over the same number of connections, with batched prepared statements and nothing
 * else: no rule, no read, no page.
 */
final class BareJdbc {
    /** @param seconds of writing alone, without the reading back */
    record Result(double seconds, Counters counters) {}

    private static final String DATABASE = "mailuo_bare";
    private static final String SUPERUSER = "postgres";
    private static final int CHUNK = 5000;

    private final String url;
    private final String user;
    private final String password;
    private final String administrator;
    private final int connections;

    BareJdbc(String url, String user, String password, String administrator, int connections) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.administrator = administrator;
        this.connections = connections;
    }

    Result replay() throws SQLException, InterruptedException, ExecutionException {
        prepare();
        Counters before;
        try (Connection connection = connect(DATABASE)) {
            before = Counters.read(connection);
        }
        double seconds = 0;
        try (Recording recording = new Recording(connect(null));
                ExecutorService workers = Executors.newFixedThreadPool(connections)) {
            List<Writer> writers = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                writers.add(new Writer(connect(DATABASE)));
            }
            List<Batch> chunk = recording.next(CHUNK);
            while (!chunk.isEmpty()) {
                seconds += write(chunk, writers, workers);
                chunk = recording.next(CHUNK);
            }
            for (Writer writer : writers) {
                writer.connection.close();
            }
        }
        Thread.sleep(500);
        try (Connection connection = connect(DATABASE)) {
            return new Result(seconds, Counters.read(connection).since(before));
        }
    }

    private void prepare() throws SQLException {
        // The house's own roles may not make databases.
        try (Connection connection = DriverManager.getConnection(url, SUPERUSER, administrator)) {
            run(connection, "drop database if exists " + DATABASE);
            run(connection, "create database " + DATABASE + " owner " + user);
        }
        Flyway.configure()
                .dataSource(urlOf(DATABASE), user, password)
                .placeholders(Map.of("application", "mailuo"))
                .load()
                .migrate();
        List<String> triggers = new ArrayList<>();
        try (Connection connection = connect(DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('drop trigger %I on %s', tgname, tgrelid::regclass)
                        from pg_trigger where not tgisinternal and tgparentid = 0
                        """)) {
            while (rows.next()) {
                triggers.add(rows.getString(1));
            }
        }
        try (Connection connection = connect(DATABASE)) {
            for (String drop : triggers) {
                run(connection, drop);
            }
        }
    }

    private static double write(List<Batch> batches, List<Writer> writers, ExecutorService workers)
            throws InterruptedException, ExecutionException {
        List<int[]> predecessors = predecessors(batches);
        AtomicInteger next = new AtomicInteger();
        List<CountDownLatch> done =
                batches.stream().map(batch -> new CountDownLatch(1)).toList();
        long start = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (Writer writer : writers) {
            Callable<Void> task = () -> {
                try {
                    for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
                        for (int predecessor : predecessors.get(i)) {
                            done.get(predecessor).await();
                        }
                        writer.write(batches.get(i));
                        done.get(i).countDown();
                    }
                } catch (SQLException failed) {
                    // Whoever fails must not leave the others waiting.
                    done.forEach(CountDownLatch::countDown);
                    throw failed;
                }
                return null;
            };
            running.add(workers.submit(task));
        }
        for (Future<?> task : running) {
            task.get();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Which earlier transactions of the chunk wrote rows that this one builds on. */
    private static List<int[]> predecessors(List<Batch> batches) {
        Map<Object, Integer> writer = new HashMap<>();
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            Set<Integer> mine = new HashSet<>();
            Set<Object> written = new HashSet<>();
            for (Write write : batches.get(i).writes()) {
                for (int column = 0; column < write.values().length; column++) {
                    Object value = write.values()[column];
                    if (value instanceof UUID || (value instanceof String text && text.length() == 13)) {
                        Integer earlier = writer.get(value);
                        if (earlier != null) {
                            mine.add(earlier);
                        }
                        if (isKey(write, column)) {
                            written.add(value);
                        }
                    }
                }
            }
            for (Object value : written) {
                writer.put(value, i);
            }
            all.add(mine.stream().mapToInt(Integer::intValue).toArray());
        }
        return all;
    }

    private static boolean isKey(Write write, int column) {
        return write.keyStart() > 0
                ? column >= write.keyStart()
                : write.table().key().contains(write.table().columns().get(column));
    }

    private Connection connect(@Nullable String database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(database == null ? url : urlOf(database), properties);
    }

    private String urlOf(String database) {
        return url.replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final class Writer {
        private final Connection connection;
        private final Map<String, PreparedStatement> statements = new HashMap<>();

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
        }

        void write(Batch batch) throws SQLException {
            Map<String, PreparedStatement> open = new LinkedHashMap<>();
            for (Write write : batch.writes()) {
                PreparedStatement statement = statements.get(write.sql());
                if (statement == null) {
                    statement = connection.prepareStatement(write.sql());
                    statements.put(write.sql(), statement);
                }
                if (open.putIfAbsent(write.sql(), statement) == null && open.size() > 1) {
                    flushAllBut(open, write.sql());
                }
                bind(statement, write.values());
                statement.addBatch();
            }
            flushAllBut(open, "");
            connection.commit();
        }

        private static void flushAllBut(Map<String, PreparedStatement> open, String kept) throws SQLException {
            for (var entry : List.copyOf(open.entrySet())) {
                if (!entry.getKey().equals(kept)) {
                    entry.getValue().executeBatch();
                    open.remove(entry.getKey());
                }
            }
        }

        private static void bind(PreparedStatement statement, @Nullable Object[] values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value == null) {
                    statement.setNull(i + 1, Types.NULL);
                } else {
                    statement.setObject(i + 1, value);
                }
            }
        }
    }
}
