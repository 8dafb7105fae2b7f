package org.mailuo.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.PersonalData;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Component;

/** What the laboratory concluded, in the copy of a person's data: whether the blood could be used, not which marker. */
@Component
class TestedData implements PersonalData {
    private final Laboratory laboratory;
    private final Donations donations;

    TestedData(Laboratory laboratory, Donations donations) {
        this.laboratory = laboratory;
        this.donations = donations;
    }

    @Override
    public String name() {
        return "tests";
    }

    @Override
    public List<Map<String, Object>> of(StationId station, DonorId donor) {
        return laboratory
                .facts(
                        station,
                        donations.of(station, donor).stream().map(Donation::din).toList())
                .values()
                .stream()
                .flatMap(facts -> Stream.ofNullable(facts.conclusion()))
                .map(conclusion -> Map.<String, Object>of(
                        "donation",
                        conclusion.din().value(),
                        "conclusion",
                        conclusion.fitness().name()))
                .toList();
    }
}
