package org.mailuo.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.mailuo.audit.Origin;
import org.mailuo.reports.Reconciliation;
import org.mailuo.shared.StationId;
import org.mailuo.testing.Conclusion;
import org.mailuo.units.Bag;

/**
 * Lives a season in the house. Donors come to every site; behind them, as in a station, others work on what was
 * collected the day before: components and plates of its evening, then the morning's conclusions, release, storage and
 * hospitals. What was collected on the last day is therefore still in the laboratory when it ends. Commands carry the
 * time at which each thing happens, so that the same seed gives the same season however the two halves run.
 */
public final class Simulation {
    /** Donor sites that are served at the same time. */
    private static final int SITES_AT_ONCE = 4;

    /** Behind the donors: the component room beside the laboratory. */
    private static final int BEHIND = 2;

    /** How many connections the season writes over at once. */
    public static final int WORKERS = SITES_AT_ONCE + BEHIND;

    private final House house;
    private final ReplayClock clock;

    Simulation(House house, ReplayClock clock) {
        this.house = house;
        this.clock = clock;
    }

    /** One day that was lived. @param number from 1 @param donations made on it */
    public record DayDone(int number, int days, LocalDate date, int donations, Duration since) {}

    /**
     * How it ended.
     *
     * @param differences where a day's donations are not those of the data; empty if all are
     * @param took without the founding and the counting
     */
    public record Ending(Reconciliation reconciliation, List<String> differences, Duration took) {
        public Ending {
            differences = List.copyOf(differences);
        }

        public boolean isReconciled() {
            return reconciliation.isBalanced() && differences.isEmpty();
        }
    }

    /** The station that all of it happens in. */
    public static StationId station() {
        return DemoStation.ID;
    }

    /** Of every account in that station. */
    public static String password() {
        return DemoStation.PASSWORD;
    }

    /** Founds the demo's station unless it is there, and lives the first days of the season in it. */
    public Ending live(int days, long seed, LocalDate first, Consumer<DayDone> progress) {
        return live(days, seed, first, 0, progress);
    }

    /** As above, with donors whom an earlier season in the same house has not invented. */
    Ending live(int days, long seed, LocalDate first, int firstPerson, Consumer<DayDone> progress) {
        Season season = Season.perak2022();
        LocalDate last = first.plusDays(days - 1L);
        DemoStation demo = new DemoStation(house);
        clock.set(first.atStartOfDay(DemoStation.zone()).toInstant());
        Instant start;
        Origin.ofProcess(Origin.SIMULATOR);
        try (ExecutorService sites = Executors.newFixedThreadPool(SITES_AT_ONCE);
                ExecutorService behind = Executors.newFixedThreadPool(BEHIND)) {
            if (demo.present().isEmpty()) {
                demo.found(first, last);
            }
            start = Instant.now();
            Days lived = new Days(
                    new Chance(seed),
                    demo.crew(first.atTime(12, 0).atZone(DemoStation.zone()).toInstant()),
                    sites,
                    behind,
                    firstPerson);
            for (int day = 0; day < days; day++) {
                SeasonDay data = season.days().get(day);
                LocalDate on = first.plusDays(day);
                lived.live(day, data, on);
                progress.accept(
                        new DayDone(day + 1, days, on, data.donations(), Duration.between(start, Instant.now())));
            }
            lived.endWith(days - 1, last);
        } finally {
            Origin.ofProcess(Origin.JOB);
            clock.follow(InstantSource.system());
        }
        return ending(season, days, first, Duration.between(start, Instant.now()));
    }

    private Ending ending(Season season, int days, LocalDate first, Duration took) {
        Reconciliation reconciliation = house.reconciliations().of(DemoStation.ID, first, first.plusDays(days - 1L));
        List<String> differences = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            LocalDate on = first.plusDays(day);
            int expected = season.days().get(day).donations();
            Optional<Reconciliation.Day> found = reconciliation.days().stream()
                    .filter(each -> each.date().equals(on))
                    .findFirst();
            long counted = found.map(Reconciliation.Day::donations).orElse(0L);
            if (counted != expected) {
                differences.add("%s: %d in the data, %d in the house".formatted(on, expected, counted));
            }
        }
        return new Ending(reconciliation, differences, took);
    }

    /** What one day hands to the next. */
    private final class Days {
        private final Crew crew;
        private final Chance chance;
        private final ExecutorService atSites;
        private final ExecutorService behind;
        private final Planner planner;
        private final DonationSites sites;
        private final ComponentRoom room;
        private final Plates plates;
        private final ReleaseDesk desk;
        private final HospitalSide hospitals;
        private List<Bled> yesterday = List.of();

        Days(Chance chance, Crew crew, ExecutorService atSites, ExecutorService behind, int firstPerson) {
            this.chance = chance;
            this.crew = crew;
            this.atSites = atSites;
            this.behind = behind;
            this.planner = new Planner(chance, crew.zone(), firstPerson);
            this.sites = new DonationSites(house, crew);
            this.room = new ComponentRoom(house, crew);
            this.plates = new Plates(house, crew);
            this.desk = new ReleaseDesk(house, crew, room);
            this.hospitals = new HospitalSide(house, crew);
        }

        void live(int number, SeasonDay data, LocalDate on) {
            clock.set(on.atTime(7, 0).atZone(crew.zone()).toInstant());
            List<PlannedVisit> visits = planner.plan(number, data, on);
            Future<?> rest = behind.submit(() -> {
                if (number > 0) {
                    evening(number - 1, on.minusDays(1));
                }
                morning(number, on);
            });
            List<Future<List<Bled>>> bled = new ArrayList<>();
            for (int site = 0; site < crew.sites().size(); site++) {
                int here = site;
                List<PlannedVisit> mine =
                        visits.stream().filter(visit -> visit.site() == here).toList();
                bled.add(atSites.submit(() -> sites.serve(here, mine)));
            }
            List<Bled> today =
                    bled.stream().flatMap(each -> result(each).stream()).toList();
            result(rest);
            yesterday = today;
        }

        void endWith(int number, LocalDate on) {
            clock.set(on.atTime(23, 0).atZone(crew.zone()).toInstant());
            evening(number, on);
        }

        private void morning(int number, LocalDate on) {
            house.storage().expire(crew.at(crew.keeper(), on, 0, 10));
            room.makeCryo(on, yesterday);
            List<Conclusion> conclusions = plates.morning(on);
            List<Bag> free = desk.morning(on, yesterday, conclusions);
            hospitals.live(chance.of(number, "hospitals"), on, free);
        }

        private void evening(int number, LocalDate on) {
            Instant noon = on.atTime(12, 15).atZone(crew.zone()).toInstant();
            Future<?> components = behind.submit(() -> {
                room.make(on, 13, before(noon, true));
                room.make(on, 18, before(noon, false));
            });
            plates.evening(chance.of(number, "laboratory"), on, yesterday);
            result(components);
        }

        private List<Bled> before(Instant noon, boolean before) {
            return yesterday.stream()
                    .filter(each -> each.visit().arrival().isBefore(noon) == before)
                    .toList();
        }

        private static <T> T result(Future<T> work) {
            try {
                return work.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted", e);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }
}
