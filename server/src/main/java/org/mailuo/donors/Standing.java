package org.mailuo.donors;

import java.time.LocalDate;
import java.util.List;

/** A donor and every deferral that was not lifted, strictest first: what must be known before he is bled. */
public record Standing(Donor donor, List<Deferral> deferrals) {
    public Standing {
        deferrals = deferrals.stream().sorted(Deferral.STRICTEST_FIRST).toList();
    }

    public List<Deferral> activeOn(LocalDate day) {
        return deferrals.stream().filter(deferral -> deferral.isActiveOn(day)).toList();
    }
}
