package org.mailuo.collection.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailuo.collection.Visit.State;
import org.mailuo.collection.Visits;
import org.mailuo.collection.Visits.Waiting;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.stereotype.Component;

/** Who is here today and waits for the examination or the couch. */
@Component
class CollectionWork implements WorkList {
    private final Visits visits;

    CollectionWork(Visits visits) {
        this.visits = visits;
    }

    @Override
    public Set<Duty> duties() {
        return Set.of(Duty.EXAMINE, Duty.COLLECT);
    }

    @Override
    public List<Item> items(Actor actor, Instant now) {
        List<Waiting> waiting = visits.waiting(actor.station(), visits.day(actor.station(), now));
        return List.of(
                item("collection.work.examine", waiting, State.OPEN),
                item("collection.work.bleed", waiting, State.ELIGIBLE));
    }

    private static Item item(String key, List<Waiting> all, State state) {
        Optional<Waiting> waiting =
                all.stream().filter(one -> one.state() == state).findFirst();
        return new Item(
                key,
                "/collection",
                waiting.map(Waiting::count).orElse(0L),
                waiting.map(Waiting::oldest).orElse(null),
                Urgency.NOW);
    }
}
