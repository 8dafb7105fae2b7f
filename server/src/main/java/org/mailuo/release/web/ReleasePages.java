package org.mailuo.release.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.release.Releases;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of the release stand in the navigation, and what waits on the start page. */
@Configuration(proxyBeanMethods = false)
class ReleasePages {
    @Bean
    NavigationEntry releaseListEntry() {
        return new NavigationEntry(
                Section.RELEASE, "release.nav.list", "/release", Set.of(Duty.RELEASE, Duty.QUALITY, Duty.INSPECT), 10);
    }

    @Bean
    NavigationEntry releaseLabelsEntry() {
        return new NavigationEntry(
                Section.RELEASE, "release.nav.labels", "/labels", Set.of(Duty.LABEL, Duty.INSPECT), 20);
    }

    @Bean
    WorkList releaseWork(Releases releases) {
        return new WorkList() {
            @Override
            public Set<Duty> duties() {
                return Set.of(Duty.RELEASE, Duty.LABEL);
            }

            @Override
            public List<Item> items(Actor actor, Instant now) {
                var waiting = releases.waiting(actor.station());
                return List.of(
                        new Item(
                                "release.work.quarantine",
                                "/release",
                                waiting.inQuarantine(),
                                waiting.oldest(),
                                Urgency.SOON),
                        new Item("release.work.labels", "/labels", waiting.toLabel(), null, Urgency.SOON));
            }
        };
    }
}
