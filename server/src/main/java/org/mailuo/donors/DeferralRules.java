package org.mailuo.donors;

import java.util.Set;
import org.mailuo.shared.Decision;

/** What may be recorded as a deferral, and who may know why. */
final class DeferralRules {
    /** Reasons that the donor names himself at the desk or that were measured before his eyes. */
    private static final Set<String> HARMLESS = Set.of(
            "T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10", "T11", "T12", "T13", "T19", "T24",
            "T24-HB", "T24-ALT");

    private DeferralRules() {}

    /** RULE P3: fails closed, so that a code nobody classified stays hidden. */
    static boolean isSensitive(Deferral deferral) {
        return deferral.permanent() || !HARMLESS.contains(deferral.code());
    }

    /** RULE P2, T-UNK: a permanent deferral has no end, a dated one ends after it starts. */
    static Decision mayBeRecorded(NewDeferral deferral) {
        if (!deferral.code().matches("[A-Z0-9][A-Z0-9_-]{1,29}")) {
            return Decision.refuse("donors.deferral-code");
        }
        if (deferral.endsOn() == null) {
            return Decision.ALLOWED;
        }
        return deferral.permanent() || deferral.endsOn().isBefore(deferral.startsOn())
                ? Decision.refuse("donors.deferral-end", deferral.startsOn(), deferral.endsOn())
                : Decision.ALLOWED;
    }
}
