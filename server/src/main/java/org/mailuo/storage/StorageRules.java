package org.mailuo.storage;

import java.time.Instant;
import java.util.Set;
import org.mailuo.products.Product;
import org.mailuo.shared.Decision;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;

/** Where a bag may be, and who may discard it. */
final class StorageRules {
    private StorageRules() {}

    /** Hard stop 8. @param holds the reasons of the bag's open holds */
    static Decision mayBePut(Bag bag, Product product, Set<HoldReason> holds, Place place, Instant now) {
        return Decision.all(isInStation(bag), isInBand(bag, product, place), isInZone(bag, holds, place, now));
    }

    static Decision isInStation(Bag bag) {
        return bag.status().isInStation()
                ? Decision.ALLOWED
                : Decision.refuse("storage.not-in-station", bag.name(), bag.status());
    }

    /** FACTS 5.1: each product in its temperature band. */
    static Decision isInBand(Bag bag, Product product, Place place) {
        return product.band() == place.band()
                ? Decision.ALLOWED
                : Decision.refuse("storage.wrong-band", bag.name(), product.band(), place.code(), place.band());
    }

    /**
     * FACTS 5.1, hard stop 8: the released zone takes only what may be issued (released, labelled, without hold, in
     * date); the unfit zone only what is held or expired; quarantine takes what waits, but not what was found unfit or
     * has expired, nor what is ready to go.
     */
    static Decision isInZone(Bag bag, Set<HoldReason> holds, Place place, Instant now) {
        boolean ready = isReady(bag, now);
        boolean isUnfit = holds.contains(HoldReason.UNFIT) || bag.isExpiredAt(now);
        boolean fits = switch (place.zone()) {
            case RELEASED -> ready;
            case UNFIT -> bag.isHeld() || bag.isExpiredAt(now);
            case QUARANTINE -> !ready && !isUnfit;
        };
        return fits
                ? Decision.ALLOWED
                : Decision.refuse(
                        "storage.wrong-zone",
                        bag.name(),
                        place.code(),
                        word(place.zone()),
                        word(wanted(ready, isUnfit)));
    }

    /** Hard stop 8: bags leave from the released zone only; what else must be true of them the ledger asks. */
    static Decision isReleased(Bag bag, Place place) {
        return place.zone() == Zone.RELEASED
                ? Decision.ALLOWED
                : Decision.refuse(
                        "storage.wrong-zone", bag.name(), place.code(), word(place.zone()), word(Zone.RELEASED));
    }

    /** The argument that the message files turn into the zone's word. */
    static String word(Zone zone) {
        return "ZONE-" + zone;
    }

    private static Zone wanted(boolean ready, boolean isUnfit) {
        return ready ? Zone.RELEASED : isUnfit ? Zone.UNFIT : Zone.QUARANTINE;
    }

    private static boolean isReady(Bag bag, Instant now) {
        return (bag.status() == BagStatus.AVAILABLE || bag.status() == BagStatus.RESERVED)
                && bag.isLabelled()
                && !bag.isHeld()
                && !bag.isExpiredAt(now);
    }
}
