package org.mailuo.collection.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mailuo.collection.aftercare.DueCall;
import org.mailuo.collection.aftercare.Epidemics;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CollectionNavigation {
    private static final Set<Duty> STAFF = Set.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT, Duty.INSPECT);

    @Bean
    NavigationEntry collectionBenchEntry() {
        return new NavigationEntry(Section.COLLECTION, "collection.nav.bench", "/collection", STAFF, 10);
    }

    @Bean
    NavigationEntry donorReportEntry() {
        return new NavigationEntry(
                Section.DONORS,
                "collection.nav.report",
                "/collection/reports/new",
                Set.of(Duty.REGISTER, Duty.COLLECT, Duty.QUALITY),
                30,
                "phone");
    }

    @Bean
    NavigationEntry epidemicEntry() {
        return new NavigationEntry(
                Section.COLLECTION,
                "collection.nav.epidemic",
                "/collection/epidemic",
                Set.of(Duty.REGISTER, Duty.QUALITY, Duty.INSPECT),
                40,
                "calendar");
    }

    @Bean
    WorkList epidemicWork(Epidemics epidemics) {
        return new WorkList() {
            @Override
            public Set<Duty> duties() {
                return Set.of(Duty.REGISTER, Duty.QUALITY);
            }

            @Override
            public List<Item> items(Actor actor, Instant now) {
                List<DueCall> due = epidemics.due(actor.station(), now, 1000);
                return List.of(new Item(
                        "collection.work.calls",
                        "/collection/epidemic",
                        due.size(),
                        due.isEmpty() ? null : due.getFirst().dueAt(),
                        Urgency.SOON));
            }
        };
    }

    @Bean
    NavigationEntry collectionRulesEntry() {
        return new NavigationEntry(
                Section.COLLECTION, "collection.nav.rules", "/collection/rules", STAFF, 90, "document");
    }
}
