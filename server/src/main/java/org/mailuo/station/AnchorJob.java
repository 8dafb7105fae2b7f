package org.mailuo.station;

import java.time.Clock;
import java.time.Instant;
import org.mailuo.shared.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks every ten minutes whether a station's midnight has passed, so that a night without power is caught up with. */
@Component
class AnchorJob {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorJob.class);

    private final Anchors anchors;
    private final Stations stations;
    private final Clock clock;

    AnchorJob(Anchors anchors, Stations stations, Clock clock) {
        this.anchors = anchors;
        this.stations = stations;
        this.clock = clock;
    }

    @Scheduled(cron = "${mailuo.station.anchor:0 2/10 * * * *}", zone = "UTC")
    void run() {
        Instant now = clock.instant();
        stations.listStations().forEach(station -> write(station, now));
    }

    private void write(StationId station, Instant now) {
        try {
            anchors.writeDue(station, now)
                    .ifPresent(file -> LOG.info("Station {}: the night's anchor is {}", station.value(), file));
        } catch (RuntimeException failed) {
            // A full disk at one station's turn must not keep the others from their anchors.
            LOG.error("Station {}: the night's anchor was not written", station.value(), failed);
        }
    }
}
