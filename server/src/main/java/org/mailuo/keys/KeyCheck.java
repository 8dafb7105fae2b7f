package org.mailuo.keys;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes the key file at the first start, and refuses every later start without it or with another one: a station that
 * goes on with new keys could never read its donors' documents again.
 */
@Component
class KeyCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);

    private final KeyFile file;

    KeyCheck(
            KeyStore store,
            Clock clock,
            @Value("${mailuo.key-file:}") String named,
            @Value("${mailuo.data:data}") String folder) {
        file = file(named, folder);
        Map<Integer, byte[]> known = store.checks();
        if (!file.exists()) {
            if (!known.isEmpty()) {
                throw new KeyFailure("missing", file.path());
            }
            file.write(List.of(KeyFile.fresh(1, clock.instant())));
            LOG.warn("The keys were made: {}. Back them up, apart from the database", file.path());
        }
        KeyRing ring = file.read();
        known.forEach((id, check) -> {
            Optional<Key> key = ring.find(id);
            if (key.isPresent() ? !MessageDigest.isEqual(key.get().check(), check) : store.isUsed(id)) {
                throw new KeyFailure("other", file.path(), id);
            }
        });
        ring.keys().forEach(store::register);
        // Two first starts at once may both have made a file: whoever came second finds another key registered.
        store.checks()
                .forEach((id, check) -> ring.find(id).ifPresent(key -> {
                    if (!MessageDigest.isEqual(key.check(), check)) {
                        throw new KeyFailure("other", file.path(), id);
                    }
                }));
    }

    static KeyFile file(String named, String folder) {
        return new KeyFile(named.isBlank() ? Path.of(folder).resolve("keys").resolve("mailuo.keys") : Path.of(named));
    }

    KeyFile file() {
        return file;
    }
}
