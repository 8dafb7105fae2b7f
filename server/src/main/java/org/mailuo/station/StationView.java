package org.mailuo.station;

import java.time.ZoneId;
import org.mailuo.shared.StationId;

/** The data of a station. */
public record StationView(
        StationId id,
        String nameZh,
        String nameEn,
        String facility,
        String licenceNumber,
        ZoneId zone,
        String ruleSet) {

    /** The name in the reader's language. */
    public String name(boolean chinese) {
        return chinese ? nameZh : nameEn;
    }
}
