package org.mailuo.release;

import java.time.Instant;
import org.mailuo.shared.Decision;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** RULE REL-LABEL: what gets a final label, and when a scan makes one void. */
final class LabelRules {
    private LabelRules() {}

    /** Released, free of holds, in date and without a final label so far. */
    static Decision mayPrint(Bag bag, Instant now) {
        return Decision.all(
                refuseIf(bag.status() != BagStatus.AVAILABLE, "release.not-released", bag),
                refuseIf(bag.isHeld(), "release.label-held", bag),
                refuseIf(bag.isExpiredAt(now), "release.label-expired", bag),
                refuseIf(bag.isLabelled(), "release.labelled-before", bag));
    }

    /** A code that says something else voids the label; a code that was not read does not. */
    static boolean voids(Decision decision) {
        return decision.reasons().stream().anyMatch(reason -> reason.code().endsWith("-differs"));
    }

    private static Decision refuseIf(boolean wrong, String code, Bag bag) {
        return wrong ? Decision.refuse(code, bag.name()) : Decision.ALLOWED;
    }
}
