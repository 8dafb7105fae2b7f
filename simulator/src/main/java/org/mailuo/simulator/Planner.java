package org.mailuo.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.mailuo.shared.Abo;
import org.mailuo.simulator.PlannedVisit.Findings;
import org.mailuo.simulator.PlannedVisit.Recipe;

/**
 * Decides who comes on a day and what becomes of each, exactly as many donations as the data count. Somebody who is
 * turned away comes on top of them. The rates are rounded from what FACTS cites and are the only invention here.
 *
 * <p>A returning donor in the first months is somebody whom the house registers for the first time, although he gave
 * elsewhere before: no history is made up for him. From the seventh month on most are donors whom the house has bled.
 */
final class Planner {
    private static final double TURNED_AWAY = 0.08;
    private static final double PLATELETS = 0.05;
    private static final double FAILED = 0.003;
    private static final double PART = 0.005;
    private static final double SLOW = 0.01;
    private static final double HBV = 0.003;
    private static final double HCV = 0.0005;
    private static final double HIV = 0.0002;
    private static final double SYPHILIS = 0.002;
    private static final double HIGH_ALT = 0.01;
    private static final double LIPAEMIC = 0.005;
    private static final double BROKEN = 0.001;
    private static final int OPENING_MINUTE = 8 * 60;
    private static final int OPEN_MINUTES = 8 * 60 + 30;

    private final Chance chance;
    private final ZoneId zone;
    private final People people;

    Planner(Chance chance, ZoneId zone) {
        this(chance, zone, 0);
    }

    Planner(Chance chance, ZoneId zone, int firstPerson) {
        this.chance = chance;
        this.zone = zone;
        this.people = new People(firstPerson);
    }

    /** @param number of the day, from 0 @param on the house's date; days must be asked for in their order */
    List<PlannedVisit> plan(int number, SeasonDay day, LocalDate on) {
        RandomGenerator random = chance.of(number, "visits");
        List<PlannedVisit> visits = new ArrayList<>();
        for (int i = 0; i < day.newDonors(); i++) {
            visits.add(donation(random, day, on, true));
        }
        for (int i = 0; i < day.returning(); i++) {
            visits.add(donation(random, day, on, false));
        }
        long turnedAway = Math.round(day.donations() * TURNED_AWAY / (1 - TURNED_AWAY));
        for (int i = 0; i < turnedAway; i++) {
            visits.add(turnedAway(random, day, on));
        }
        visits.sort(Comparator.comparingInt(PlannedVisit::site).thenComparing(PlannedVisit::arrival));
        return visits;
    }

    private PlannedVisit donation(RandomGenerator random, SeasonDay day, LocalDate on, boolean newDonor) {
        boolean platelets = !newDonor && Chance.happens(random, PLATELETS);
        Abo abo = day.groupAt(random.nextDouble());
        Person person = newDonor
                ? people.stranger(random, on, abo, true)
                : people.returning(random, on, abo, platelets).orElseGet(() -> people.stranger(random, on, abo, false));
        Findings findings = findings(random, newDonor);
        if (!findings.isUnfit()) {
            people.gave(person, on, platelets);
        }
        int site = platelets ? 0 : site(random);
        Instant arrival = arrival(random, on);
        Vitals vitals = Vitals.fine(random, person);
        return platelets
                ? platelets(random, person, arrival, vitals, findings)
                : wholeBlood(random, person, site, arrival, newDonor, vitals, findings);
    }

    private static PlannedVisit wholeBlood(
            RandomGenerator random,
            Person person,
            int site,
            Instant arrival,
            boolean newDonor,
            Vitals vitals,
            Findings findings) {
        int nominal = new int[] {200, 300, 400}[Chance.weighted(random, newDonor ? 50 : 20, 20, newDonor ? 30 : 60)];
        boolean failed = Chance.happens(random, FAILED);
        boolean part = !failed && Chance.happens(random, PART);
        int drawn = failed
                ? 0
                : part ? nominal * (40 + random.nextInt(40)) / 100 : nominal * (96 + random.nextInt(9)) / 100;
        long seconds = Chance.happens(random, SLOW) ? nominal * 2L : nominal * (75 + random.nextInt(50)) / 100;
        Recipe recipe = Recipe.values()[Chance.weighted(random, 80, nominal == 400 ? 14 : 0, nominal == 400 ? 6 : 0)];
        return new PlannedVisit(
                person,
                site,
                arrival,
                true,
                newDonor,
                nominal,
                0,
                drawn,
                Duration.ofSeconds(seconds),
                vitals,
                findings,
                recipe);
    }

    private static PlannedVisit platelets(
            RandomGenerator random, Person person, Instant arrival, Vitals vitals, Findings findings) {
        int doses = Chance.happens(random, 0.3) ? 2 : 1;
        return new PlannedVisit(
                person,
                0,
                arrival,
                true,
                false,
                0,
                doses,
                doses * (250 + random.nextInt(40)),
                Duration.ofMinutes(50 + random.nextInt(30)),
                vitals,
                findings,
                Recipe.RED_CELLS_AND_PLASMA);
    }

    private PlannedVisit turnedAway(RandomGenerator random, SeasonDay day, LocalDate on) {
        Person person = people.stranger(random, on, day.groupAt(random.nextDouble()), random.nextBoolean());
        return new PlannedVisit(
                person,
                site(random),
                arrival(random, on),
                false,
                true,
                400,
                0,
                0,
                Duration.ZERO,
                Vitals.fine(random, person).notToday(random),
                Findings.NONE,
                Recipe.RED_CELLS_AND_PLASMA);
    }

    private static Findings findings(RandomGenerator random, boolean newDonor) {
        // Nearly every infection is found in somebody who was never tested before.
        double weight = newDonor ? 3 : 0.4;
        return new Findings(
                Chance.happens(random, HBV * weight),
                Chance.happens(random, HCV * weight),
                Chance.happens(random, HIV * weight),
                Chance.happens(random, SYPHILIS * weight),
                Chance.happens(random, HIGH_ALT) ? 55 + random.nextInt(80) : 8 + random.nextInt(38),
                Chance.happens(random, LIPAEMIC),
                Chance.happens(random, BROKEN));
    }

    private static int site(RandomGenerator random) {
        return Chance.weighted(random, 24, 18, 14, 13, 13, 13, 5);
    }

    private Instant arrival(RandomGenerator random, LocalDate on) {
        return on.atStartOfDay(zone)
                .plusMinutes(OPENING_MINUTE + random.nextInt(OPEN_MINUTES))
                .plusSeconds(random.nextInt(60))
                .toInstant();
    }
}
