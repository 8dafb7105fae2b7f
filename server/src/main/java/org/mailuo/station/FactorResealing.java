package org.mailuo.station;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.mailuo.keys.SealedRows;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Component;

/** Seals the secrets of each station's second factors anew when the keys are replaced. */
@Component
class FactorResealing implements SealedRows {
    private final SecondFactors factors;
    private final Stations stations;
    private final Clock clock;

    FactorResealing(SecondFactors factors, Stations stations, Clock clock) {
        this.factors = factors;
        this.stations = stations;
        this.clock = clock;
    }

    @Override
    public String table() {
        return "station.second_factors";
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
                    List<UUID> sealed = factors.sealAnew(command, after, most);
                    if (!sealed.isEmpty()) {
                        after = sealed.getLast();
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
