package org.mailuo.simulator;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.mailuo.MailuoApplication;
import org.mailuo.reports.Reconciliation;
import org.mailuo.shared.Duty;
import org.mailuo.simulator.Simulation.Ending;
import org.mailuo.station.StaffView;
import org.mailuo.station.StationView;
import org.mailuo.units.BagStatus;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code mailuo demo}: the whole house with a season of real days in it, reconciled, and then open to visitors. */
public final class Demo {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("org.mailuo.simulator.demo");

    private final ConfigurableApplicationContext application;
    private final House house;
    private final PrintStream out;

    private Demo(ConfigurableApplicationContext application, PrintStream out) {
        this.application = application;
        this.house = application.getBean(House.class);
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        DemoOptions options;
        try {
            options = DemoOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Instant start = Instant.now();
        ConfigurableApplicationContext application = SpringApplication.run(MailuoApplication.class);
        int code = new Demo(application, out).run(options, start);
        if (options.exit() || code != 0) {
            System.exit(SpringApplication.exit(application, () -> code));
        }
    }

    /** @return 0, or 1 where something does not balance or the station is not the demo's */
    private int run(DemoOptions options, Instant start) {
        Optional<StationView> present = new DemoStation(house).present();
        if (present.isPresent() && !DemoStation.isDemo(present.get())) {
            say("foreign", present.get().nameZh(), present.get().nameEn());
            return 1;
        }
        LocalDate wanted = options.firstDay(
                Season.perak2022().days().getFirst().date(), LocalDate.ofInstant(start, DemoStation.zone()));
        Optional<LocalDate> lived = present.flatMap(station -> firstLivedDay());
        Ending ending = lived.isPresent() ? again(lived.get()) : replay(options, wanted);
        report(ending);
        if (!options.exit()) {
            welcome();
        }
        out.println(last(ending, start));
        return ending.isReconciled() ? 0 : 1;
    }

    private Optional<LocalDate> firstLivedDay() {
        return house.donations().days(DemoStation.ID, LocalDate.of(2000, 1, 1), LocalDate.of(2099, 12, 31)).stream()
                .map(org.mailuo.collection.DayCount::day)
                .min(LocalDate::compareTo);
    }

    private Ending replay(DemoOptions options, LocalDate first) {
        say("begin", options.days(), first, first.plusDays(options.days() - 1L), options.seed());
        Progress progress = new Progress(out);
        return application.getBean(Simulation.class).live(options.days(), options.seed(), first, progress::show);
    }

    /** The days are there already; they are counted again as they stand now. */
    private Ending again(LocalDate first) {
        say("lived", first);
        Instant now = Instant.now();
        Reconciliation reconciliation =
                house.reconciliations().of(DemoStation.ID, first, LocalDate.ofInstant(now, DemoStation.zone()));
        return new Ending(reconciliation, List.of(), java.time.Duration.between(now, Instant.now()));
    }

    private void report(Ending ending) {
        Reconciliation sum = ending.reconciliation();
        say("donations", sum.donations(), sum.fit(), sum.unfit(), sum.pending(), sum.failed());
        say("bags", sum.made(), bags(sum));
        sum.checks().stream()
                .filter(check -> !check.isRight())
                .forEach(check -> say("wrong", check.key(), check.expected(), check.counted()));
        ending.differences().forEach(difference -> say("differs", difference));
    }

    private static String bags(Reconciliation sum) {
        return String.join(
                " + ",
                Arrays.stream(BagStatus.values())
                        .filter(status -> sum.bags(status) > 0)
                        .map(status -> status == BagStatus.DISCARDED
                                ? "%d discarded + %d expired".formatted(sum.bags(status) - sum.expired(), sum.expired())
                                : sum.bags(status) + " " + status.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private void welcome() {
        String port = application.getEnvironment().getProperty("local.server.port", "8080");
        say("open", port);
        say("password", DemoStation.PASSWORD);
        ZoneId zone = DemoStation.zone();
        LocalDate today = LocalDate.ofInstant(Instant.now(), zone);
        for (StaffView person : house.staff().list(DemoStation.ID)) {
            out.println("  %-14s %s"
                    .formatted(
                            person.login(),
                            String.join(
                                    " ",
                                    person.dutiesOn(today).stream()
                                            .map(Duty::name)
                                            .toList())));
        }
    }

    private static String last(Ending ending, Instant start) {
        Reconciliation sum = ending.reconciliation();
        return "reconciled=%s donations=%d bags=%d issued=%d transfused=%d discarded=%d seconds=%.1f"
                .formatted(
                        ending.isReconciled(),
                        sum.donations(),
                        sum.made(),
                        sum.issued(),
                        sum.bags(BagStatus.TRANSFUSED),
                        sum.bags(BagStatus.DISCARDED),
                        java.time.Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }

    private void say(String key, Object... values) {
        Object[] texts = Arrays.stream(values).map(String::valueOf).toArray();
        out.println(new MessageFormat(WORDS.getString(key), Locale.ROOT).format(texts));
    }
}
