package org.mailuo.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Reason;

/**
 * One coming of one donor with what was decided.
 *
 * @param examination null until examined, or if he was stopped at check-in
 * @param reasons all reasons of a refusal, as stored; a sensitive one names nothing (RULE P3)
 * @param ruleSet the edition that judged; null until decided
 */
public record Visit(
        VisitId id,
        DonorId donor,
        UUID siteId,
        Intention intention,
        Instant openedAt,
        UUID openedBy,
        LocalDate visitedOn,
        State state,
        @Nullable Examination examination,
        List<Reason> reasons,
        @Nullable String ruleSet,
        @Nullable Instant decidedAt,
        @Nullable UUID decidedBy) {

    /** Open, eligible, donated; deferred and closed are the ends beside the way. */
    public enum State {
        /** Waits for the examination. */
        OPEN,
        /** Waits to be bled. */
        ELIGIBLE,
        DEFERRED,
        DONATED,
        /** Left of his own will, or was called away. */
        CLOSED
    }

    public Visit {
        reasons = List.copyOf(reasons);
    }

    public boolean isWaiting() {
        return state == State.OPEN || state == State.ELIGIBLE;
    }
}
