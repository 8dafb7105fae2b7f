package org.mailuo.trace;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;

/** What a typed or scanned text may mean. Pure: it only reads the text. */
final class Search {
    private static final Pattern BARE = Pattern.compile("=?([A-NP-Z1-9][0-9A-Z]{4}[0-9]{8})(.*)");
    private static final Pattern BAG = Pattern.compile("(.+?)\\s+([A-Z][A-Z0-9-]{1,11})(?:\\s+([0-9A-Za-z]{2}))?");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

    private Search() {}

    /** A donation number with its check character, scanned or typed (RULE LB2). */
    static Optional<DonationNumber> number(String text) {
        return DonationNumber.parse(text);
    }

    /** The number that was probably meant where the check character is missing or wrong. */
    static Optional<Unchecked> unchecked(String text) {
        Matcher bare = BARE.matcher(text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
        return bare.matches() && number(text).isEmpty() && bare.group(2).length() <= 3
                ? Optional.of(new Unchecked(
                        new DonationNumber(bare.group(1)), bare.group(2).isEmpty()))
                : Optional.empty();
    }

    /** @param isMissing true where no check character was typed, false where it does not fit */
    record Unchecked(DonationNumber meant, boolean isMissing) {}

    /** {@code A9999 26 000001 8 LRC 00}, as bags are named in sentences. */
    static Optional<NamedBag> bag(String text) {
        Matcher bag = BAG.matcher(text.toUpperCase(Locale.ROOT));
        return bag.matches()
                ? number(bag.group(1))
                        .map(din -> new NamedBag(
                                din, ProductCode.of(bag.group(2)), bag.group(3) == null ? "00" : bag.group(3)))
                : Optional.empty();
    }

    record NamedBag(DonationNumber din, ProductCode product, String division) {}

    /** A number of an order or a donor, with or without its {@code #}. */
    static Optional<Long> ordinal(String text) {
        String plain = text.startsWith("#") ? text.substring(1) : text;
        return DIGITS.matcher(plain).matches() ? Optional.of(Long.parseLong(plain)) : Optional.empty();
    }

    /** The last six digits of a donation number, as people read them to each other. */
    static Optional<Integer> sequence(String text) {
        return text.matches("[0-9]{6}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    static boolean isPatient(String text) {
        return Start.PATIENT.matcher(text).matches();
    }
}
