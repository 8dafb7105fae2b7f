package org.mailuo.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A link of the chain as it lies in the database, able to compute by itself what its hash must be.
 *
 * @param sealedAt microseconds since 1970
 * @param through the transaction below which everything is sealed
 * @param floor the row up to which everything is sealed whatever its transaction
 * @param tables with entries and keys: the sealed rows, each list as PostgreSQL writes an array
 * @param digests those of the rows, 32 bytes each
 */
record SealedLink(
        int station,
        long number,
        long sealedAt,
        long cluster,
        String through,
        long floor,
        String tables,
        String entries,
        String keys,
        byte[] digests,
        byte[] previous,
        byte[] hash) {

    static final byte[] BEFORE_THE_FIRST = new byte[32];

    byte[] expectedHash() {
        MessageDigest sha = sha256();
        String text = "seal " + station + ' ' + number + ' ' + sealedAt + ' ' + cluster + ' ' + through + ' ' + floor
                + ' ' + tables + ' ' + entries + ' ' + keys;
        sha.update(text.getBytes(StandardCharsets.UTF_8));
        sha.update(previous);
        sha.update(digests);
        return sha.digest();
    }

    static byte[] digest(String text) {
        return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
