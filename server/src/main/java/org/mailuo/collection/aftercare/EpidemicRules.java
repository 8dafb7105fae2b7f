package org.mailuo.collection.aftercare;

import java.time.Instant;
import org.mailuo.shared.Decision;

/** How long blood waits in an epidemic, and when a call may end the wait. */
final class EpidemicRules {
    static final int LONGEST_DAYS = 60;

    private EpidemicRules() {}

    /** RULE H5: the profile is data with plausible limits. */
    static Decision mayOpen(NewWindow window) {
        return Decision.all(
                window.days() < 1 || window.days() > LONGEST_DAYS
                        ? Decision.refuse("collection.epidemic-days", LONGEST_DAYS)
                        : Decision.ALLOWED,
                window.to() != null && window.to().isBefore(window.from())
                        ? Decision.refuse("collection.epidemic-dates", window.from(), window.to())
                        : Decision.ALLOWED);
    }

    /** RULE H2: "well" counts from the end of the full waiting time on; bad news counts at any time. */
    static Decision mayBeRecorded(FollowUp.Outcome outcome, Instant dueAt, Instant now) {
        return outcome == FollowUp.Outcome.WELL && now.isBefore(dueAt)
                ? Decision.refuse("collection.follow-up-early", dueAt)
                : Decision.ALLOWED;
    }
}
