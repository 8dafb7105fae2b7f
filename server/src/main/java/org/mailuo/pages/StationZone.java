package org.mailuo.pages;

import java.time.ZoneId;
import org.mailuo.shared.StationId;

/** In which zone a station's clocks show the time. */
public interface StationZone {
    ZoneId zone(StationId station);
}
