package org.mailuo.station;

import java.util.Set;
import org.mailuo.shared.Duty;

/**
 * What of a station's data may be changed. Its facility number and its zone may not: a station does not move.
 *
 * @param idleMinutes after so many a page that nobody touches is covered; 1 to 60
 * @param secondFactorFor whoever has one of these duties signs in with a second factor; none: nobody must
 */
public record StationChange(
        String nameZh, String nameEn, String licenceNumber, int idleMinutes, Set<Duty> secondFactorFor) {
    public StationChange {
        secondFactorFor = Set.copyOf(secondFactorFor);
    }
}
