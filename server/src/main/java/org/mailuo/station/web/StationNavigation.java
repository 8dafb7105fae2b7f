package org.mailuo.station.web;

import java.util.EnumSet;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the administrator and the inspector find in the navigation. */
@Configuration(proxyBeanMethods = false)
class StationNavigation {
    private static final Set<Duty> READERS = EnumSet.of(Duty.ADMINISTER, Duty.INSPECT);

    @Bean
    NavigationEntry stationData() {
        return new NavigationEntry(Section.STATION, "station.nav.station", "/station", READERS, 10);
    }

    @Bean
    NavigationEntry stationStaff() {
        return new NavigationEntry(Section.STATION, "station.nav.staff", "/station/staff", READERS, 20, "people");
    }

    @Bean
    NavigationEntry stationSites() {
        return new NavigationEntry(Section.STATION, "station.nav.sites", "/station/sites", READERS, 30, "pin");
    }

    @Bean
    NavigationEntry trailAnchors() {
        return new NavigationEntry(
                Section.REPORTS,
                "station.nav.anchors",
                "/station/anchors",
                EnumSet.of(Duty.QUALITY, Duty.DIRECT, Duty.INSPECT),
                90,
                "key");
    }
}
