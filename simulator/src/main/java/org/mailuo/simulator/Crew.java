package org.mailuo.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.station.Proof;
import org.mailuo.station.SiteId;

/**
 * Who works in the house and whom it supplies.
 *
 * @param sites in the order in which the planner counts them
 * @param nurses one for each site
 */
record Crew(
        StationId station,
        ZoneId zone,
        String facility,
        List<SiteId> sites,
        List<Actor> nurses,
        Actor tester,
        Actor reviewer,
        Actor maker,
        Actor releaser,
        Actor labeller,
        Actor keeper,
        Actor clerk,
        Actor checker,
        Actor quality,
        List<Client> clients) {

    /** A hospital, the person who orders for it, and how much of all it needs. */
    record Client(HospitalId id, String code, Actor user, double share) {}

    Crew {
        sites = List.copyOf(sites);
        nurses = List.copyOf(nurses);
        clients = List.copyOf(clients);
    }

    /** What somebody types to sign. */
    Proof proof(Actor actor) {
        return new Proof(actor.login(), DemoStation.PASSWORD);
    }

    /** What somebody does at a time of a day. */
    Command at(Actor actor, LocalDate on, int hour, int minute) {
        return Command.of(
                actor, on.atTime(LocalTime.of(hour, minute)).atZone(zone).toInstant());
    }
}
