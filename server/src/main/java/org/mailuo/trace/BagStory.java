package org.mailuo.trace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;

/** All that is written about one bag, oldest first, for its page. */
public record BagStory(
        List<Line> history,
        List<HoldLine> holds,
        List<Conclusion> conclusions,
        List<ReleaseDecision> decisions,
        List<Label> labels) {
    public BagStory {
        history = List.copyOf(history);
        holds = List.copyOf(holds);
        conclusions = List.copyOf(conclusions);
        decisions = List.copyOf(decisions);
        labels = List.copyOf(labels);
    }

    /**
     * One step of the bag's history.
     *
     * @param action {@code module.verb}
     * @param from null for the first
     * @param wasAt where it was before; null if nowhere
     * @param note the author's reason, where the action needed one
     * @param others how many more bags the same command changed
     */
    public record Line(
            Instant at,
            String actor,
            String action,
            @Nullable BagStatus from,
            BagStatus to,
            @Nullable String wasAt,
            @Nullable String place,
            int heldBefore,
            int openHolds,
            @Nullable String note,
            int others) {

        public boolean changedStatus() {
            return from != to;
        }

        public boolean moved() {
            return place != null && !place.equals(wasAt);
        }
    }

    public record HoldLine(
            UUID id,
            HoldReason reason,
            String detail,
            Instant openedAt,
            String openedBy,
            @Nullable Instant until,
            @Nullable Instant liftedAt,
            @Nullable String liftedBy,
            @Nullable String liftReason) {
        public boolean isOpen() {
            return liftedAt == null;
        }
    }

    /** One conclusion of the laboratory about a donation that the bag stems from; the last one is in force. */
    public record Conclusion(
            String din,
            int revision,
            String fitness,
            @Nullable BloodGroup group,
            List<Reason> reasons,
            String scheme,
            Instant at,
            String by) {}

    /** @param outcome {@code RELEASED} or {@code REFUSED} */
    public record ReleaseDecision(
            UUID batch, String outcome, @Nullable BloodGroup group, List<Reason> reasons, Instant at, String by) {}

    /** One printed copy of the final label, with what happened to it. */
    public record Label(
            int copy,
            Instant printedAt,
            String printedBy,
            @Nullable Instant checkedAt,
            @Nullable String checkedBy,
            @Nullable Instant voidedAt,
            @Nullable String voidReason) {}
}
