package org.mailuo.distribution.web;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.mailuo.distribution.Dues;
import org.mailuo.distribution.Orders;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.stereotype.Component;

/** What waits for the hospital: bags under way and fates that it owes (RULE D6). */
@Component
class PortalWork implements WorkList {
    private final Orders orders;

    PortalWork(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Set<Duty> duties() {
        return Set.of(Duty.HOSPITAL);
    }

    @Override
    public List<Item> items(Actor actor, Instant now) {
        Dues toReceive = orders.toReceive(actor);
        Dues fates = orders.fatesOwed(actor);
        return List.of(
                new Item(
                        "distribution.work.receive",
                        "/hospital/receive",
                        toReceive.count(),
                        toReceive.oldest(),
                        Urgency.NOW),
                new Item("distribution.work.fates", "/hospital/fates", fates.count(), fates.oldest(), Urgency.LATER));
    }
}
