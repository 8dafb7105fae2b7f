package org.mailuo.station;

import java.time.ZoneId;
import java.util.Set;
import org.mailuo.shared.Duty;

/**
 * What of a station's data may be changed.
 *
 * @param zone not once blood was given: the days of its facts would move
 * @param idleMinutes after so many a page that nobody touches is covered; 1 to 60
 * @param secondFactorFor whoever has one of these duties signs in with a second factor; none: nobody must
 */
public record StationChange(
        String nameZh, String nameEn, String licenceNumber, ZoneId zone, int idleMinutes, Set<Duty> secondFactorFor) {
    public StationChange {
        secondFactorFor = Set.copyOf(secondFactorFor);
    }
}
