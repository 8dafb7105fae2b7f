package org.mailuo.station;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts to be read out or copied by hand: no two signs look alike. */
final class TemporaryPassword {
    static final String SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private TemporaryPassword() {}

    /** Sixteen signs in four groups, 79 bits. */
    static String next() {
        return groups(4, 4);
    }

    static String groups(int groups, int length) {
        return IntStream.range(0, groups)
                .mapToObj(group -> RANDOM.ints(length, 0, SIGNS.length())
                        .mapToObj(sign -> SIGNS.substring(sign, sign + 1))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("-"));
    }
}
