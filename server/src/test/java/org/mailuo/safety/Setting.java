package org.mailuo.safety;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** Where and when a history begins, and who comes to give: days on which calendars have gone wrong before. */
enum Setting {
    SPRING("Asia/Shanghai", "2026-03-09T08:00", "A+", "O-", "AB+"),
    MIDNIGHT("Asia/Shanghai", "2026-05-11T23:20", "O+", "B+", "O-"),
    YEAR_END("Asia/Shanghai", "2026-12-31T21:30", "A-", "O+", "B-"),
    LEAP_DAY("Asia/Kuala_Lumpur", "2028-02-29T09:00", "B+", "AB-", "A+"),
    BEFORE_LEAP_DAY("Asia/Shanghai", "2028-02-28T22:40", "O-", "A+", "O+"),
    SPRING_FORWARD("Europe/Berlin", "2027-03-28T00:30", "A+", "A+", "B+"),
    FALL_BACK("Europe/Berlin", "2027-10-31T00:30", "AB+", "O+", "A-"),
    FAR_EAST("Pacific/Chatham", "2026-04-04T23:30", "B-", "O+", "A+");

    private final ZoneId zone;
    private final Instant start;
    private final List<String> groups;

    Setting(String zone, String start, String... groups) {
        this.zone = ZoneId.of(zone);
        this.start = LocalDateTime.parse(start).atZone(this.zone).toInstant();
        this.groups = List.of(groups);
    }

    ZoneId zone() {
        return zone;
    }

    Instant start() {
        return start;
    }

    String group(int donor) {
        return groups.get(donor % groups.size());
    }
}
