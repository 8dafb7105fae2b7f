package org.mailuo.station;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;

/** Who may have which account and which duty. */
final class StaffRules {
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._-]{1,39}");

    private StaffRules() {}

    static String normal(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }

    static Decision isLogin(String login) {
        return LOGIN.matcher(login).matches() ? Decision.ALLOWED : Decision.refuse("station.login-shape");
    }

    static Decision isName(String name) {
        return name.isBlank() ? Decision.refuse("station.name-missing") : Decision.ALLOWED;
    }

    static Decision isSpan(LocalDate from, LocalDate until) {
        return until.isBefore(from) ? Decision.refuse("station.span-reversed", from, until) : Decision.ALLOWED;
    }

    static Decision isTraining(NewTraining wanted) {
        return Decision.all(
                wanted.subject().isBlank() || wanted.trainer().isBlank()
                        ? Decision.refuse("station.training-unnamed")
                        : Decision.ALLOWED,
                isSpan(wanted.on(), wanted.until()));
    }

    /** Hard stop 19: no duty on a day on which the training does not count. */
    static Decision isTrained(Training training, LocalDate from, LocalDate until) {
        return training.covers(from, until)
                ? Decision.ALLOWED
                : Decision.refuse("station.not-trained", training.on(), training.until());
    }

    /** A hospital's user sees the portal and nothing of the station; the station's staff never act for a hospital. */
    static Decision mayHave(Collection<Duty> duties, boolean ofHospital) {
        boolean portal = duties.contains(Duty.HOSPITAL);
        boolean house = duties.stream().anyMatch(duty -> duty != Duty.HOSPITAL);
        return (ofHospital && house) || (!ofHospital && portal)
                ? Decision.refuse("station.duty-of-other-house")
                : Decision.ALLOWED;
    }
}
