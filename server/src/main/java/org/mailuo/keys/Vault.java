package org.mailuo.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.StationId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Seals texts with AES-256-GCM and hashes them with HMAC-SHA-256 for the search of equal ones, each with a key of its own
 * that the database never sees.
 *
 * <p>A sealed value is one byte of format (1), two bytes of key number, a random nonce of 96 bits, the ciphertext and a tag
 * of 128 bits; its {@link Place} is authenticated with it. Columns that hold one are named {@code …_sealed}, type {@code
 * bytea}; columns of a keyed hash {@code …_key}, 16 bytes.
 */
@Service
public class Vault {
    private static final Logger LOG = LoggerFactory.getLogger(Vault.class);
    private static final byte FORMAT = 1;
    private static final int NONCE = 12;
    private static final int HEAD = 3;
    private static final int TAG_BITS = 128;
    private static final int HASH = 16;
    /** Nonces of 96 random bits: 2³² values a key keep the chance of a repetition below 2⁻³² (NIST SP 800-38D 8.3). */
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long LOOK_AGAIN_NANOS = 10_000_000_000L;

    private final KeyFile file;
    private final Clock clock;
    private volatile KeyRing ring;
    private volatile FileTime readAt;
    private volatile long lookedAt = System.nanoTime();

    /** The database is asked first, by {@link KeyCheck}: with the wrong keys nothing is sealed at all. */
    @Autowired
    Vault(KeyCheck check, Clock clock) throws IOException {
        this(check.file(), clock);
    }

    Vault(KeyFile file, Clock clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.readAt = file.changedAt();
        this.ring = file.read();
    }

    /** Sealed for this place alone; the same text is never sealed to the same bytes twice. */
    public byte[] seal(Place place, String text) {
        Key key = ring().sealing(clock.instant());
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] head =
                ByteBuffer.allocate(HEAD).put(FORMAT).putShort((short) key.id()).array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, head, place);
            byte[] body = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD + NONCE + body.length)
                    .put(head)
                    .put(nonce)
                    .put(body)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws SealBrokenException if it is not exactly what was sealed for this place */
    public String open(Place place, byte[] sealed) {
        if (sealed.length < HEAD + NONCE + TAG_BITS / 8 || sealed[0] != FORMAT) {
            throw new SealBrokenException(place);
        }
        Key key = key(keyOf(sealed), place);
        byte[] head = Arrays.copyOf(sealed, HEAD);
        byte[] nonce = Arrays.copyOfRange(sealed, HEAD, HEAD + NONCE);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, head, place);
            return new String(
                    cipher.doFinal(sealed, HEAD + NONCE, sealed.length - HEAD - NONCE), StandardCharsets.UTF_8);
        } catch (AEADBadTagException altered) {
            throw new SealBrokenException(place);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether another key than the one that seals now sealed it. */
    public boolean isStale(byte[] sealed) {
        return keyOf(sealed) != sealingKey();
    }

    /** The number of the key that seals now, as bytes 2 and 3 of each value name it. */
    public int sealingKey() {
        return ring().sealing(clock.instant()).id();
    }

    /**
     * The keyed hash to store: equal texts of one station and purpose have the same, and nobody without the key can try
     * out which text it belongs to.
     *
     * @param purpose keeps a phone from being compared with a document
     * @param text in its normal form
     */
    public byte[] hash(String purpose, StationId station, String text) {
        return hash(ring().sealing(clock.instant()), purpose, station, text);
    }

    /** The keyed hashes to look for: while keys are being replaced an equal text may be stored under either. */
    public List<byte[]> hashes(String purpose, StationId station, String text) {
        return ring().searching().stream()
                .map(key -> hash(key, purpose, station, text))
                .toList();
    }

    private static byte[] hash(Key key, String purpose, StationId station, String text) {
        String named = purpose + "\0" + station.value() + "\0" + text;
        return Arrays.copyOf(key.hash(named.getBytes(StandardCharsets.UTF_8)), HASH);
    }

    private static int keyOf(byte[] sealed) {
        return Short.toUnsignedInt(ByteBuffer.wrap(sealed).getShort(1));
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, byte[] head, Place place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.sealing(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(place.toString().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private Key key(int id, Place place) {
        @Nullable Key known = ring().find(id).orElse(null);
        if (known != null) {
            return known;
        }
        // Another process may have begun with a new key since we looked.
        read(true);
        return ring.find(id).orElseThrow(() -> new SealBrokenException(place));
    }

    private KeyRing ring() {
        if (System.nanoTime() - lookedAt > LOOK_AGAIN_NANOS) {
            read(false);
        }
        return ring;
    }

    /** Keys once read stay in use while the file is away: a station must not stop because a disk does. */
    synchronized KeyRing read(boolean always) {
        lookedAt = System.nanoTime();
        try {
            FileTime changed = file.changedAt();
            if (always || !changed.equals(readAt)) {
                ring = file.read();
                readAt = changed;
            }
        } catch (IOException | KeyFailure away) {
            LOG.warn("The key file cannot be read; the keys in memory stay in use");
        }
        return ring;
    }
}
