package org.mailuo.distribution.web;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailuo.distribution.Dues;
import org.mailuo.distribution.Orders;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.springframework.stereotype.Component;

/** Orders that wait for the clerk, by urgency, with the age of the oldest. */
@Component
class OrderWork implements WorkList {
    private final Orders orders;

    OrderWork(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Set<Duty> duties() {
        return Set.of(Duty.DISTRIBUTE);
    }

    @Override
    public List<Item> items(Actor actor, Instant now) {
        Map<org.mailuo.distribution.Urgency, Dues> waiting = orders.waiting(actor);
        return Arrays.stream(org.mailuo.distribution.Urgency.values())
                .map(urgency -> item(urgency, waiting.getOrDefault(urgency, Dues.NONE)))
                .toList();
    }

    private static Item item(org.mailuo.distribution.Urgency urgency, Dues dues) {
        return new Item(
                "distribution.work." + urgency.name().toLowerCase(Locale.ROOT),
                "/orders",
                dues.count(),
                dues.oldest(),
                switch (urgency) {
                    case EMERGENCY -> WorkList.Urgency.NOW;
                    case URGENT -> WorkList.Urgency.SOON;
                    case ROUTINE -> WorkList.Urgency.LATER;
                });
    }
}
