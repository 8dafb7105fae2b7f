package org.mailuo.keys;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All keys of the file, oldest first. */
final class KeyRing {
    private final List<Key> keys;
    private final Map<Integer, Key> byId = new HashMap<>();

    KeyRing(List<Key> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("A ring without a key");
        }
        this.keys = keys.stream().sorted(Comparator.comparing(Key::id)).toList();
        this.keys.forEach(key -> byId.put(key.id(), key));
    }

    List<Key> keys() {
        return keys;
    }

    Optional<Key> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    Key newest() {
        return keys.getLast();
    }

    /** The key that seals now. */
    Key sealing(Instant now) {
        Key found = keys.getFirst();
        for (Key key : keys) {
            if (!key.from().isAfter(now)) {
                found = key;
            }
        }
        return found;
    }

    /** The keys by which a value may have been hashed, the newest first. */
    List<Key> searching() {
        return keys.reversed().stream().filter(key -> key.retiredAt() == null).toList();
    }
}
