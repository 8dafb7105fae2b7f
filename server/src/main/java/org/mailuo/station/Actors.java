package org.mailuo.station;

import java.util.EnumSet;
import java.util.UUID;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;

/** Authors that are no persons. */
public final class Actors {
    private static final UUID NOBODY = new UUID(0, 0);

    private Actors() {}

    /** Who founds a station and runs its night jobs. He has every duty, no password and cannot sign in. */
    public static Actor system(StationId station) {
        return new Actor(station, NOBODY, "system", EnumSet.allOf(Duty.class));
    }
}
