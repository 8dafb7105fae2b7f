package org.mailuo.storage;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.mailuo.shared.Decision;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

/** What may be recorded as an excursion, and what it holds. */
final class ExcursionRules {
    private static final BigDecimal COLDEST = BigDecimal.valueOf(-200);
    private static final BigDecimal WARMEST = BigDecimal.valueOf(60);

    private ExcursionRules() {}

    /** RULE ST3: an excursion has begun, has an end after its beginning or none yet, and readings that can be. */
    static Decision mayBeRecorded(NewExcursion excursion, Instant now) {
        Instant until = excursion.until();
        return Decision.all(
                excursion.from().isAfter(now) || (until != null && until.isAfter(now))
                        ? Decision.refuse("storage.excursion-future")
                        : Decision.ALLOWED,
                until != null && !excursion.from().isBefore(until)
                        ? Decision.refuse("storage.excursion-span", excursion.from(), until)
                        : Decision.ALLOWED,
                excursion.lowest().compareTo(COLDEST) < 0
                                || excursion.highest().compareTo(WARMEST) > 0
                                || excursion.lowest().compareTo(excursion.highest()) > 0
                        ? Decision.refuse("storage.excursion-reading", excursion.lowest(), excursion.highest())
                        : Decision.ALLOWED);
    }

    static NewCause cause(NewExcursion excursion, Place place) {
        return new NewCause(
                HoldReason.EXCURSION,
                CauseScope.PLACE,
                place.code(),
                excursion.from(),
                excursion.until(),
                "TEMPERATURE",
                place.code(),
                excursion.note(),
                List.of());
    }
}
