package org.mailuo.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A document that proves who somebody is (FACTS 13.1): the kind and its number in normal form, upper case and without
 * blanks. A resident number of the old fifteen digits becomes its eighteen, so that both find the same person (RULE I4).
 */
public record IdentityDocument(Kind kind, String number) {
    /** Kinds of document; those of residents prove themselves by a check digit. */
    public enum Kind {
        RESIDENT_ID,
        /** Foreigner's permanent residence card: 9 and a province first of eighteen characters, or the old three letters and twelve digits. */
        FOREIGN_RESIDENT,
        PASSPORT,
        /** Mainland travel permit of residents of Hong Kong and Macao: H or M with eight or ten digits. */
        HK_MACAO_PERMIT,
        /** Mainland travel permit of residents of Taiwan: eight digits. */
        TAIWAN_PERMIT,
        MILITARY,
        OTHER
    }

    private static final Pattern RESIDENT = Pattern.compile("(?!9[1-8])[0-9]{17}[0-9X]");
    private static final Pattern FOREIGN = Pattern.compile("9[1-8][0-9]{15}[0-9X]");
    private static final Pattern OLD_FOREIGN = Pattern.compile("[A-Z]{3}[0-9]{12}");
    private static final Pattern OLD_RESIDENT = Pattern.compile("[1-8][0-9]{14}");
    /** The last three digits of who was a hundred years old when the old numbers were given: born in the 1800s. */
    private static final Pattern CENTENARIAN = Pattern.compile(".*99[6-9]");

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";

    public IdentityDocument {
        number = normal(kind, number);
        if (!isValid(kind, number)) {
            // The number itself stays out of the message: messages reach logs.
            throw new IllegalArgumentException("Not a valid number for " + kind);
        }
    }

    public static Optional<IdentityDocument> find(Kind kind, String number) {
        return isValid(kind, normal(kind, number)) ? Optional.of(new IdentityDocument(kind, number)) : Optional.empty();
    }

    private static String normal(Kind kind, String number) {
        String plain = number.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        return kind == Kind.RESIDENT_ID && OLD_RESIDENT.matcher(plain).matches() ? eighteen(plain) : plain;
    }

    private static String eighteen(String old) {
        String century = CENTENARIAN.matcher(old).matches() ? "18" : "19";
        String first17 = old.substring(0, 6) + century + old.substring(6);
        return first17 + checkDigit(first17);
    }

    private static boolean isValid(Kind kind, String number) {
        return switch (kind) {
            case RESIDENT_ID -> RESIDENT.matcher(number).matches() && provesItself(number);
            case FOREIGN_RESIDENT ->
                OLD_FOREIGN.matcher(number).matches()
                        || (FOREIGN.matcher(number).matches() && provesItself(number));
            case HK_MACAO_PERMIT -> number.matches("[HM]([0-9]{8}|[0-9]{10})");
            case TAIWAN_PERMIT -> number.matches("[0-9]{8}");
            case MILITARY -> number.matches("[\\p{IsHan}A-Z0-9]{6,20}");
            case PASSPORT -> number.matches("[A-Z0-9]{6,12}");
            case OTHER -> number.matches("[A-Z0-9()/-]{4,30}");
        };
    }

    private static boolean provesItself(String number) {
        return checkDigit(number) == number.charAt(17)
                && residentBirthDate(number).isPresent();
    }

    private boolean isNumbered() {
        return number.length() == 18 && (kind == Kind.RESIDENT_ID || kind == Kind.FOREIGN_RESIDENT);
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
        return isNumbered() ? residentBirthDate(number) : Optional.empty();
    }

    /** The sex that the number itself states: an odd 17th digit is male. */
    public Optional<Sex> sex() {
        return isNumbered()
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
