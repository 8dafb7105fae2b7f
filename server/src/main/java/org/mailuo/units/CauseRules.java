package org.mailuo.units;

import java.util.regex.Pattern;
import org.mailuo.shared.Decision;

/** What may be entered as a cause, and when one is over. */
final class CauseRules {
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,29}");
    private static final int LONGEST_NOTE = 500;

    private CauseRules() {}

    static Decision mayOpen(NewCause wanted) {
        return Decision.all(
                wanted.subject().isBlank() ? Decision.refuse("units.cause-subject") : Decision.ALLOWED,
                CODE.matcher(wanted.code()).matches() && wanted.note().length() <= LONGEST_NOTE
                        ? Decision.ALLOWED
                        : Decision.refuse("units.cause-text"),
                wanted.from() != null
                                && wanted.until() != null
                                && !wanted.from().isBefore(wanted.until())
                        ? Decision.refuse("units.cause-span", wanted.from(), wanted.until())
                        : Decision.ALLOWED);
    }

    /**
     * REL 7: nobody closes a cause over bags that it still holds; each is lifted or discarded first. The window of an
     * epidemic ends before its last bags are free (RULE H2).
     */
    static Decision mayClose(Cause cause) {
        return Decision.all(
                cause.isOpen() ? Decision.ALLOWED : Decision.refuse("units.cause-closed"),
                cause.inStation() > 0 && cause.reason() != HoldReason.EPIDEMIC
                        ? Decision.refuse("units.cause-still-holds", cause.inStation())
                        : Decision.ALLOWED);
    }
}
