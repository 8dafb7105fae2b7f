package org.mailuo.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A seal that was written down outside the database: who recomputes the whole chain cannot recompute the paper.
 *
 * @param hash 64 hexadecimal digits
 */
public record Anchor(int station, long seal, String hash) {
    private static final Pattern STATION = Pattern.compile("(?im)^\\s*(?:station|血站)[^:：]*[:：]\\s*(\\d{1,9})\\b");
    private static final Pattern SEAL = Pattern.compile("(?im)^\\s*(?:seal|封印)[^:：]*[:：]\\s*(\\d{1,18})\\b");
    private static final Pattern HASH =
            Pattern.compile("(?i)(?<![0-9a-f])(?:[0-9a-f]{4}\\s+){15}[0-9a-f]{4}(?![0-9a-f])");

    /** Reads the printed form, whatever a person added around it. */
    public static Optional<Anchor> parse(String text) {
        Matcher station = STATION.matcher(text);
        Matcher seal = SEAL.matcher(text);
        Matcher hash = HASH.matcher(text);
        return station.find() && seal.find() && hash.find()
                ? Optional.of(new Anchor(
                        Integer.parseInt(station.group(1)), Long.parseLong(seal.group(1)), digits(hash.group())))
                : Optional.empty();
    }

    /** The typed form: {@code STATION:SEAL:HASH}, the hash with or without blanks. */
    public static Optional<Anchor> typed(String text) {
        String[] parts = text.split(":", 3);
        return parts.length == 3
                        && parts[0].matches("\\d{1,9}")
                        && parts[1].matches("\\d{1,18}")
                        && digits(parts[2]).matches("[0-9a-f]{64}")
                ? Optional.of(new Anchor(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), digits(parts[2])))
                : Optional.empty();
    }

    private static String digits(String hash) {
        return hash.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }
}
