package org.mailuo.collection.web;

import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
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
    NavigationEntry collectionRulesEntry() {
        return new NavigationEntry(
                Section.COLLECTION, "collection.nav.rules", "/collection/rules", STAFF, 90, "document");
    }
}
