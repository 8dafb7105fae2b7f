package org.mailuo.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A link of the chain as it lies in the database, able to compute by itself what its hash must be.
 *
 * @param sealedAt microseconds since 1970
 * @param through the transaction below which everything is sealed
 * @param entries the sealed rows of the trail, their numbers joined by commas
 * @param digests those of the entries and then those of the commands, 32 bytes each
 */
record SealedLink(
        int station,
        long number,
        long sealedAt,
        long cluster,
        String through,
        long entryFloor,
        long commandFloor,
        String entries,
        String commands,
        byte[] digests,
        byte[] previous,
        byte[] hash) {

    static final byte[] BEFORE_THE_FIRST = new byte[32];

    byte[] expectedHash() {
        MessageDigest sha = sha256();
        String text = "seal " + station + ' ' + number + ' ' + sealedAt + ' ' + cluster + ' ' + through + ' '
                + entryFloor + ' ' + commandFloor + ' ' + entries + ' ' + commands;
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
