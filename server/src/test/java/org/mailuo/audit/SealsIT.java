package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rows are sealed once their transaction is over, each once, while others write. */
class SealsIT {
    private static final int WRITERS = 8;
    private final SealedTrail trail = new SealedTrail();

    @Test
    void aRowIsSealedAfterItsTransactionAndNotBefore() {
        trail.inTransaction(() -> {
            trail.jdbc()
                    .sql("update station.stations set licence_no = 'L-1' where station_id = 811")
                    .update();
            assertThat(CompletableFuture.supplyAsync(trail::seal).join()).isZero();
        });
        assertThat(trail.seal()).isEqualTo(2);
        assertThat(trail.seal()).isZero();
    }

    /** A long transaction holds the seal back, and its rows, with low numbers, come behind later ones. */
    @Test
    void eightWritersWithShortAndLongTransactionsAreSealedExactlyOnce()
            throws ExecutionException, InterruptedException {
        AtomicBoolean writing = new AtomicBoolean(true);
        Map<String, Instant> committed = new ConcurrentHashMap<>();
        try (var pool = Executors.newFixedThreadPool(WRITERS + 1)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int base = 1_000 * (writer + 1);
                Callable<Void> work = () -> {
                    for (int i = 0; i < 40; i++) {
                        int number = base + i;
                        boolean isLong = i % 10 == 0;
                        trail.inTransaction(() -> {
                            trail.jdbc().sql(SealedTrail.enlist(number)).update();
                            pause(isLong ? 150 : ThreadLocalRandom.current().nextInt(5));
                            trail.jdbc().sql(SealedTrail.rename(number)).update();
                        });
                        committed.put(new UUID(9, number).toString(), Instant.now());
                    }
                    return null;
                };
                writers.add(pool.submit(work));
            }
            Future<?> sealer = pool.submit(() -> {
                while (writing.get()) {
                    trail.seal();
                    pause(500);
                }
            });
            for (Future<?> writer : writers) {
                writer.get();
            }
            writing.set(false);
            sealer.get();
        }
        trail.seal();
        assertThat(trail.number("select count(*) from audit.trail")).isEqualTo(WRITERS * 40 * 2 + 2);
        for (String table : List.of("audit.trail", "audit.commands")) {
            assertThat(trail.number("""
                    select count(*) from %s t
                    where 1 <> (select count(*) from audit.seals s, unnest(s.entries) e where e = t.entry_no)
                    """.formatted(table))).isZero();
        }
        assertThat(trail.number("select count(*) from audit.seals")).isGreaterThan(2);
        assertThat(medianWait(committed)).isLessThan(Duration.ofSeconds(1));
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void twoSealersTakeTurns() throws ExecutionException, InterruptedException {
        trail.filled(1);
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<Future<?>> sealers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int base = 5_000 + 100 * i;
                sealers.add(pool.submit(() -> {
                    for (int n = 0; n < 30; n++) {
                        trail.person(base + n);
                        trail.seal();
                    }
                }));
            }
            for (Future<?> sealer : sealers) {
                sealer.get();
            }
        }
        trail.seal();
        assertThat(trail.verify()).isEmpty();
    }

    /** From the writer's commit to the seal. */
    private Duration medianWait(Map<String, Instant> committed) {
        List<Duration> waits = trail
                .jdbc()
                .sql("""
                        select t.row_id, max(s.sealed_at) as sealed_at
                        from audit.trail t join audit.seals s on t.entry_no = any (s.entries)
                        where t.table_name = 'station.staff' group by 1
                        """)
                .query((row, number) -> Duration.between(
                        committed.get(row.getString("row_id")),
                        row.getObject("sealed_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .sorted()
                .toList();
        return waits.get(waits.size() / 2);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
