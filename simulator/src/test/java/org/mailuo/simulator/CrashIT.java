package org.mailuo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the application and PostgreSQL by turns, without warning, in the middle of donations, results, releases and
 * issues, with every commit on disk. Nothing acknowledged is lost, nothing half done is seen, and nobody has to help the
 * next start. {@code -Dmailuo.crashes=20} for the long run.
 */
class CrashIT {
    private static final int CRASHES = Integer.getInteger("mailuo.crashes", 2);
    private static final long SEED = Long.getLong("mailuo.seed", 22);

    @TempDir
    private Path data;

    private final AtomicInteger season = new AtomicInteger();
    private final AtomicLong told = new AtomicLong();

    @Test
    void whatWasAcknowledgedOutlivesEveryCrash() throws Exception {
        Random random = new Random(SEED);
        Path file = Files.createFile(data.resolve("acknowledged"));
        for (int crash = 0; crash < CRASHES; crash++) {
            try (Worker worker = new Worker(file)) {
                worker.awaitCheck();
                worker.awaitWork();
                worker.awaitCommands(1_000 + random.nextInt(3_000));
                if (crash % 2 == 0) {
                    worker.kill();
                } else {
                    worker.killPostgres();
                    worker.awaitCommands(100); // the house goes on by itself
                    worker.kill();
                }
            }
        }
        try (Worker last = new Worker(file)) {
            String answer = last.awaitCheck();
            last.kill();
            System.out.printf("crashes=%d %s halves=0%n", CRASHES, answer.substring("CHECKED ".length()));
            assertThat(answer).contains(" issued=").doesNotContain(" issued=0");
        } finally {
            stopPostgres();
        }
        assertThat(told.get()).isGreaterThan(CRASHES * 200L);
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** The server outlives its application on purpose; here nobody comes to take it over. */
    private void stopPostgres() throws IOException, InterruptedException {
        ProcessHandle server = ProcessHandle.of(postmaster()).orElseThrow();
        server.destroy();
        for (int i = 0; i < 300 && server.isAlive(); i++) {
            Thread.sleep(100);
        }
    }

    /** One life of the house in a process of its own. */
    private final class Worker implements AutoCloseable {
        private final Process process;
        private final Thread reader;
        private final CountDownLatch checked = new CountDownLatch(1);
        private final CountDownLatch working = new CountDownLatch(1);
        private final List<String> halves = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private String answer = "";

        Worker(Path file) throws IOException {
            process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Xmx512m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashLoad.class.getName(),
                            data.toString(),
                            file.toString(),
                            Integer.toString(season.get()))
                    .redirectErrorStream(true)
                    .start();
            reader = Thread.ofVirtual().start(() -> read(file));
        }

        private void read(Path file) {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                    BufferedWriter kept = Files.newBufferedWriter(file, StandardOpenOption.APPEND)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("DONE ") && line.length() == 41) {
                        kept.write(line.substring(5));
                        kept.newLine();
                        told.incrementAndGet();
                    } else {
                        hear(line);
                    }
                }
            } catch (IOException cut) {
                hear(cut.toString());
            }
        }

        private void hear(String line) {
            synchronized (words) {
                words.add(line);
            }
            if (line.startsWith("SEASON ")) {
                season.set(Integer.parseInt(line.substring(7)) + 1);
                working.countDown();
            } else if (line.startsWith("HALF ")) {
                halves.add(line);
            } else if (line.startsWith("CHECKED ")) {
                answer = line;
                checked.countDown();
            }
        }

        String awaitCheck() throws InterruptedException {
            assertThat(checked.await(120, TimeUnit.SECONDS)).as(this::words).isTrue();
            assertThat(halves).isEmpty();
            assertThat(answer).contains(" lost=0 ");
            return answer;
        }

        void awaitWork() throws InterruptedException {
            assertThat(working.await(120, TimeUnit.SECONDS)).as(this::words).isTrue();
        }

        void awaitCommands(int count) throws InterruptedException {
            long wanted = told.get() + count;
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (told.get() < wanted) {
                assertThat(process.isAlive() && System.nanoTime() < patience)
                        .as(this::words)
                        .isTrue();
                Thread.sleep(2);
            }
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            reader.join();
        }

        void killPostgres() throws IOException {
            assertThat(ProcessHandle.of(postmaster()).orElseThrow().destroyForcibly())
                    .isTrue();
        }

        private String words() {
            synchronized (words) {
                return String.join("\n", words.subList(Math.max(0, words.size() - 40), words.size()));
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
