package org.mailuo.station;

import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;

/**
 * The data of a station.
 *
 * @param idleMinutes after so many a page that nobody touches is covered
 * @param secondFactorFor whoever has one of these duties signs in with a second factor
 */
public record StationView(
        StationId id,
        String nameZh,
        String nameEn,
        String facility,
        String licenceNumber,
        ZoneId zone,
        String ruleSet,
        int idleMinutes,
        Set<Duty> secondFactorFor) {

    public StationView {
        secondFactorFor = Collections.unmodifiableSet(
                secondFactorFor.isEmpty() ? EnumSet.noneOf(Duty.class) : EnumSet.copyOf(secondFactorFor));
    }

    /** The name in the reader's language. */
    public String name(boolean chinese) {
        return chinese ? nameZh : nameEn;
    }
}
