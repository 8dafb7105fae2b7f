package org.mailuo.distribution.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailuo.distribution.Dues;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.units.Causes;
import org.springframework.stereotype.Component;

/** Open causes for quality management, bags to be recalled, and bags that holds took from orders. */
@Component
class RecallWork implements WorkList {
    private final Recalls recalls;
    private final Causes causes;

    RecallWork(Recalls recalls, Causes causes) {
        this.recalls = recalls;
        this.causes = causes;
    }

    @Override
    public Set<Duty> duties() {
        return Set.of(Duty.QUALITY, Duty.DISTRIBUTE, Duty.HOSPITAL);
    }

    @Override
    public List<Item> items(Actor actor, Instant now) {
        List<Item> items = new ArrayList<>();
        Dues recalled = recalls.waiting(actor);
        items.add(new Item(
                "distribution.work.recalled",
                actor.may(Duty.HOSPITAL) ? "/hospital" : "/holds",
                recalled.count(),
                recalled.oldest(),
                Urgency.NOW));
        if (actor.may(Duty.DISTRIBUTE)) {
            Dues withdrawn = recalls.withdrawn(actor.station());
            items.add(new Item(
                    "distribution.work.withdrawn", "/orders", withdrawn.count(), withdrawn.oldest(), Urgency.NOW));
        }
        if (actor.may(Duty.QUALITY)) {
            Causes.Waiting open = causes.waiting(actor.station());
            items.add(new Item("distribution.work.causes", "/holds", open.count(), open.oldest(), Urgency.SOON));
        }
        return items;
    }
}
