package org.mailuo.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mailuo.shared.BloodGroup;
import org.mailuo.units.Bag;
import org.mailuo.units.FamilyHold;
import org.mailuo.units.Hold;

/** All that the release rules need to know about one bag, gathered once for the whole batch. */
record ReleaseFacts(
        Bag bag,
        Instant at,
        UUID releaser,
        Optional<Collected> collection,
        boolean donorDeferred,
        Optional<Tested> testing,
        Set<BloodGroup> historicGroups,
        List<Hold> openHolds,
        List<FamilyHold> familyHolds,
        Optional<Made> making) {

    /**
     * @param eligible the visit's decision, which always has its author (a constraint keeps both together)
     * @param complete the collection reached its volume without anything that bars use
     */
    record Collected(boolean eligible, boolean complete) {}

    /**
     * @param allFinal every marker of the scheme has a final, valid result
     * @param fit the conclusion in force
     * @param group the concluded group
     * @param testers everybody who ran, entered or reviewed a result of the donation
     */
    record Tested(boolean allFinal, boolean fit, Optional<BloodGroup> group, Set<UUID> testers) {}

    record Made(UUID maker, boolean valid) {}
}
