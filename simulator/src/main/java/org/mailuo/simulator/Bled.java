package org.mailuo.simulator;

import org.mailuo.collection.Donation;

/** A visit that came to a donation. */
record Bled(PlannedVisit visit, Donation donation) {
    boolean isWholeBlood() {
        return !visit.isPlatelets();
    }

    boolean isComplete() {
        return donation.outcome() == Donation.Outcome.COMPLETE;
    }

    boolean hasFailed() {
        return donation.outcome() == Donation.Outcome.FAILED;
    }
}
