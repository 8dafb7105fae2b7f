package org.mailuo.release.labelling;

import java.time.LocalDateTime;
import java.time.Year;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ten digits {@code cyyjjjhhmm}: last three digits of the year (9xx is 19xx), day of the year, time of day. */
final class IsbtDateTime {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{3})([0-9]{3})([01][0-9]|2[0-3])([0-5][0-9])");

    private IsbtDateTime() {}

    static String encode(LocalDateTime at) {
        return "%03d%03d%02d%02d".formatted(at.getYear() % 1000, at.getDayOfYear(), at.getHour(), at.getMinute());
    }

    static Optional<LocalDateTime> parse(String digits) {
        Matcher parts = SHAPE.matcher(digits);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int short3 = Integer.parseInt(parts.group(1));
        Year year = Year.of(short3 < 900 ? 2000 + short3 : 1000 + short3);
        int day = Integer.parseInt(parts.group(2));
        if (day < 1 || day > year.length()) {
            return Optional.empty();
        }
        return Optional.of(year.atDay(day).atTime(Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4))));
    }

    /** Down to the minute: a label never promises more time than was computed. */
    static LocalDateTime wholeMinute(LocalDateTime at) {
        if (at.getYear() < 1900 || at.getYear() > 2899) {
            throw new IllegalArgumentException("No ISBT 128 date: " + at);
        }
        return at.truncatedTo(ChronoUnit.MINUTES);
    }
}
