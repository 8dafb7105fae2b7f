package org.mailuo.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.mailuo.collection.Donations;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.simulator.Simulation;
import org.mailuo.trace.Start;
import org.mailuo.trace.Trace;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.springframework.context.ConfigurableApplicationContext;

/** How long it takes to follow random bags both ways, from donor to patient, in milliseconds. */
record Traces(double p50, double p99) {
    private static final int MANY = 1000;

    static Traces measure(ConfigurableApplicationContext application, LocalDate first, int days) {
        Trace trace = application.getBean(Trace.class);
        List<BagId> bags = randomBags(application, first, days);
        // The first round warms the machine, as a day's work would have.
        times(trace, bags);
        long[] nanos = times(trace, bags);
        Arrays.sort(nanos);
        return new Traces(nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static long[] times(Trace trace, List<BagId> bags) {
        return bags.stream()
                .mapToLong(bag -> {
                    long start = System.nanoTime();
                    trace.from(Simulation.station(), new Start.Bag(bag));
                    return System.nanoTime() - start;
                })
                .toArray();
    }

    private static List<BagId> randomBags(ConfigurableApplicationContext application, LocalDate first, int days) {
        Donations donations = application.getBean(Donations.class);
        List<DonationNumber> numbers = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            numbers.addAll(donations.on(Simulation.station(), first.plusDays(day)));
        }
        SplittableRandom random = new SplittableRandom(1);
        List<DonationNumber> chosen = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            chosen.add(numbers.get(random.nextInt(numbers.size())));
        }
        List<Bag> all = application.getBean(Ledger.class).bagsOf(Simulation.station(), chosen);
        List<BagId> bags = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            bags.add(all.get(random.nextInt(all.size())).id());
        }
        return bags;
    }
}
