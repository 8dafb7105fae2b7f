package org.mailuo.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One intention to change something. It carries its own id, author and time from where the fact happens, so that
 * sending it twice does it once, also when a satellite sends it hours later.
 *
 * @param at in whole microseconds, which is what the database keeps
 */
public record Command(UUID id, Actor actor, Instant at) {
    public Command {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    public static Command of(Actor actor, Instant at) {
        return new Command(Uuid7.next(at), actor, at);
    }

    public StationId station() {
        return actor.station();
    }

    public Command require(Duty duty) {
        if (!actor.may(duty)) {
            throw new RefusedException(Reason.of("actor.not-authorised", duty.name()));
        }
        return this;
    }
}
