package org.mailuo.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries out what {@code mailuo keys rotate} asked for: as soon as the new key is in force, every row is sealed anew in
 * small steps beside the daily work, and when none is left the older keys are marked as retired. Stopped anywhere, it goes
 * on at the next start: a row says itself which key sealed it.
 */
@Component
public class Rotation {
    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final int STEP = 200;
    /** Longer than any transaction lives that may have begun with the older key. */
    static final Duration GRACE = Duration.ofMinutes(2);

    private final KeyFile file;
    private final Vault vault;
    private final KeyStore store;
    private final ObjectProvider<SealedRows> tables;
    private final Clock clock;

    Rotation(KeyCheck check, Vault vault, KeyStore store, ObjectProvider<SealedRows> tables, Clock clock) {
        this.file = check.file();
        this.vault = vault;
        this.store = store;
        this.tables = tables;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${mailuo.keys.look:30s}", initialDelayString = "${mailuo.keys.look:30s}")
    void look() {
        try {
            run();
        } catch (RuntimeException failed) {
            LOG.error("Sealing with the new key stopped; it goes on at the next look", failed);
        }
    }

    /** Adds a key that is in force from the given moment; nothing if one is being replaced already. */
    public void begin(Instant from) {
        begin(file, from);
        vault.read(true);
    }

    /** False if a key is being replaced already. */
    static boolean begin(KeyFile file, Instant from) {
        List<Key> keys = new ArrayList<>(file.read().keys());
        if (isRunning(file.read())) {
            return false;
        }
        keys.add(KeyFile.fresh(keys.getLast().id() + 1, from));
        file.write(keys);
        return true;
    }

    static boolean isRunning(KeyRing ring) {
        return ring.searching().size() > 1;
    }

    /**
     * Seals what the newest key did not seal, if it is in force.
     *
     * @return how many rows were sealed anew
     */
    public int run() {
        KeyRing ring = vault.read(false);
        Key newest = ring.newest();
        Instant now = clock.instant();
        if (!isRunning(ring) || newest.from().isAfter(now)) {
            return 0;
        }
        store.register(newest);
        int rows = tables.stream().mapToInt(Rotation::sealAnew).sum();
        if (rows == 0 && !now.isBefore(newest.from().plus(GRACE))) {
            file.write(ring.keys().stream()
                    .map(key -> key == newest || key.retiredAt() != null ? key : key.retired(now))
                    .toList());
            vault.read(true);
            LOG.info("Key {} sealed everything anew; the older ones are retired", newest.id());
        } else {
            LOG.info("{} rows were sealed anew with key {}", rows, newest.id());
        }
        return rows;
    }

    private static int sealAnew(SealedRows table) {
        SealedRows.Pass pass = table.pass();
        int rows = 0;
        int step = pass.step(STEP);
        while (step > 0) {
            rows += step;
            step = pass.step(STEP);
        }
        return rows;
    }
}
