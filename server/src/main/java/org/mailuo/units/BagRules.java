package org.mailuo.units;

import java.time.Instant;
import org.mailuo.shared.Decision;

/** What must be true of a bag before its status changes. Each rule stands alone and none can be overridden. */
final class BagRules {
    private BagRules() {}

    /** All rules for one step at the given time; refusals name the bag. */
    static Decision mayBecome(Bag bag, BagStatus next, Instant now) {
        return switch (next) {
            case AVAILABLE ->
                bag.status() == BagStatus.RESERVED
                        ? follows(bag, next)
                        : Decision.all(follows(bag, next), isFree(bag), isInDate(bag, now));
            case RESERVED, ISSUED -> Decision.all(follows(bag, next), isFree(bag), isInDate(bag, now), isLabelled(bag));
            case RECEIVED, TRANSFUSED, RETURNED, CONSUMED, TRANSFERRED, DISCARDED, QUARANTINE -> follows(bag, next);
        };
    }

    /** RULE REL-LABEL: the final label is for a released bag, without hold, in date, once. */
    static Decision mayBeLabelled(Bag bag, Instant now) {
        return Decision.all(
                bag.status() == BagStatus.AVAILABLE
                        ? Decision.ALLOWED
                        : Decision.refuse("units.not-released", bag.name(), bag.status()),
                bag.isLabelled() ? Decision.refuse("units.labelled-before", bag.name()) : Decision.ALLOWED,
                isFree(bag),
                isInDate(bag, now));
    }

    /** FACTS 2.8: the status machine. */
    static Decision follows(Bag bag, BagStatus next) {
        return bag.status().next().contains(next)
                ? Decision.ALLOWED
                : Decision.refuse("units.wrong-status", bag.name(), bag.status(), next);
    }

    /** RULE H4, REL 7: an open hold blocks release, label, reservation and issue. */
    static Decision isFree(Bag bag) {
        return bag.isHeld() ? Decision.refuse("units.held", bag.name(), bag.openHolds()) : Decision.ALLOWED;
    }

    /** RULE X5: nothing is released, labelled or issued once it has expired. */
    static Decision isInDate(Bag bag, Instant now) {
        return bag.isExpiredAt(now) ? Decision.refuse("units.expired", bag.name(), bag.expiresAt()) : Decision.ALLOWED;
    }

    /** Nothing leaves without its verified final label. */
    static Decision isLabelled(Bag bag) {
        return bag.isLabelled() ? Decision.ALLOWED : Decision.refuse("units.not-labelled", bag.name());
    }
}
