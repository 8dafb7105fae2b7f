package org.mailuo.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.mailuo.MailuoApplication;
import org.mailuo.simulator.Progress;
import org.mailuo.simulator.Simulation;
import org.mailuo.simulator.Simulation.Ending;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * {@code mailuo bench vein-to-vein}: what the whole way of a donation costs on this machine. {@code mailuo bench safety}:
 * how much of it trail, row-level security and signatures take.
 */
public final class Bench {
    private static final String USAGE =
            "mailuo bench vein-to-vein|safety [--days N] (1 to 365, default 60, for safety 20; 365 is the year)";
    private static final Map<String, Integer> DEFAULT_DAYS = Map.of("vein-to-vein", 60, "safety", 20);
    private static final int ROUNDS = 3;
    private static final long SEED = 2022;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Bench() {}

    public static void main(String[] arguments) {
        int days = days(List.of(arguments));
        if (days < 1 || days > 365) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(USAGE);
            System.exit(2);
        }
        Bench bench = new Bench();
        System.exit(
                arguments[0].equals("safety")
                        ? new SafetyCost(bench::in, bench.out).measure(days, ROUNDS)
                        : bench.run(days));
    }

    private static int days(List<String> arguments) {
        Integer usual = arguments.isEmpty() ? null : DEFAULT_DAYS.get(arguments.getFirst());
        if (usual == null || arguments.size() == 1) {
            return usual == null ? -1 : usual;
        }
        return arguments.size() == 3
                        && arguments.get(1).equals("--days")
                        && arguments.get(2).matches("[0-9]{1,3}")
                ? Integer.parseInt(arguments.get(2))
                : -1;
    }

    /** One season in a house on an empty folder. */
    private double in(SpringApplicationBuilder builder, List<String> arguments, SafetyCost.Work work) {
        Path folder = temporary();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--mailuo.data=" + folder, "--server.port=0", "--server.address=127.0.0.1"));
        try (ConfigurableApplicationContext application = builder.run(all.toArray(String[]::new))) {
            return work.in(application);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            remove(folder);
        }
    }

    private int run(int days) {
        Path folder = temporary();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(MailuoApplication.class)
                .properties("mailuo.data=" + folder)
                .run("--mailuo.data=" + folder, "--server.port=0", "--server.address=127.0.0.1")) {
            return measure(application, folder, days);
        } catch (IOException | SQLException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            remove(folder);
        }
    }

    private int measure(ConfigurableApplicationContext application, Path folder, int days)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        LocalDate first = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).minus(days, ChronoUnit.DAYS);
        HikariDataSource pool = application.getBean(DataSource.class).unwrap(HikariDataSource.class);
        Counters before = counters(pool);
        Progress progress = new Progress(out);
        Ending ending = application.getBean(Simulation.class).live(days, SEED, first, progress::show);
        double seconds = ending.took().toMillis() / 1000.0;
        Counters house = counters(pool).since(before);
        long donations = ending.reconciliation().donations();

        Traces traces = Traces.measure(application, first, days);
        ResultsPage page = ResultsPage.measure(application);

        FlywayConnectionDetails owner = application.getBean(FlywayConnectionDetails.class);
        BareJdbc.Result bare = new BareJdbc(
                        Objects.requireNonNull(owner.getJdbcUrl()),
                        Objects.requireNonNull(owner.getUsername()),
                        Objects.requireNonNull(owner.getPassword()),
                        Files.readString(folder.resolve("postgres.password")).strip(),
                        Simulation.WORKERS)
                .replay();
        double rows = house.rows() / seconds;
        double bareRows = bare.counters().rows() / bare.seconds();
        row("donations", donations);
        row("seconds", "%.1f".formatted(seconds));
        row("donations/s", "%.0f".formatted(donations / seconds));
        row("transactions", house.transactions());
        row("transactions/s", "%.0f".formatted(house.transactions() / seconds));
        row("rows written", house.rows());
        row("rows/s", "%.0f".formatted(rows));
        row("bare JDBC rows", bare.counters().rows());
        row("bare JDBC seconds", "%.1f".formatted(bare.seconds()));
        row("bare JDBC rows/s", "%.0f".formatted(bareRows));
        row("trace p50 / p99 ms", "%.1f / %.1f".formatted(traces.p50(), traces.p99()));
        row("page of 60 results ms", "%.0f".formatted(page.milliseconds()));
        out.println(
                "donations_per_s=%.0f transactions_per_s=%.0f rows_per_s=%.0f bare_jdbc_ratio=%.2f trace_p99_ms=%.1f"
                        .formatted(
                                donations / seconds,
                                house.transactions() / seconds,
                                rows,
                                rows / bareRows,
                                traces.p99()));
        return ending.isReconciled() ? 0 : 1;
    }

    /** Ends the pool's connections first: a server process tells all that it counted when it ends. */
    private static Counters counters(HikariDataSource pool) throws SQLException, InterruptedException {
        var control = pool.getHikariPoolMXBean();
        if (control != null) {
            control.softEvictConnections();
        }
        Thread.sleep(700);
        try (Connection connection = pool.getConnection()) {
            return Counters.read(connection);
        }
    }

    private void row(String name, Object figure) {
        out.println("  %-24s %12s".formatted(name, figure));
    }

    private static Path temporary() {
        try {
            // On the disk that the real data would be on: what is measured is mostly that disk.
            String wanted = System.getenv("MAILUO_DATA");
            return wanted == null
                    ? Files.createTempDirectory("mailuo-bench")
                    : Files.createTempDirectory(Files.createDirectories(Path.of(wanted)), "run");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
