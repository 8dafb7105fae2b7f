package org.mailuo.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;

/**
 * The large answer to a scan or a deed: go, stop with every reason, or wait. It speaks in message keys; the fragment
 * {@code fragments/verdict} gives it colour, shape, word and sound.
 *
 * @param titleKey message key of the one sentence that says what happened
 * @param arguments values of the title in order, see {@link Words} for what is made readable
 * @param nextKey message key of what to do now
 * @param subject what it is about, shown large: a donation number, a name the page may show
 * @param href where the subject lives
 * @param group shown large beside the subject
 */
public record Verdict(
        Kind kind,
        String titleKey,
        List<String> arguments,
        List<Reason> reasons,
        @Nullable String nextKey,
        @Nullable String subject,
        @Nullable String href,
        @Nullable BloodGroup group) {

    /** The same three everywhere: eligibility, release, label, issue. */
    public enum Kind {
        GO,
        STOP,
        WAIT
    }

    /** Name of the flash attribute that the layout shows at the top of the next page. */
    public static final String FLASH = "flashVerdict";

    public Verdict {
        arguments = List.copyOf(arguments);
        reasons = List.copyOf(reasons);
    }

    public static Verdict go(String titleKey, Object... arguments) {
        return of(Kind.GO, titleKey, List.of(), arguments);
    }

    public static Verdict stop(String titleKey, List<Reason> reasons, Object... arguments) {
        return of(Kind.STOP, titleKey, reasons, arguments);
    }

    /** Nothing is refused, something is missing: the reasons say what, and who owes it. */
    public static Verdict await(String titleKey, List<Reason> missing, Object... arguments) {
        return of(Kind.WAIT, titleKey, missing, arguments);
    }

    private static Verdict of(Kind kind, String titleKey, List<Reason> reasons, Object... arguments) {
        List<String> texts = Arrays.stream(arguments).map(String::valueOf).toList();
        return new Verdict(kind, titleKey, texts, reasons, null, null, null, null);
    }

    public Verdict next(String key) {
        return new Verdict(kind, titleKey, arguments, reasons, key, subject, href, group);
    }

    public Verdict about(String what, @Nullable String where) {
        return new Verdict(kind, titleKey, arguments, reasons, nextKey, what, where, group);
    }

    public Verdict with(Optional<BloodGroup> known) {
        return new Verdict(kind, titleKey, arguments, reasons, nextKey, subject, href, known.orElse(null));
    }
}
