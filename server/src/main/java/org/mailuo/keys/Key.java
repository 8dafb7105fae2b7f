package org.mailuo.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/** One generation: two independent keys drawn from one secret, one that seals and one that hashes. */
final class Key {
    static final int SECRET_BYTES = 32;

    private final int id;
    private final Instant from;
    private final @Nullable Instant retiredAt;
    private final String secret;
    private final SecretKey sealing;
    private final SecretKey hashing;

    /** @param secret 32 bytes as hexadecimal digits */
    Key(int id, Instant from, String secret, @Nullable Instant retiredAt) {
        this.id = id;
        this.from = from;
        this.secret = secret;
        this.retiredAt = retiredAt;
        this.sealing = derive("seal", "AES");
        this.hashing = derive("search", "HmacSHA256");
    }

    private SecretKey derive(String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(HexFormat.of().parseHex(secret))
                                    .thenExpand(("mailuo " + purpose).getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int id() {
        return id;
    }

    /** From this moment on new values are sealed with it; every process has read the file by then. */
    Instant from() {
        return from;
    }

    @Nullable
    Instant retiredAt() {
        return retiredAt;
    }

    SecretKey sealing() {
        return sealing;
    }

    byte[] hash(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashing);
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What the database keeps, to tell this key from another one of the same number. */
    byte[] check() {
        return hash("mailuo check".getBytes(StandardCharsets.UTF_8));
    }

    Key retired(Instant at) {
        return new Key(id, from, secret, at);
    }

    /** The line in the key file. */
    String line() {
        return id + " " + from + " " + secret + (retiredAt == null ? "" : " retired " + retiredAt);
    }

    @Override
    public String toString() {
        return "Key " + id;
    }
}
