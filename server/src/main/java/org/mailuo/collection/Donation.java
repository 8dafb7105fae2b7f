package org.mailuo.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;

/**
 * What was drawn from one donor at one visit.
 *
 * @param firstTime no donation of his was known before
 * @param donatedOn the day of {@code startedAt} in the station's calendar
 * @param marks what is remarkable: why it is not complete, and what must not be made of it
 */
public record Donation(
        DonationNumber din,
        VisitId visit,
        DonorId donor,
        UUID siteId,
        DonationKind kind,
        boolean firstTime,
        int nominalMl,
        int doses,
        Millilitres drawn,
        String anticoagulant,
        String bagLot,
        Instant startedAt,
        Instant endedAt,
        LocalDate donatedOn,
        Outcome outcome,
        List<Reason> marks,
        UUID collectedBy) {

    /** Whether blood for use came of it. A failed donation counts for the interval all the same (RULE I5). */
    public enum Outcome {
        COMPLETE,
        /** Less than the tolerance allows: held. */
        PART,
        /** Nothing to make anything of; no bag. */
        FAILED
    }

    /** Slow bleeding or a platelet-inhibiting drug: no platelets are made of it (FACTS 3.3, RULE E23). */
    public static final String NO_PLATELETS = "collection.no-platelets";

    /** Very slow bleeding: no fresh plasma and no cryoprecipitate are made of it (FACTS 3.3). */
    public static final String NO_FRESH_PLASMA = "collection.no-fresh-plasma";

    public Donation {
        marks = List.copyOf(marks);
    }

    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }

    public boolean isForPlatelets() {
        return marks.stream().noneMatch(mark -> mark.code().startsWith(NO_PLATELETS));
    }

    public boolean isForFreshPlasma() {
        return marks.stream().noneMatch(mark -> mark.code().equals(NO_FRESH_PLASMA));
    }
}
