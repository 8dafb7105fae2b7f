package org.mailuo.donors;

/** A phone number in the form in which two are compared. */
final class Phone {
    private Phone() {}

    /** Digits only, without the country code of China; empty if there are fewer than four. */
    static String normal(String text) {
        String digits = text.replaceAll("[^0-9]", "").replaceFirst("^(?:00)?86(?=1[0-9]{10}$)", "");
        return digits.length() < 4 ? "" : digits;
    }
}
