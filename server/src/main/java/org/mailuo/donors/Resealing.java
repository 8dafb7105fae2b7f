package org.mailuo.donors;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.mailuo.keys.SealedRows;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.Stations;
import org.springframework.stereotype.Component;

/** Seals the donors of each station anew, in the order of their ids. */
@Component
class Resealing implements SealedRows {
    private final Donors donors;
    private final Stations stations;
    private final Clock clock;

    Resealing(Donors donors, Stations stations, Clock clock) {
        this.donors = donors;
        this.stations = stations;
        this.clock = clock;
    }

    @Override
    public String table() {
        return "donors.donors";
    }

    @Override
    public Pass pass() {
        Deque<StationId> left = new ArrayDeque<>(stations.listStations());
        return new Pass() {
            private UUID after = new UUID(0, 0);

            @Override
            public int step(int most) {
                while (!left.isEmpty()) {
                    Command command = Command.of(Actors.system(left.peek()), clock.instant());
                    List<DonorId> sealed = donors.sealAnew(command, after, most);
                    if (!sealed.isEmpty()) {
                        after = sealed.getLast().value();
                        return sealed.size();
                    }
                    left.pop();
                    after = new UUID(0, 0);
                }
                return 0;
            }
        };
    }
}
