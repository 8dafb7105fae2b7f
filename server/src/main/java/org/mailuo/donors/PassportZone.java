package org.mailuo.donors;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/**
 * The two lines of 44 characters at the foot of a passport, as a reader sends them (ICAO 9303-4, TD3). All five check
 * digits must be right: a passport read wrongly is read as nothing.
 */
final class PassportZone {
    private static final Pattern LINES = Pattern.compile("P[A-Z<][A-Z<]{3}(?<name>[A-Z<]{39})"
            + "(?<upper>(?<number>[A-Z0-9<]{9})(?<numberCheck>[0-9])[A-Z<]{3}(?<birth>[0-9]{6})(?<birthCheck>[0-9])"
            + "(?<sex>[MFX<])(?<expiry>[0-9]{6})(?<expiryCheck>[0-9])(?<own>[A-Z0-9<]{14})(?<ownCheck>[0-9<]))"
            + "(?<check>[0-9])");
    private static final int[] WEIGHTS = {7, 3, 1};
    private static final int CENTURY = 2000;

    private PassportZone() {}

    static Optional<CardText> read(String text) {
        Matcher lines = LINES.matcher(text.replaceAll("\\s", ""));
        if (!lines.matches() || !isRight(lines)) {
            return Optional.empty();
        }
        return IdentityDocument.find(
                        IdentityDocument.Kind.PASSPORT, lines.group("number").replace("<", ""))
                .map(document -> new CardText(
                        document,
                        name(lines.group("name")),
                        sex(lines.group("sex")),
                        born(lines.group("birth"), lines.group("expiry"))));
    }

    private static boolean isRight(Matcher lines) {
        String upper = lines.group("upper");
        return agrees(lines, "number")
                && agrees(lines, "birth")
                && agrees(lines, "expiry")
                && agrees(lines, "own")
                && digit(upper.substring(0, 10) + upper.substring(13, 20) + upper.substring(21))
                        == lines.group("check").charAt(0);
    }

    /** A field that is empty may carry a filler in place of its digit. */
    private static boolean agrees(Matcher lines, String field) {
        char stated = lines.group(field + "Check").charAt(0);
        return digit(lines.group(field)) == (stated == '<' ? '0' : stated);
    }

    private static char digit(String field) {
        int sum = 0;
        for (int i = 0; i < field.length(); i++) {
            sum += value(field.charAt(i)) * WEIGHTS[i % WEIGHTS.length];
        }
        return (char) ('0' + sum % 10);
    }

    private static int value(char sign) {
        return sign == '<' ? 0 : Character.digit(sign, Character.MAX_RADIX);
    }

    private static String name(String field) {
        return field.replace('<', ' ').replaceAll(" +", " ").strip();
    }

    private static @Nullable Sex sex(String sign) {
        return switch (sign) {
            case "M" -> Sex.MALE;
            case "F" -> Sex.FEMALE;
            default -> null;
        };
    }

    /** Two digits of a year are the last such year before the passport expires. */
    private static @Nullable LocalDate born(String birth, String expiry) {
        LocalDate end = day(CENTURY, expiry);
        LocalDate late = day(CENTURY, birth);
        return end == null || late == null || late.isBefore(end) ? late : day(CENTURY - 100, birth);
    }

    private static @Nullable LocalDate day(int century, String field) {
        try {
            return LocalDate.of(
                    century + Integer.parseInt(field, 0, 2, 10),
                    Integer.parseInt(field, 2, 4, 10),
                    Integer.parseInt(field, 4, 6, 10));
        } catch (DateTimeException unknown) {
            return null;
        }
    }
}
