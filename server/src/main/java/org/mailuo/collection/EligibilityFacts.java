package org.mailuo.collection;

import java.time.LocalDate;
import java.util.List;
import org.mailuo.donors.Standing;

/** All that the rules need to know of one visit, gathered once. The order of {@code past} does not matter. */
record EligibilityFacts(RuleSet rules, LocalDate on, Intention intention, Standing standing, List<PastDonation> past) {
    EligibilityFacts {
        past = List.copyOf(past);
    }

    RuleSet.Body body() {
        return rules.body();
    }
}
