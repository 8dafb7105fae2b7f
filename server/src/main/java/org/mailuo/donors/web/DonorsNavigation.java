package org.mailuo.donors.web;

import java.util.EnumSet;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DonorsNavigation {
    private static final Set<Duty> READERS = EnumSet.of(
            Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.REVIEW, Duty.RELEASE, Duty.QUALITY, Duty.INSPECT);

    @Bean
    NavigationEntry donorsSearchEntry() {
        return new NavigationEntry(Section.DONORS, "donors.nav.search", "/donors", READERS, 10, "people");
    }

    @Bean
    NavigationEntry donorsNewEntry() {
        return new NavigationEntry(Section.DONORS, "donors.nav.new", "/donors/new", Set.of(Duty.REGISTER), 20, "plus");
    }
}
