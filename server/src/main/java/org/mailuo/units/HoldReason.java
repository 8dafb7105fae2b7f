package org.mailuo.units;

/** Why a bag is held. Until the hold is lifted, the bag is not released, labelled, reserved or issued. */
public enum HoldReason {
    /** Something at the collection: volume out of tolerance, too slow, reaction. */
    COLLECTION,
    /** The laboratory concluded unfit, or withdrew a result. */
    UNFIT,
    /** ABO or RhD disagrees with history, or forward with reverse. */
    GROUP_CONFLICT,
    /** The donor reported something afterwards, or excluded the donation in confidence. */
    POST_DONATION,
    /** Waits for the donor's health in an epidemic. */
    EPIDEMIC,
    /** Out of its temperature band. */
    EXCURSION,
    /** Under recall. */
    RECALL,
    /** Put aside by quality management. */
    QUALITY
}
