package org.mailuo.distribution;

import java.time.Instant;
import java.util.List;
import org.mailuo.hospitals.HospitalId;

/** What a hospital asks for. */
public record NewOrder(HospitalId hospital, Urgency urgency, Instant neededBy, List<NewLine> lines) {
    public NewOrder {
        lines = List.copyOf(lines);
    }
}
