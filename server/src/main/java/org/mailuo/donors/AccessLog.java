package org.mailuo.donors;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.mailuo.audit.Origin;
import org.mailuo.shared.Actor;
import org.mailuo.shared.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes down who is looking, and writes it within a second beside the pages, so that none waits for it. A power cut may
 * cost that second; a database that does not take it keeps it waiting here.
 */
@Component
public class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int MOST = 1_000;
    /** Then pages wait: a person is not shown where nobody can say to whom. */
    private static final int FULL = 100_000;

    private final LinkedBlockingQueue<Entry> waiting = new LinkedBlockingQueue<>(FULL);
    private final Accesses accesses;
    private final Clock clock;

    AccessLog(Accesses accesses, Clock clock) {
        this.accesses = accesses;
        this.clock = clock;
    }

    private record Entry(StationId station, Access access) {}

    /** @throws IllegalStateException if nothing could be written for so long that there is no room left */
    public void looked(Actor reader, DonorId donor, Access.Page page) {
        Access access = new Access(donor, reader.staffId(), reader.login(), page, Origin.current(), clock.instant());
        if (!waiting.offer(new Entry(reader.station(), access))) {
            throw new IllegalStateException("The access log is full");
        }
    }

    @PreDestroy
    @Scheduled(fixedDelayString = "${mailuo.donors.accesses:1s}", initialDelayString = "${mailuo.donors.accesses:1s}")
    void write() {
        List<Entry> taken = new ArrayList<>();
        while (waiting.drainTo(taken, MOST) > 0) {
            Map<StationId, List<Access>> byStation = taken.stream()
                    .collect(Collectors.groupingBy(
                            Entry::station, Collectors.mapping(Entry::access, Collectors.toList())));
            for (Map.Entry<StationId, List<Access>> station : byStation.entrySet()) {
                try {
                    accesses.write(station.getKey(), station.getValue());
                } catch (RuntimeException failed) {
                    LOG.error(
                            "Station {}: the access log was not written",
                            station.getKey().value(),
                            failed);
                    station.getValue().forEach(access -> waiting.offer(new Entry(station.getKey(), access)));
                    return;
                }
            }
            taken.clear();
        }
    }
}
