package org.mailuo.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search found.
 *
 * @param hint message key of what was wrong with what was typed; null if nothing was
 * @param hits never more than a screen; with a hint they are only candidates
 */
public record Finding(String text, @Nullable String hint, List<Hit> hits) {
    public Finding {
        hits = List.copyOf(hits);
    }

    /** The kinds of things that can be found. */
    public enum Kind {
        DONATION,
        BAG,
        DONOR,
        ORDER,
        HOSPITAL,
        PATIENT
    }

    /**
     * @param name what people call it
     * @param detail a number, a date or a code that tells two of one name apart; may be empty
     * @param status the status of a bag, donation or order where it has one; may be empty
     */
    public record Hit(Kind kind, String name, String detail, String status, String href) {}

    /** Where to go at once: there is one hit, and nothing was wrong with the question. */
    public boolean isUnique() {
        return hint == null && hits.size() == 1;
    }
}
