package org.mailuo.station;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every half minute (RFC 6238 over RFC 4226): six digits by HMAC-SHA-1, which is what the programs on
 * telephones speak. A code is taken one step early or late, for clocks that differ.
 */
final class Totp {
    static final int STEP_SECONDS = 30;
    private static final int TOLERANCE = 1;
    private static final int SECRET_BYTES = 20;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /** 160 random bits in base 32. */
    static String newSecret() {
        StringBuilder secret = new StringBuilder();
        RANDOM.ints(SECRET_BYTES * 8L / 5, 0, BASE32.length()).forEach(sign -> secret.append(BASE32.charAt(sign)));
        return secret.toString();
    }

    /** The address that a telephone reads from the square code. */
    static String uri(String issuer, String login, String secret) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(issuer), encoded(login), secret, encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The half minute to which the code belongs, if it belongs to one near {@code at}. */
    static OptionalLong step(String secret, String code, Instant at) {
        long now = at.getEpochSecond() / STEP_SECONDS;
        byte[] given = code.strip().getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(now - TOLERANCE, now + TOLERANCE)
                .filter(step -> MessageDigest.isEqual(given, code(secret, step).getBytes(StandardCharsets.UTF_8)))
                .findFirst();
    }

    static String code(String secret, long step) {
        byte[] mac = mac(
                "HmacSHA1",
                decode(secret),
                ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 0xF;
        int number = ByteBuffer.wrap(mac, offset, Integer.BYTES).getInt() & 0x7FFF_FFFF;
        return "%06d".formatted(number % 1_000_000);
    }

    /** What is kept of a recovery code: nobody without the sealed secret can try codes against it. */
    static byte[] recoveryHash(String secret, String code) {
        return mac(
                "HmacSHA256",
                decode(secret),
                code.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(String algorithm, byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5) | BASE32.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return bytes.array();
    }
}
