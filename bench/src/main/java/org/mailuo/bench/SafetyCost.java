package org.mailuo.bench;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.LongAdder;
import org.mailuo.MailuoApplication;
import org.mailuo.simulator.Simulation;
import org.mailuo.station.Signatures;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.RootClassFilter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * What trail, row-level security and signatures cost together: the same season by turns with all of them, and in a house
 * whose owner has taken the trail's triggers, its sealer and the policies away. Without a signature nothing is released,
 * so their time is measured where they are made and taken off the bare season.
 */
final class SafetyCost {
    private static final int WARM_UP_DAYS = 5;
    private static final long SEED = 2022;

    private final Houses houses;
    private final PrintStream out;
    private final LongAdder signatures = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    /** Opens a house on an empty folder, lets something be done in it, and removes both. */
    interface Houses {
        double in(SpringApplicationBuilder application, List<String> arguments, Work work);
    }

    interface Work {
        double in(ConfigurableApplicationContext application) throws SQLException;
    }

    SafetyCost(Houses houses, PrintStream out) {
        this.houses = houses;
        this.out = out;
    }

    int measure(int days, int rounds) {
        season(WARM_UP_DAYS, true);
        signatures.reset();
        nanos.reset();
        List<Double> with = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            with.add(season(days, true));
            double signing = nanos.sumThenReset() / 1e9 / Simulation.WORKERS;
            out.printf(
                    "  with all        %8.1f s, of it %d signatures %.2f s%n",
                    with.getLast(), signatures.sumThenReset(), signing);
            double bare = season(days, false) - nanos.sumThenReset() / 1e9 / Simulation.WORKERS;
            signatures.reset();
            without.add(bare);
            out.printf("  without         %8.1f s%n", bare);
        }
        double cost = 1 - sum(without) / sum(with);
        out.printf("with_s=%.1f without_s=%.1f throughput_lost=%.0f%%%n", sum(with), sum(without), 100 * cost);
        return cost <= 0.25 ? 0 : 1;
    }

    private double season(int days, boolean guarded) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(MailuoApplication.class)
                .initializers(context -> timeSignatures((GenericApplicationContext) context));
        List<String> arguments = guarded ? List.of() : List.of("--mailuo.audit.seal=PT24H");
        return houses.in(application, arguments, running -> {
            if (!guarded) {
                strip(running.getBean(FlywayConnectionDetails.class));
            }
            LocalDate first = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(days);
            return running.getBean(Simulation.class)
                            .live(days, SEED, first, day -> {})
                            .took()
                            .toMillis()
                    / 1000.0;
        });
    }

    /** As the owner: what is measured is what the house does without them, not whether it could be had. */
    private static void strip(FlywayConnectionDetails owner) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", String.valueOf(owner.getUsername()));
        login.setProperty("password", String.valueOf(owner.getPassword()));
        try (Connection connection = DriverManager.getConnection(String.valueOf(owner.getJdbcUrl()), login);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$
                    declare one record;
                    begin
                        for one in select t.tgname, t.tgrelid::regclass relation from pg_trigger t
                                   where t.tgname in ('trail_insert', 'trail_update', 'trail_delete', 'keep_digests') loop
                            execute format('drop trigger %I on %s', one.tgname, one.relation);
                        end loop;
                        for one in select c.oid::regclass relation from pg_class c where c.relrowsecurity loop
                            execute format('alter table %s disable row level security', one.relation);
                        end loop;
                    end $$
                    """);
        }
    }

    private void timeSignatures(GenericApplicationContext context) {
        context.registerBean(
                "signatureTimer",
                Advisor.class,
                () -> {
                    DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(
                            new ComposablePointcut(new RootClassFilter(Signatures.class)),
                            (org.aopalliance.intercept.MethodInterceptor) call -> {
                                long start = System.nanoTime();
                                try {
                                    return call.proceed();
                                } finally {
                                    nanos.add(System.nanoTime() - start);
                                    signatures.increment();
                                }
                            });
                    advisor.setOrder(Ordered.LOWEST_PRECEDENCE);
                    return advisor;
                },
                definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
    }

    private static double sum(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).sum();
    }
}
