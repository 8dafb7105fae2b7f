package org.mailuo.donors;

import static org.mailuo.shared.Decision.ALLOWED;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Decision;

/** What may be recorded as a deferral, and who may know why. */
final class DeferralRules {
    /** Reasons that the donor names himself at the desk or that were measured before his eyes. */
    private static final Set<String> HARMLESS = Set.of(
            "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T13", "T19", "V",
            "COVID");

    /** Of which a group of its own would hide too much or too little. */
    private static final Set<String> HARMLESS_TESTS = Set.of("T24", "T24-HB", "T24-ALT");

    private static final String MISCARRIAGE = "T07-MISCARRIAGE";

    private DeferralRules() {}

    /** RULE P3: fails closed, so that a code nobody classified stays hidden. */
    static boolean isSensitive(Deferral deferral) {
        return deferral.permanent()
                || deferral.code().equals(MISCARRIAGE)
                || !(HARMLESS.contains(group(deferral.code())) || HARMLESS_TESTS.contains(deferral.code()));
    }

    private static String group(String code) {
        return code.split("-", 2)[0];
    }

    /**
     * RULE T01: nobody is deferred from a day that has not come or until a day before the list allows, and nothing
     * is recorded that is over already. A day that nobody knows may have been today: no end that is asked for lies before
     * that of today.
     *
     * @param since the day from which the time counts; null if unknown
     * @param until the end that the examiner asks for; null for that of the list
     */
    static Decision mayFollow(
            DeferralTerm term, @Nullable LocalDate since, @Nullable LocalDate until, LocalDate today) {
        LocalDate listed = term.endsOn(since).orElse(null);
        LocalDate end = until == null ? listed : until;
        LocalDate earliest = term.endsOn(since == null ? today : since).orElse(null);
        return Decision.all(
                since != null && since.isAfter(today) ? Decision.refuse("donors.deferral-future", since) : ALLOWED,
                until != null && term.permanent() ? Decision.refuse("donors.deferral-permanent") : ALLOWED,
                until != null && earliest != null && until.isBefore(earliest)
                        ? Decision.refuse("donors.deferral-short", earliest, until)
                        : ALLOWED,
                end != null && !end.isAfter(today) ? Decision.refuse("donors.deferral-over", end) : ALLOWED);
    }

    /** RULE P2, T-UNK: a permanent deferral has no end, a dated one ends after it starts. */
    static Decision mayBeRecorded(NewDeferral deferral) {
        if (!deferral.code().matches("[A-Z0-9][A-Z0-9_-]{1,29}")) {
            return Decision.refuse("donors.deferral-code");
        }
        if (deferral.endsOn() == null) {
            return ALLOWED;
        }
        return deferral.permanent() || deferral.endsOn().isBefore(deferral.startsOn())
                ? Decision.refuse("donors.deferral-end", deferral.startsOn(), deferral.endsOn())
                : ALLOWED;
    }
}
