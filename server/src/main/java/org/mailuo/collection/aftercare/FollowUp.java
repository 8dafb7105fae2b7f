package org.mailuo.collection.aftercare;

import org.mailuo.shared.DonationNumber;
import org.mailuo.units.CauseId;

/** What a call after the waiting time of an epidemic found out. */
public record FollowUp(CauseId window, DonationNumber din, Outcome outcome) {
    /** How the donor is. */
    public enum Outcome {
        /** Lifts the hold. */
        WELL,
        /** Ill, tested positive or in contact with somebody who is: a report of the donor, for quality management. */
        ILL,
        /** The hold stays and the call stays due. */
        UNREACHABLE
    }
}
