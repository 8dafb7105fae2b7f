package org.mailuo.processing.web;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.processing.Processing;
import org.mailuo.processing.Suggestion;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the component makers find in the navigation and on their start page. */
@Configuration(proxyBeanMethods = false)
class ProcessingNavigation {
    private static final Set<Duty> READERS = EnumSet.of(Duty.MAKE, Duty.INSPECT);
    private static final int SOON_MINUTES = 120;

    @Bean
    NavigationEntry processingBench() {
        return new NavigationEntry(Section.PROCESSING, "processing.nav.bench", "/processing/bench", READERS, 10);
    }

    @Bean
    NavigationEntry processingWaiting() {
        return new NavigationEntry(Section.PROCESSING, "processing.nav.waiting", "/processing", READERS, 20, "list");
    }

    @Bean
    WorkList processingWork(Processing processing) {
        return new WorkList() {
            @Override
            public Set<Duty> duties() {
                return EnumSet.of(Duty.MAKE);
            }

            @Override
            public List<Item> items(Actor actor, Instant now) {
                List<Suggestion> waiting = processing.waiting(actor.station(), now, 200);
                boolean urgent = waiting.stream().anyMatch(one -> one.minutesLeft(now) < SOON_MINUTES);
                return List.of(new Item(
                        "processing.work.waiting",
                        "/processing",
                        waiting.size(),
                        waiting.stream()
                                .map(one -> one.bag().collectedAt())
                                .min(Instant::compareTo)
                                .orElse(null),
                        urgent ? Urgency.NOW : Urgency.SOON));
            }
        };
    }
}
