package org.mailuo.audit;

import jakarta.annotation.PreDestroy;
import java.util.Optional;
import org.mailuo.shared.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Chains what was written to the trail, shortly after it was written. Writers do not wait for it, and several
 * applications on one database take turns: whoever finds another at it leaves it to him.
 */
@Service
public class Seals {
    private static final Logger LOG = LoggerFactory.getLogger(Seals.class);

    private final SealStore store;
    private boolean failing;

    Seals(SealStore store) {
        this.store = store;
    }

    /** The newest link, if the station has any yet. */
    public Optional<Seal> last(StationId station) {
        return store.last(station);
    }

    /**
     * Seals every row whose transaction is over, at every station.
     *
     * @return how many rows; 0 also where another application is sealing
     */
    public long seal() {
        return store.seal();
    }

    @Scheduled(fixedDelayString = "${mailuo.audit.seal:500ms}", initialDelayString = "${mailuo.audit.seal:500ms}")
    synchronized void run() {
        try {
            seal();
            failing = false;
        } catch (DataAccessException failed) {
            // Once is enough: it tries again at once, and what was not sealed stays to be sealed.
            if (!failing) {
                LOG.error("The trail is not being sealed", failed);
            }
            failing = true;
        }
    }

    /** A house that is shut in order leaves nothing open. */
    @PreDestroy
    void sealOnce() {
        run();
    }
}
