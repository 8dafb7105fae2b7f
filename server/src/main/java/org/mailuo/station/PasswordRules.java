package org.mailuo.station;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;

/** What a password must be: long, and not a repetition of what everybody knows. Length counts, not kinds of signs. */
final class PasswordRules {
    static final int SHORTEST = 12;
    static final int LONGEST = 128;
    /** A password that somebody else knows opens for so long. */
    static final Duration TEMPORARY = Duration.ofDays(7);

    private static final int FEWEST_DIFFERENT = 5;

    private PasswordRules() {}

    static Decision isAcceptable(String password, String login) {
        List<Reason> reasons = new ArrayList<>();
        if (password.length() < SHORTEST) {
            reasons.add(Reason.of("station.password-too-short", SHORTEST));
        }
        if (password.length() > LONGEST) {
            reasons.add(Reason.of("station.password-too-long", LONGEST));
        }
        if (!login.isEmpty() && password.toLowerCase(Locale.ROOT).contains(login.toLowerCase(Locale.ROOT))) {
            reasons.add(Reason.of("station.password-holds-login"));
        }
        if (password.length() >= SHORTEST && password.chars().distinct().count() < FEWEST_DIFFERENT) {
            reasons.add(Reason.of("station.password-too-simple"));
        }
        return Decision.of(reasons);
    }

    static Decision isNew(String wanted, String present) {
        return wanted.equals(present) ? Decision.refuse("station.password-same") : Decision.ALLOWED;
    }
}
