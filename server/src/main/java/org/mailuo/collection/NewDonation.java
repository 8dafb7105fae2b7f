package org.mailuo.collection;

import java.time.Instant;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;

/**
 * A donation that has just ended.
 *
 * @param din scanned from the bag
 * @param tube scanned from the sample tube; must be the same (hard stop 6)
 * @param drawn blood or product in the bag, without anticoagulant
 * @param anticoagulant of the bag, such as {@code CPDA-1}
 */
public record NewDonation(
        DonationNumber din,
        DonationNumber tube,
        Millilitres drawn,
        Instant startedAt,
        Instant endedAt,
        String anticoagulant,
        String bagLot) {}
