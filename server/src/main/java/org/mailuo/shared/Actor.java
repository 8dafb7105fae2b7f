package org.mailuo.shared;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The person behind a command.
 *
 * @param hospitalId the only hospital that a portal user may act for; null for the station's own staff
 */
public record Actor(
        StationId station,
        UUID staffId,
        String login,
        Set<Duty> duties,
        @Nullable UUID hospitalId) {
    public Actor {
        duties = Set.copyOf(duties);
    }

    public Actor(StationId station, UUID staffId, String login, Set<Duty> duties) {
        this(station, staffId, login, duties, null);
    }

    public boolean may(Duty duty) {
        return duties.contains(duty);
    }

    public Optional<UUID> hospital() {
        return Optional.ofNullable(hospitalId);
    }
}
