package org.mailuo.reports.web;

import java.util.EnumSet;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReportsNavigation {
    @Bean
    NavigationEntry directorEntry() {
        return new NavigationEntry(
                Section.REPORTS, "reports.nav.director", "/director", EnumSet.of(Duty.DIRECT, Duty.INSPECT), 10);
    }

    @Bean
    NavigationEntry reconciliationEntry() {
        return new NavigationEntry(
                Section.REPORTS,
                "reports.nav.reconciliation",
                "/reconciliation",
                EnumSet.of(Duty.DIRECT, Duty.QUALITY, Duty.INSPECT),
                20,
                "check");
    }
}
