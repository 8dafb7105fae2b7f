package org.mailuo.station;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.mailuo.keys.SealedRows;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;

/** Seals the rows of a table anew, station by station, in the order of their ids. */
public final class SealedByStation implements SealedRows {
    /** Seals the next rows of one station. */
    @FunctionalInterface
    public interface Step {
        /**
         * @param after the last row of the step before; all zeros at the start
         * @return the rows that were sealed, by id; none at the station's end
         */
        List<UUID> sealAnew(Command command, UUID after, int most);
    }

    private static final UUID START = new UUID(0, 0);

    private final String table;
    private final Stations stations;
    private final Clock clock;
    private final Step rows;

    public SealedByStation(String table, Stations stations, Clock clock, Step rows) {
        this.table = table;
        this.stations = stations;
        this.clock = clock;
        this.rows = rows;
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public Pass pass() {
        Deque<StationId> left = new ArrayDeque<>(stations.listStations());
        return new Pass() {
            private UUID after = START;

            @Override
            public int step(int most) {
                while (!left.isEmpty()) {
                    Command command = Command.of(Actors.system(left.peek()), clock.instant());
                    List<UUID> sealed = rows.sealAnew(command, after, most);
                    if (!sealed.isEmpty()) {
                        after = sealed.getLast();
                        return sealed.size();
                    }
                    left.pop();
                    after = START;
                }
                return 0;
            }
        };
    }
}
