package org.mailuo.collection.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.mailuo.collection.Donation;
import org.mailuo.collection.DonationKind;
import org.mailuo.collection.Donations;
import org.mailuo.collection.Visit;
import org.mailuo.collection.Visits;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.DonorSection;
import org.mailuo.shared.Actor;
import org.springframework.stereotype.Component;

/** What a donor gave and when he may come again, on his page. */
@Component
class GivenSection implements DonorSection {
    private final Visits visits;
    private final Donations donations;
    private final Clock clock;

    GivenSection(Visits visits, Donations donations, Clock clock) {
        this.visits = visits;
        this.donations = donations;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public String template() {
        return "collection/given";
    }

    @Override
    public Object data(Actor actor, DonorId donor) {
        return new Given(
                visits.outlook(actor.station(), donor, visits.day(actor.station(), clock.instant())),
                donations.of(actor.station(), donor),
                visits.of(actor.station(), donor));
    }

    record Given(Map<DonationKind, Visits.Outlook> outlook, List<Donation> donations, List<Visit> visits) {}
}
