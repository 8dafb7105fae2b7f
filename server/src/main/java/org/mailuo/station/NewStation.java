package org.mailuo.station;

import java.time.ZoneId;

/**
 * What a station is founded with.
 *
 * @param facility its ISBT 128 facility identification number, the first five characters of its donation numbers
 * @param ruleSet the rules of eligibility in force, such as {@code CN-GB18467-2011}
 */
public record NewStation(
        String nameZh, String nameEn, String facility, String licenceNumber, ZoneId zone, String ruleSet) {}
