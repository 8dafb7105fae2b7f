package org.mailuo.testing.web;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.testing.Laboratory;
import org.mailuo.testing.Waiting;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the laboratory finds in the navigation and on the start page. */
@Configuration(proxyBeanMethods = false)
class LaboratoryNavigation {
    private static final Set<Duty> READERS =
            EnumSet.of(Duty.TEST, Duty.REVIEW, Duty.RELEASE, Duty.QUALITY, Duty.INSPECT);

    @Bean
    NavigationEntry laboratoryDesk() {
        return new NavigationEntry(
                Section.LABORATORY,
                "testing.nav.desk",
                "/laboratory",
                EnumSet.of(Duty.TEST, Duty.REVIEW, Duty.INSPECT),
                10);
    }

    @Bean
    NavigationEntry laboratoryReceive() {
        return new NavigationEntry(
                Section.LABORATORY, "testing.nav.receive", "/laboratory/receive", EnumSet.of(Duty.TEST), 20, "scan");
    }

    @Bean
    NavigationEntry laboratoryRuns() {
        return new NavigationEntry(Section.LABORATORY, "testing.nav.runs", "/laboratory/runs", READERS, 30, "flask");
    }

    @Bean
    NavigationEntry laboratoryResults() {
        return new NavigationEntry(
                Section.LABORATORY, "testing.nav.results", "/laboratory/results", READERS, 40, "list");
    }

    @Bean
    WorkList laboratoryTestWork(Laboratory laboratory) {
        return new Work(laboratory, Duty.TEST);
    }

    @Bean
    WorkList laboratoryReviewWork(Laboratory laboratory) {
        return new Work(laboratory, Duty.REVIEW);
    }

    /** Donations without a final conclusion for those who test, runs to be reviewed for those who review. */
    private record Work(Laboratory laboratory, Duty duty) implements WorkList {
        @Override
        public Set<Duty> duties() {
            return Set.of(duty);
        }

        @Override
        public List<Item> items(Actor actor, Instant now) {
            Waiting waiting = laboratory.waiting(actor.station());
            return List.of(
                    duty == Duty.TEST
                            ? new Item(
                                    "testing.work.open",
                                    "/laboratory?tab=test",
                                    waiting.donations(),
                                    waiting.oldestDonation(),
                                    Urgency.SOON)
                            : new Item(
                                    "testing.work.review",
                                    "/laboratory?tab=review",
                                    waiting.runs(),
                                    waiting.oldestRun(),
                                    Urgency.SOON));
        }
    }
}
