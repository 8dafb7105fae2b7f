package org.mailuo.station;

import java.time.ZoneId;

/**
 * What a station is founded with.
 *
 * @param facility its ISBT 128 facility identification number, the first five characters of its donation numbers
 * @param ruleSet the rules of eligibility in force, such as {@code CN-GB18467-2011}
 * @param replaysHistory a demonstration that lives past days: its commands are not held to the clock of the database,
 *     now or ever after
 */
public record NewStation(
        String nameZh,
        String nameEn,
        String facility,
        String licenceNumber,
        ZoneId zone,
        String ruleSet,
        boolean replaysHistory) {
    /** A station that lives in the present. */
    public NewStation(
            String nameZh, String nameEn, String facility, String licenceNumber, ZoneId zone, String ruleSet) {
        this(nameZh, nameEn, facility, licenceNumber, zone, ruleSet, false);
    }
}
