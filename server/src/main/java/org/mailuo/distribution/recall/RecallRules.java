package org.mailuo.distribution.recall;

import java.util.List;
import java.util.Set;
import org.mailuo.shared.Decision;
import org.mailuo.units.BagStatus;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

/** What may be recalled or put aside by hand, and when a line of a recall is done. */
final class RecallRules {
    private static final Set<HoldReason> BY_HAND = Set.of(HoldReason.RECALL, HoldReason.QUALITY);
    private static final Set<BagStatus> ENDS = Set.of(BagStatus.TRANSFUSED, BagStatus.RETURNED, BagStatus.DISCARDED);
    private static final int LONGEST = 200;

    private RecallRules() {}

    /** RULE RC1: the other sources have registers of their own; an epidemic's window is not opened here. */
    static Decision mayOpen(NewCause wanted, boolean isKnown) {
        return Decision.all(
                BY_HAND.contains(wanted.reason()) && wanted.scope() != CauseScope.STATION
                        ? Decision.ALLOWED
                        : Decision.refuse("distribution.recall-kind", wanted.reason()),
                isKnown ? Decision.ALLOWED : Decision.refuse("distribution.recall-unknown", wanted.subject()));
    }

    /** RULE RC2. */
    static boolean isEnd(BagStatus status) {
        return ENDS.contains(status);
    }

    /** RULE RC2: the hospital knows and the bag is accounted for; or the bag was cleared before it came to an end. */
    static boolean isDone(RecalledBag line) {
        return (line.isConfirmed() && line.isAccountedFor())
                || (!line.isHeld() && !isEnd(line.bag().status()));
    }

    /** RULE RC2: in words only where the hospital cannot report it, once, with what became of the bag. */
    static Decision maySettle(RecalledBag line, String settlement) {
        return Decision.all(
                line.isAccountedFor()
                        ? Decision.refuse(
                                "distribution.recall-settled", line.bag().name())
                        : Decision.ALLOWED,
                settlement.isBlank() || settlement.length() > LONGEST
                        ? Decision.refuse("distribution.recall-words", LONGEST)
                        : Decision.ALLOWED);
    }

    /** RULE RC2, LK1: a case is closed when its last line is: the hospital knows, and the bag is accounted for. */
    static Decision mayClose(List<RecalledBag> lines) {
        long open = lines.stream().filter(line -> !isDone(line)).count();
        return open > 0 ? Decision.refuse("distribution.recall-open", open) : Decision.ALLOWED;
    }
}
