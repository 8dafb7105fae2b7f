package org.mailuo.safety;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.safety.Action.NotTakenException;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Proof;
import org.mailuo.station.StaffId;
import org.mailuo.units.Bag;
import org.mailuo.units.Cause;

/**
 * Where and when a step is taken.
 *
 * @param station the history's own, to which all belongs that a step names
 * @param sender the station whose person sends the command, by custom the same
 * @param command the id of the command, so that it can be sent again
 */
record Scene(
        House house,
        StationId station,
        StationId sender,
        ZoneId zone,
        Known known,
        Map<Badge, Actor> signedIn,
        Instant now,
        UUID command) {

    /** Who signed in where on which day. */
    record Badge(Person person, StationId station, LocalDate day) {}

    /** The person signs in as he would on a page, each day and whenever somebody's duties changed. */
    Command by(Person person) {
        Badge badge = new Badge(person, sender, today());
        Actor actor = signedIn.get(badge);
        if (actor == null) {
            actor = house.staff()
                    .findActor(Houses.login(person, sender), now)
                    .orElseThrow(() -> new RefusedException(Reason.of("actor.not-signed-in")));
            signedIn.put(badge, actor);
        }
        return new Command(command, actor, now);
    }

    /** What that person types to sign. */
    Proof proof(Person person) {
        return new Proof(Houses.login(person, sender), Houses.PASSWORD);
    }

    StaffId staff(Person person) {
        return new StaffId(id(person));
    }

    UUID id(Person person) {
        return Scene.of(house.people(), person);
    }

    LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    Bag bag(BagRef bag) {
        Bag seen = known.bags.get(bag);
        return seen != null
                ? seen
                : house.ledger()
                        .find(station, Known.din(bag.donation()), ProductCode.of(bag.product()), bag.division())
                        .orElseThrow(() -> new NotTakenException(bag));
    }

    List<BagId> ids(List<BagRef> bags) {
        return bags.stream().map(bag -> bag(bag).id()).toList();
    }

    static <K, T> T of(Map<K, T> things, K name) {
        @Nullable T thing = things.get(name);
        if (thing == null) {
            throw new NotTakenException(name);
        }
        return thing;
    }

    /** The cause that has been open longest. */
    Cause oldestCause(Action wants) {
        return house.causes().list(station, true, 1, 0).stream()
                .findFirst()
                .orElseThrow(() -> new Action.NotTakenException(wants));
    }
}
