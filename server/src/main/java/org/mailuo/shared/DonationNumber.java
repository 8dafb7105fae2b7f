package org.mailuo.shared;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ISBT 128 donation identification number (data structure 001): facility (5), year (2) and sequence (6). The flags that
 * a barcode adds are not part of it. Unique for a hundred years; donor, samples, bags and results all hang on it.
 */
public record DonationNumber(String value) implements Comparable<DonationNumber> {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";
    private static final Pattern PLAIN = Pattern.compile("[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}");
    private static final Pattern SCANNED = Pattern.compile("=?([A-NP-Z1-9][0-9A-Z]{4}[0-9]{8})([0-9]{2})");
    private static final Pattern TYPED = Pattern.compile("([A-NP-Z1-9][0-9A-Z]{4}[0-9]{8})\\[?([0-9A-Z*])]?");

    public DonationNumber {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a donation number: " + value);
        }
    }

    /** @param year the last two digits of the year @param sequence 0 to 999999 */
    public static DonationNumber of(String facility, int year, int sequence) {
        return new DonationNumber("%s%02d%06d".formatted(facility, year, sequence));
    }

    /**
     * Reads what a scanner sends ({@code =A99992612345600}; a scanner may strip the {@code =}) or what a person types
     * with the boxed check character ({@code A9999 26 123456 T}, RULE LB2). A number typed without its check character,
     * with a wrong one, or scanned with a wrong type-3 flag is empty.
     */
    public static Optional<DonationNumber> parse(String input) {
        String text = input.strip().toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        Matcher scanned = SCANNED.matcher(text);
        if (scanned.matches()) {
            DonationNumber number = new DonationNumber(scanned.group(1));
            int flag = Integer.parseInt(scanned.group(2));
            return flag < 60 || flag == number.checkFlag() ? Optional.of(number) : Optional.empty();
        }
        Matcher typed = TYPED.matcher(text);
        if (typed.matches()) {
            DonationNumber number = new DonationNumber(typed.group(1));
            return typed.group(2).charAt(0) == number.checkCharacter() ? Optional.of(number) : Optional.empty();
        }
        return Optional.empty();
    }

    /** ISO/IEC 7064 MOD 37-2; the remainder with the check character is 1 (not 0, a known wrong code in the wild). */
    public char checkCharacter() {
        return ALPHABET.charAt(checkValue());
    }

    /** The type-3 flag, 60 to 96, that carries the check character in a barcode. */
    public int checkFlag() {
        return 60 + checkValue();
    }

    private int checkValue() {
        int product = 0;
        for (char c : value.toCharArray()) {
            product = (product + ALPHABET.indexOf(c)) * 2 % 37;
        }
        return (38 - product) % 37;
    }

    public String facility() {
        return value.substring(0, 5);
    }

    /** The last two digits of the year in which the number was given out. */
    public int year() {
        return Integer.parseInt(value.substring(5, 7));
    }

    public int sequence() {
        return Integer.parseInt(value.substring(7));
    }

    /** The barcode of the number with use flags: 00 none, 01 to 09 the stickers of a set (FACTS 4.3). */
    public String barcode(int flags) {
        return "=%s%02d".formatted(value, flags);
    }

    /** As printed for eyes: {@code A9999 26 123456 T}. */
    public String readable() {
        return "%s %s %s %s".formatted(facility(), value.substring(5, 7), value.substring(7), checkCharacter());
    }

    @Override
    public int compareTo(DonationNumber other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
