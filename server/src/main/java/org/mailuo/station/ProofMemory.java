package org.mailuo.station;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Whether a password is right. The first time argon2id answers, in a twentieth of a second; for the next five minutes a
 * keyed digest does, in microseconds. The key is random and dies with this process, and the stored hash is part of what
 * is digested, so that a changed password is asked for anew.
 */
@Component
class ProofMemory {
    static final Duration KEPT = Duration.ofMinutes(5);
    private static final String DIGEST = "HmacSHA256";

    private final PasswordEncoder passwords;
    private final LongSupplier nanos;
    private final SecretKeySpec key;
    private final Map<UUID, Remembered> right = new ConcurrentHashMap<>();

    private record Remembered(byte[] digest, long since) {}

    @Autowired
    ProofMemory(PasswordEncoder passwords) {
        this(passwords, System::nanoTime);
    }

    ProofMemory(PasswordEncoder passwords, LongSupplier nanos) {
        this.passwords = passwords;
        this.nanos = nanos;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, DIGEST);
    }

    boolean isRight(UUID person, String password, String hash) {
        byte[] digest = digest(person + "\n" + hash + "\n" + password);
        Remembered known = right.get(person);
        if (known != null
                && nanos.getAsLong() - known.since() < KEPT.toNanos()
                && MessageDigest.isEqual(known.digest(), digest)) {
            return true;
        }
        boolean matches = passwords.matches(password, hash);
        if (matches) {
            right.put(person, new Remembered(digest, nanos.getAsLong()));
        }
        return matches;
    }

    private byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance(DIGEST);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + DIGEST, impossible);
        }
    }
}
