package org.mailuo.trace.web;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.trace.HeldBags;
import org.mailuo.trace.Trace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceNavigation {
    private static final Set<Duty> STATION = EnumSet.complementOf(EnumSet.of(Duty.HOSPITAL, Duty.ADMINISTER));

    @Bean
    NavigationEntry traceEntry() {
        return new NavigationEntry(Section.TRACE, "trace.nav.trace", "/trace", STATION, 10);
    }

    @Bean
    NavigationEntry bagsEntry() {
        return new NavigationEntry(
                Section.TRACE,
                "trace.nav.bags",
                "/bags",
                EnumSet.of(Duty.QUALITY, Duty.INSPECT, Duty.STORE),
                20,
                "list");
    }

    /** Held bags, the longest held first. */
    @Bean
    WorkList heldBags(Trace trace) {
        return new WorkList() {
            @Override
            public Set<Duty> duties() {
                return EnumSet.of(Duty.QUALITY, Duty.DIRECT);
            }

            @Override
            public List<Item> items(Actor actor, Instant now) {
                HeldBags held = trace.held(actor.station());
                return List.of(
                        new Item("trace.work.held", "/bags?held=true", held.bags(), held.oldest(), Urgency.SOON));
            }
        };
    }
}
