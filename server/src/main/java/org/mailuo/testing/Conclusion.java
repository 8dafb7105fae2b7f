package org.mailuo.testing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Reason;

/**
 * What the system concluded from all results of a donation; a later one has a higher revision and replaces none.
 *
 * @param group null while it is not settled
 * @param reasons why not fit, all of them; empty when fit
 * @param by who asked for it; nobody chooses it
 * @param complete whether every marker had its final result
 * @param seenResults from how many results it was drawn
 * @param notes what a reader should know and what stands against nothing
 */
public record Conclusion(
        DonationNumber din,
        Fitness fitness,
        @Nullable BloodGroup group,
        List<Reason> reasons,
        String scheme,
        Instant at,
        UUID by,
        UUID commandId,
        int revision,
        boolean complete,
        int seenResults,
        List<Reason> notes) {
    public Conclusion {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
    }

    /** Whether writing this one beside the other would tell anybody anything. */
    boolean saysTheSameAs(Conclusion other) {
        return fitness == other.fitness
                && Objects.equals(group, other.group)
                && reasons.equals(other.reasons)
                && notes.equals(other.notes)
                && complete == other.complete
                && seenResults == other.seenResults
                && scheme.equals(other.scheme);
    }
}
