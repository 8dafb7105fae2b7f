package org.mailuo.collection;

import java.util.List;
import java.util.Map;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.PersonalData;
import org.mailuo.shared.StationId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Visits and donations in the copy of a person's data. */
@Configuration(proxyBeanMethods = false)
class GivenData {

    @Bean
    PersonalData visitsOfPerson(Visits visits) {
        return part(
                "visits",
                (station, donor) -> visits.of(station, donor).stream()
                        .map(visit -> Map.<String, Object>of(
                                "on", visit.visitedOn().toString(),
                                "kind", visit.intention().kind().name(),
                                "decision", visit.state().name()))
                        .toList());
    }

    @Bean
    PersonalData donationsOfPerson(Donations donations) {
        return part(
                "donations",
                (station, donor) -> donations.of(station, donor).stream()
                        .map(donation -> Map.<String, Object>of(
                                "number", donation.din().value(),
                                "on", donation.donatedOn().toString(),
                                "kind", donation.kind().name(),
                                "millilitres", donation.drawn().value(),
                                "outcome", donation.outcome().name()))
                        .toList());
    }

    private interface Reading {
        List<Map<String, Object>> of(StationId station, DonorId donor);
    }

    private static PersonalData part(String name, Reading reading) {
        return new PersonalData() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Map<String, Object>> of(StationId station, DonorId donor) {
                return reading.of(station, donor);
            }
        };
    }
}
