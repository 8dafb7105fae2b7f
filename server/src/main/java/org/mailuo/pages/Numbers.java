package org.mailuo.pages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Numbers with thin grouping, the same in both languages, in templates {@code @numbers.say(46498)}. */
@Component
public class Numbers {
    private static final char NARROW_NO_BREAK_SPACE = '\u202f';

    Numbers() {}

    public String say(@Nullable Number number) {
        return number == null ? "" : grouped(number.longValue());
    }

    /** With its unit, never parted from it by a line break. */
    public String say(@Nullable Number number, String unit) {
        return number == null ? "" : grouped(number.longValue()) + '\u00a0' + unit;
    }

    private static String grouped(long value) {
        StringBuilder digits = new StringBuilder(Long.toString(Math.abs(value)));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, NARROW_NO_BREAK_SPACE);
        }
        return (value < 0 ? "−" : "") + digits;
    }
}
