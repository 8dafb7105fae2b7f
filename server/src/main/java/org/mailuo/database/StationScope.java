package org.mailuo.database;

import java.util.Optional;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.StationId;

/**
 * The station that the running thread works for. Every connection that it takes from the pool shows this station to
 * the database, whose row-level security hides the rows of all others; without a station there are no rows.
 */
public final class StationScope {
    private static final ScopedValue<StationId> STATION = ScopedValue.newInstance();

    private StationScope() {}

    public static Optional<StationId> current() {
        return STATION.isBound() ? Optional.of(STATION.get()) : Optional.empty();
    }

    /**
     * Does the work for one station. A transaction around it must have begun for the same station.
     *
     * @throws NotFoundException if the thread already works for another one, in which this one does not exist
     */
    public static <T, X extends Throwable> T in(StationId station, ScopedValue.CallableOp<T, X> work) throws X {
        if (!STATION.isBound()) {
            return ScopedValue.where(STATION, station).call(work);
        }
        if (!STATION.get().equals(station)) {
            throw new NotFoundException("station");
        }
        return work.call();
    }
}
