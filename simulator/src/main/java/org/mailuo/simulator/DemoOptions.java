package org.mailuo.simulator;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param days how many days of the season, from its first
 * @param exit leave after the reconciliation
 * @param start the house's date of the first day; null for {@link #firstDay}
 */
record DemoOptions(
        int days, long seed, boolean exit, @Nullable LocalDate start) {
    static final String USAGE =
            "Options: --days N (1 to 365, default 7), --seed N (default 2022), --exit, --start YYYY-MM-DD";

    DemoOptions {
        if (days < 1 || days > 365) {
            throw new IllegalArgumentException("--days is 1 to 365. " + USAGE);
        }
    }

    /** @throws IllegalArgumentException with a sentence for the operator */
    static DemoOptions parse(List<String> arguments) {
        int days = 7;
        long seed = 2022;
        boolean exit = false;
        LocalDate start = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            switch (option) {
                case "--days" -> days = (int) number(option, rest);
                case "--seed" -> seed = number(option, rest);
                case "--exit" -> exit = true;
                case "--start" -> start = date(option, rest);
                default -> throw new IllegalArgumentException("Unknown option " + option + ". " + USAGE);
            }
        }
        return new DemoOptions(days, seed, exit, start);
    }

    /**
     * The season is moved by whole weeks, so that a Saturday stays a Saturday, to where its last replayed day is the
     * latest that lies before today: then what was collected is fresh when the doors open.
     */
    LocalDate firstDay(LocalDate seasonStart, LocalDate today) {
        if (start != null) {
            return start;
        }
        LocalDate latest = today.minusDays(days);
        DayOfWeek wanted = seasonStart.getDayOfWeek();
        long back = Math.floorMod(latest.getDayOfWeek().getValue() - wanted.getValue(), 7);
        return latest.minus(back, ChronoUnit.DAYS);
    }

    private static long number(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            return Math.clamp(Long.parseLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s takes a whole number, not %s. %s".formatted(option, text, USAGE), e);
        }
    }

    private static LocalDate date(String option, Iterator<String> rest) {
        String text = value(option, rest);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("%s takes a date, not %s. %s".formatted(option, text, USAGE), e);
        }
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("%s takes a value. %s".formatted(option, USAGE));
        }
        return rest.next();
    }
}
