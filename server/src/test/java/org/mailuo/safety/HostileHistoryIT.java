package org.mailuo.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mailuo.safety.Performance.FailureException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;

/**
 * Thousands of short hostile histories. {@code -Dmailuo.histories} says how many, {@code -Dmailuo.seed} performs the one
 * history of a seed again.
 */
@HostileTest
class HostileHistoryIT {
    private static final int WORKERS = 4;
    private static final int BLOCK = 64;

    @Autowired
    private ApplicationContext context;

    @Value("${mailuo.test.database}")
    private String database;

    private final Map<String, Integer> locks = new ConcurrentSkipListMap<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong issued = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong mark = new AtomicLong(System.nanoTime());

    @Test
    void noUnsafeBagLeaves() throws Exception {
        Long seed = Long.getLong("mailuo.seed");
        long histories = seed != null ? 1 : Long.getLong("mailuo.histories", 2000);
        long first = seed != null ? seed : 0;
        Theatre theatre = new Theatre(context, database);
        Map<Long, String> failures = new TreeMap<>();
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                running.add(workers.submit(() -> work(theatre, first, histories, failures)));
            }
            for (Future<?> each : running) {
                each.get();
            }
        }
        System.out.println("stopped by the database alone: " + locks);
        System.out.printf("histories=%d issued=%d violations=%d%n", done.get(), issued.get(), failures.size());
        if (!failures.isEmpty()) {
            fail(String.join("\n\n", failures.values()));
        }
        assertThat(issued.get()).isGreaterThan(seed != null ? -1 : histories / 10);
    }

    private void work(Theatre theatre, long first, long histories, Map<Long, String> failures) {
        try (Connection eyes = theatre.eyes()) {
            while (true) {
                long from = begun.getAndAdd(BLOCK);
                if (from >= histories || failures.size() > 5) {
                    return;
                }
                List<Long> seeds = LongStream.range(from, Math.min(from + BLOCK, histories))
                        .map(number -> first + number)
                        .boxed()
                        .toList();
                List<Performance> performances = theatre.open(seeds, eyes);
                for (int i = 0; i < seeds.size(); i++) {
                    perform(theatre, seeds.get(i), performances.get(i), eyes, failures);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void perform(
            Theatre theatre, long seed, Performance performance, Connection eyes, Map<Long, String> failures) {
        try {
            theatre.improvise(seed, performance);
        } catch (FailureException failure) {
            History small = theatre.shrunk(performance.history(), failure, eyes);
            synchronized (failures) {
                failures.put(seed, report(seed, failure, small));
            }
        }
        issued.addAndGet(performance.issued());
        performance.locks().forEach(lock -> locks.merge(lock, 1, Integer::sum));
        long so = done.incrementAndGet();
        if (Long.bitCount(so) == 1 && so > 50) {
            analyse(eyes);
        }
        if (so % 1000 == 0) {
            System.out.printf("%d histories, %d bags issued, %d ms each%n", so, issued.get(), sinceMark() / 1000);
        }
    }

    /** What a production server does by itself: else the plans of the first hour are those of the last. */
    private static void analyse(Connection eyes) {
        try (var statement = eyes.createStatement()) {
            statement.execute("analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Milliseconds since the last time this was asked: does a history become dearer the more there were? */
    private long sinceMark() {
        long now = System.nanoTime();
        return (now - mark.getAndSet(now)) / 1_000_000;
    }

    private static String report(long seed, FailureException failure, History small) {
        StringBuilder text =
                new StringBuilder("seed %d: %s: %s%n".formatted(seed, failure.kind(), failure.getMessage()));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append("  ").append(cause).append('\n');
        }
        return text.append(small).toString();
    }
}
