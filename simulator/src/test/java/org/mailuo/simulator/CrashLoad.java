package org.mailuo.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInterceptor;
import org.mailuo.MailuoApplication;
import org.mailuo.database.StationScope;
import org.mailuo.shared.Command;
import org.springframework.aop.Advisor;
import org.springframework.aop.ClassFilter;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A house that works until somebody kills it. It tells each command on standard output after its transaction has
 * committed, and when it starts again it first proves that none of those told before was lost and nothing is half done.
 */
final class CrashLoad {
    private static final int FIRST_YEAR = 2013;
    private static final int LAST_YEAR = 2060;
    private static final int DAYS = 60;
    private static final int STRANGERS = 20_000;

    private final ConfigurableApplicationContext application;
    private final PrintStream out;

    private CrashLoad(ConfigurableApplicationContext application, PrintStream out) {
        this.application = application;
        this.out = out;
    }

    /** @param arguments data folder, file of the commands told so far, number of the season to begin with */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ConfigurableApplicationContext application = new SpringApplicationBuilder(MailuoApplication.class)
                .initializers(context -> tellCommits((GenericApplicationContext) context, out))
                .run("--mailuo.data=" + arguments[0], "--server.port=0", "--server.address=127.0.0.1");
        CrashLoad load = new CrashLoad(application, out);
        StationScope.in(DemoStation.ID, () -> {
            load.check(Path.of(arguments[1]));
            return load;
        });
        load.work(Integer.parseInt(arguments[2]));
    }

    private void check(Path told) throws IOException {
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        Set<String> commands = jdbc.sql("select command_id::text from audit.commands").query(String.class).stream()
                .collect(Collectors.toSet());
        long lost = 0;
        long acknowledged = 0;
        for (String line : Files.readAllLines(told)) {
            acknowledged++;
            if (!commands.contains(line)) {
                lost++;
            }
        }
        for (Halves half : Halves.values()) {
            long count = jdbc.sql("select count(*) from (" + half.sql + ") found")
                    .query(Long.class)
                    .single();
            if (count > 0) {
                out.println("HALF " + half + " " + count);
            }
        }
        out.println("CHECKED acknowledged=" + acknowledged + " lost=" + lost
                + count(jdbc, "donations", "collection.donations")
                + count(jdbc, "results", "testing.results")
                + count(jdbc, "decisions", "release.decisions")
                + count(jdbc, "issued", "distribution.issues"));
    }

    private static String count(JdbcClient jdbc, String name, String table) {
        return " " + name + "="
                + jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Season after season, each in a year of its own and with its own donors, until the process is killed. */
    private void work(int firstSeason) {
        House house = application.getBean(House.class);
        DemoStation demo = new DemoStation(house);
        if (demo.present().isEmpty()) {
            demo.found(LocalDate.of(FIRST_YEAR, 1, 1), LocalDate.of(LAST_YEAR, 1, 1));
        }
        for (int season = firstSeason; FIRST_YEAR + season < LAST_YEAR; season++) {
            out.println("SEASON " + season);
            try {
                application
                        .getBean(Simulation.class)
                        .live(DAYS, season, LocalDate.of(FIRST_YEAR + season, 1, 1), season * STRANGERS, day -> {});
            } catch (RuntimeException broken) {
                // The database died: what was running is answered with a failure, and the next season goes on.
                out.println("BROKEN " + broken.getClass().getSimpleName());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Around the transaction of every command, so that what is told has been committed. */
    private static void tellCommits(GenericApplicationContext context, PrintStream out) {
        MethodInterceptor teller = call -> {
            Object answer = call.proceed();
            if (!TransactionSynchronizationManager.isActualTransactionActive()) {
                Arrays.stream(call.getArguments())
                        .filter(Command.class::isInstance)
                        .findFirst()
                        .ifPresent(command -> out.println("DONE " + ((Command) command).id()));
            }
            return answer;
        };
        context.registerBean(
                "commitTeller",
                Advisor.class,
                () -> {
                    DefaultPointcutAdvisor advisor = new DefaultPointcutAdvisor(commands(), teller);
                    advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
                    return advisor;
                },
                definition -> definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE));
    }

    private static Pointcut commands() {
        StaticMethodMatcherPointcut pointcut = new StaticMethodMatcherPointcut() {
            @Override
            public boolean matches(java.lang.reflect.Method method, Class<?> type) {
                return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Command.class;
            }
        };
        ClassFilter services = type -> AnnotatedElementUtils.hasAnnotation(type, Service.class);
        pointcut.setClassFilter(services);
        return pointcut;
    }

    /** What a transaction that was cut in two would leave behind: each query finds nothing in a sound house. */
    private enum Halves {
        DONATION_WITHOUT_BAG("""
                select from collection.donations d where d.outcome <> 'FAILED'
                and not exists (select from units.bags b where b.station_id = d.station_id and b.din = d.din)"""),
        DONATED_WITHOUT_DONATION("""
                select from collection.visits v where (v.state = 'DONATED') <> exists (
                    select from collection.donations d where d.station_id = v.station_id and d.visit_id = v.visit_id)"""),
        HOLDS_MISCOUNTED("""
                select from units.bags b where b.open_holds <> (
                    select count(*) from units.holds h
                    where h.station_id = b.station_id and h.bag_id = b.bag_id and h.lifted_at is null)"""),
        FREE_WITHOUT_DECISION("""
                select from units.bags b where b.released_at is not null and not exists (
                    select from release.decisions d where d.station_id = b.station_id and d.bag_id = b.bag_id
                    and d.batch_id = b.release_id and d.outcome = 'RELEASED')"""),
        DECISION_WITHOUT_RELEASE("""
                select from release.decisions d join units.bags b using (station_id, bag_id)
                where d.outcome = 'RELEASED' and b.release_id is distinct from d.batch_id"""),
        LABELLED_WITHOUT_CHECK("""
                select from units.bags b where (b.labelled_at is not null) <> exists (
                    select from release.label_checks c where c.station_id = b.station_id and c.bag_id = b.bag_id)"""),
        RESERVED_WITHOUT_ALLOCATION("""
                select from units.bags b where (b.status = 'RESERVED') <> exists (
                    select from distribution.allocations a where a.station_id = b.station_id and a.bag_id = b.bag_id)"""),
        ISSUED_WITHOUT_ISSUE("""
                select from units.bags b where b.status in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'RETURNED') and not exists (
                    select from distribution.issues i where i.station_id = b.station_id and i.bag_id = b.bag_id)"""),
        ISSUE_WITHOUT_LEAVING("""
                select from distribution.issues i join units.bags b using (station_id, bag_id)
                where b.status not in ('ISSUED', 'RECEIVED', 'TRANSFUSED', 'RETURNED', 'DISCARDED')"""),
        RECEIVED_WITHOUT_RECEIPT("""
                select from units.bags b where b.status = 'RECEIVED' and not exists (
                    select from distribution.receipts r where r.station_id = b.station_id and r.bag_id = b.bag_id)"""),
        CONSUMED_WITHOUT_MAKING("""
                select from units.bags b where (b.status = 'CONSUMED') <> exists (
                    select from processing.makings m where m.station_id = b.station_id and m.parent_id = b.bag_id)"""),
        CHILD_WITHOUT_PART("""
                select from units.parents p where not exists (
                    select from processing.parts t where t.station_id = p.station_id and t.bag_id = p.child_id)"""),
        FITNESS_NOT_OF_THE_CONCLUSION("""
                select from testing.samples s where s.fitness <> coalesce((
                    select c.fitness from testing.conclusions c where c.station_id = s.station_id and c.din = s.din
                    order by c.revision desc limit 1), 'PENDING')"""),
        HISTORY_NOT_OF_THE_BAG("""
                select from units.bags b where b.status is distinct from (
                    select e.to_status from units.events e where e.station_id = b.station_id and e.bag_id = b.bag_id
                    order by e.event_id desc limit 1)"""),
        CHANGE_WITHOUT_COMMAND("""
                select from audit.trail t where not exists (
                    select from audit.commands c where c.station_id = t.station_id and c.command_id = t.command_id)"""),
        DONATION_WITHOUT_COMMAND("""
                select from collection.donations d where not exists (
                    select from audit.commands c where c.station_id = d.station_id and c.command_id = d.command_id)""");

        private final String sql;

        Halves(String sql) {
            this.sql = sql;
        }
    }
}
