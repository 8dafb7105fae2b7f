package org.mailuo.hospitals.web;

import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register in the navigation. */
@Configuration(proxyBeanMethods = false)
class HospitalNavigation {
    @Bean
    NavigationEntry hospitalRegister() {
        return new NavigationEntry(
                Section.DISTRIBUTION,
                "hospitals.nav.list",
                "/hospitals",
                Set.of(Duty.ADMINISTER, Duty.DISTRIBUTE, Duty.INSPECT),
                30,
                "hospital");
    }
}
