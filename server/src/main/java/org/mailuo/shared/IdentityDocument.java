package org.mailuo.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A document that proves who somebody is: the kind and its number in normal form (upper case, no blanks). */
public record IdentityDocument(Kind kind, String number) {
    /** Kinds of document; only the resident identity card proves itself by a check digit. */
    public enum Kind {
        RESIDENT_ID,
        PASSPORT,
        OTHER
    }

    private static final Pattern RESIDENT = Pattern.compile("[0-9]{17}[0-9X]");
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    public IdentityDocument {
        number = normal(number);
        if (!isValid(kind, number)) {
            // The number itself stays out of the message: messages reach logs.
            throw new IllegalArgumentException("Not a valid number for " + kind);
        }
    }

    public static Optional<IdentityDocument> find(Kind kind, String number) {
        return isValid(kind, normal(number)) ? Optional.of(new IdentityDocument(kind, number)) : Optional.empty();
    }

    private static String normal(String number) {
        return number.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    private static boolean isValid(Kind kind, String number) {
        return switch (kind) {
            case RESIDENT_ID ->
                RESIDENT.matcher(number).matches()
                        && checkDigit(number) == number.charAt(17)
                        && residentBirthDate(number).isPresent();
            case PASSPORT -> number.matches("[A-Z0-9]{6,12}");
            case OTHER -> number.matches("[A-Z0-9()/-]{4,30}");
        };
    }

    /** GB 11643, ISO 7064 MOD 11-2 over the first 17 digits. */
    public static char checkDigit(String first17) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (first17.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK.charAt(sum % 11);
    }

    private static Optional<LocalDate> residentBirthDate(String number) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(number.substring(6, 10)),
                    Integer.parseInt(number.substring(10, 12)),
                    Integer.parseInt(number.substring(12, 14))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The birth date that the number itself states. */
    public Optional<LocalDate> birthDate() {
        return kind == Kind.RESIDENT_ID ? residentBirthDate(number) : Optional.empty();
    }

    /** The sex that the number itself states: an odd 17th digit is male. */
    public Optional<Sex> sex() {
        return kind == Kind.RESIDENT_ID
                ? Optional.of((number.charAt(16) - '0') % 2 == 1 ? Sex.MALE : Sex.FEMALE)
                : Optional.empty();
    }

    /** For lists that strangers may see over a shoulder: the last four characters only. */
    public String masked() {
        return "•••• " + number.substring(Math.max(0, number.length() - 4));
    }

    /** Masked, so that a document in a log line or an error page gives nothing away. */
    @Override
    public String toString() {
        return kind + " " + masked();
    }
}
