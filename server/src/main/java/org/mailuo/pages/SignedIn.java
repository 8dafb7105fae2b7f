package org.mailuo.pages;

import java.time.Duration;
import java.time.ZoneId;
import org.mailuo.shared.Actor;

/** What a security principal must be so that pages know who looks at them. */
public interface SignedIn {
    Actor actor();

    /** The person's own name, for the menu. */
    String displayName();

    /** The name of the station, or of the hospital for its portal user. */
    String houseName();

    /** In which the person's clocks show the time. */
    ZoneId zone();

    /** After so long without a touch the page is covered. */
    default Duration idle() {
        return Duration.ofMinutes(15);
    }
}
