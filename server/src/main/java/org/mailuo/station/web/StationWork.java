package org.mailuo.station.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.mailuo.pages.WorkList;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.station.Staff;
import org.mailuo.station.StaffView;
import org.mailuo.station.Stations;
import org.springframework.stereotype.Component;

/** Accounts that nobody uses, and authorisations that end within a month. */
@Component
class StationWork implements WorkList {
    private final Staff staff;
    private final Stations stations;

    StationWork(Staff staff, Stations stations) {
        this.staff = staff;
        this.stations = stations;
    }

    @Override
    public Set<Duty> duties() {
        return Set.of(Duty.ADMINISTER);
    }

    @Override
    public List<Item> items(Actor actor, Instant now) {
        List<StaffView> all = staff.list(actor.station());
        LocalDate today = now.atZone(stations.zone(actor.station())).toLocalDate();
        long unused = all.stream().filter(one -> one.isUnused(now)).count();
        long ending = all.stream().filter(one -> !one.ending(today).isEmpty()).count();
        return List.of(
                new Item("station.work.ending", "/station/staff?show=ending", ending, null, Urgency.SOON),
                new Item("station.work.unused", "/station/staff?show=unused", unused, null, Urgency.LATER));
    }
}
