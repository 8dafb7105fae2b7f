package org.mailuo.storage;

import java.time.Clock;
import java.time.Instant;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.Stations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes expired bags out at every station. It looks each hour, so that a night without power and a product that lives
 * for hours are caught up with; five past the hour follows each station's midnight, whatever its zone.
 */
@Component
class ExpiryJob {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryJob.class);

    private final Storage storage;
    private final Stations stations;
    private final Clock clock;

    ExpiryJob(Storage storage, Stations stations, Clock clock) {
        this.storage = storage;
        this.stations = stations;
        this.clock = clock;
    }

    @Scheduled(cron = "${mailuo.storage.expiry:0 5 * * * *}", zone = "UTC")
    void run() {
        Instant now = clock.instant();
        stations.listStations().forEach(station -> expire(station, now));
    }

    private void expire(StationId station, Instant now) {
        try {
            if (storage.hasExpired(station, now)) {
                int bags =
                        storage.expire(Command.of(Actors.system(station), now)).size();
                LOG.info("Station {}: {} bags expired", station.value(), bags);
            }
        } catch (RuntimeException failed) {
            // One station's trouble must not keep the others' expired bags in stock.
            LOG.error("Station {}: expired bags were not taken out", station.value(), failed);
        }
    }

    /** Beside the job, since it is the only one so far. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduling {}
}
