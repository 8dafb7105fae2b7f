package org.mailuo.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * One person's way through one visit, decided before it happens; the house does not know it.
 *
 * @param site index of the site
 * @param donates whether it comes to a donation; otherwise he is turned away at the examination
 * @param newDonor counted by the data as giving for the first time
 * @param nominalMl what is intended, in millilitres; for platelets 0
 * @param doses therapeutic doses; for whole blood 0
 * @param drawnMl what flows in the end
 */
record PlannedVisit(
        Person person,
        int site,
        Instant arrival,
        boolean donates,
        boolean newDonor,
        int nominalMl,
        int doses,
        int drawnMl,
        Duration bleeding,
        Vitals vitals,
        Findings findings,
        Recipe recipe) {

    boolean isPlatelets() {
        return doses > 0;
    }

    /** What is made of the bag, if anything is. */
    enum Recipe {
        RED_CELLS_AND_PLASMA,
        WITH_PLATELETS,
        /** The plasma becomes cryoprecipitate the next morning. */
        WITH_CRYO
    }

    /** What the laboratory and the eye will find. */
    record Findings(
            boolean hbv, boolean hcv, boolean hiv, boolean syphilis, int alt, boolean lipaemic, boolean broken) {
        static final Findings NONE = new Findings(false, false, false, false, 20, false, false);

        boolean isReactive() {
            return hbv || hcv || hiv || syphilis;
        }

        boolean isUnfit() {
            return isReactive() || alt > 50;
        }
    }
}
