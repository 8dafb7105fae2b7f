package org.mailuo.testing;

import java.util.Locale;

/** Compares names of manufacturers and assays as people type them: blanks and case do not make another one. */
final class Plain {
    private Plain() {}

    static String text(String typed) {
        return typed.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    static boolean same(String one, String other) {
        return text(one).equals(text(other));
    }
}
