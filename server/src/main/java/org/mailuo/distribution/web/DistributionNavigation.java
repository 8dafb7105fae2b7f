package org.mailuo.distribution.web;

import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the distribution clerk and the hospital find in the navigation. */
@Configuration(proxyBeanMethods = false)
class DistributionNavigation {
    private static final Set<Duty> HOSPITAL = Set.of(Duty.HOSPITAL);

    @Bean
    NavigationEntry orderDesk() {
        return new NavigationEntry(
                Section.DISTRIBUTION, "distribution.nav.orders", "/orders", Set.of(Duty.DISTRIBUTE, Duty.INSPECT), 10);
    }

    @Bean
    NavigationEntry newOrder() {
        return new NavigationEntry(
                Section.DISTRIBUTION, "distribution.nav.new", "/orders/new", Set.of(Duty.DISTRIBUTE), 20, "plus");
    }

    @Bean
    NavigationEntry holdDesk() {
        return new NavigationEntry(
                Section.RELEASE,
                "distribution.nav.holds",
                "/holds",
                Set.of(Duty.QUALITY, Duty.RELEASE, Duty.DISTRIBUTE, Duty.DIRECT, Duty.INSPECT),
                50,
                "hand");
    }

    @Bean
    NavigationEntry portal() {
        return new NavigationEntry(Section.HOSPITAL, "distribution.nav.portal", "/hospital", HOSPITAL, 10);
    }

    @Bean
    NavigationEntry portalOrders() {
        return new NavigationEntry(Section.HOSPITAL, "distribution.nav.own-orders", "/orders", HOSPITAL, 20, "list");
    }

    @Bean
    NavigationEntry portalNewOrder() {
        return new NavigationEntry(Section.HOSPITAL, "distribution.nav.new", "/orders/new", HOSPITAL, 30, "plus");
    }

    @Bean
    NavigationEntry portalReceive() {
        return new NavigationEntry(
                Section.HOSPITAL, "distribution.nav.receive", "/hospital/receive", HOSPITAL, 40, "scan");
    }

    @Bean
    NavigationEntry portalFates() {
        return new NavigationEntry(
                Section.HOSPITAL, "distribution.nav.fates", "/hospital/fates", HOSPITAL, 50, "heart");
    }
}
