package org.mailuo.trace.web;

import java.util.regex.Pattern;
import org.mailuo.trace.Start;

/** What may stand in an address: addresses stay in histories and in the logs of whatever lies between. */
final class Addresses {
    /** The beginning of every donation number and of every bag that is named by one, blanks and hyphens anywhere. */
    private static final Pattern NUMBER = Pattern.compile(
            "=?[A-NP-Za-np-z1-9](?:[ -]?[0-9A-Za-z]){4}(?:[ -]?[0-9]){8}(?:[ -]?[0-9A-Za-z*]){0,3}(?: .{0,20})?");

    private Addresses() {}

    /** A donation number, a bag, or the id of a thing; no identity number looks like one: it has 18 digits in a row. */
    static boolean isBlood(String text) {
        String plain = text.strip();
        return (NUMBER.matcher(plain).matches() && !plain.replaceAll("[ -]", "").matches("[0-9]{15,18}[0-9Xx]?"))
                || Start.parse(plain).isPresent();
    }
}
