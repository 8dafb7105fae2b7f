package org.mailuo.donors;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who looked at a donor, and at whom somebody looked. */
@Service
@Transactional
public class Accesses {
    private final AccessStore store;

    Accesses(AccessStore store) {
        this.store = store;
    }

    /** Writes what was looked at; append-only, and outside of any command. */
    public void write(StationId station, List<Access> accesses) {
        store.insert(station, accesses);
    }

    /** Newest first, of every record of the person. */
    @Transactional(readOnly = true)
    public List<Access> of(StationId station, DonorId donor, int limit, int offset) {
        return store.of(station, donor, limit, offset);
    }

    /** Newest first: at whom this member of staff looked since then. */
    @Transactional(readOnly = true)
    public List<Access> by(StationId station, UUID staff, Instant since, int limit, int offset) {
        return store.by(station, staff, since, limit, offset);
    }
}
