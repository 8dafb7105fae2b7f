package org.mailuo.storage.web;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.NavigationEntry;
import org.mailuo.pages.Section;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.storage.PlaceStock;
import org.mailuo.storage.Storage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the store finds in the navigation and on its start page. */
@Configuration(proxyBeanMethods = false)
class StorageNavigation {
    @Bean
    NavigationEntry storageBench() {
        return new NavigationEntry(
                Section.STORAGE, "storage.nav.bench", "/storage", EnumSet.of(Duty.STORE, Duty.INSPECT), 10, "scan");
    }

    @Bean
    NavigationEntry storagePlaces() {
        return new NavigationEntry(
                Section.STORAGE,
                "storage.nav.places",
                "/storage/places",
                EnumSet.of(Duty.STORE, Duty.QUALITY, Duty.DISTRIBUTE, Duty.ADMINISTER, Duty.INSPECT),
                20);
    }

    @Bean
    NavigationEntry storageExpired() {
        return new NavigationEntry(
                Section.STORAGE,
                "storage.nav.expired",
                "/storage/expired",
                EnumSet.of(Duty.STORE, Duty.QUALITY, Duty.INSPECT),
                30,
                "trash");
    }

    @Bean
    NavigationEntry storageExcursion() {
        return new NavigationEntry(
                Section.STORAGE,
                "storage.excursion.title",
                "/storage/excursions/new",
                EnumSet.of(Duty.STORE, Duty.QUALITY),
                40,
                "bolt");
    }

    @Bean
    WorkList storageWork(Storage storage) {
        return new WorkList() {
            @Override
            public Set<Duty> duties() {
                return EnumSet.of(Duty.STORE);
            }

            @Override
            public List<Item> items(Actor actor, Instant now) {
                long misplaced = storage.stock(actor.station(), now).stream()
                        .mapToLong(PlaceStock::misplaced)
                        .sum();
                int expiring = storage.expiringWithin(actor.station(), now, Duration.ofDays(3), 1000)
                        .size();
                return List.of(
                        new Item("storage.work.misplaced", "/storage/places", misplaced, null, Urgency.NOW),
                        new Item("storage.work.expiring", "/storage/places", expiring, null, Urgency.SOON));
            }
        };
    }
}
