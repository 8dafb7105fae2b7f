package org.mailuo.station;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Proves that whoever founds the station can read this server's log: a code printed at the start while there is no
 * station. A few wrong guesses make a new one.
 */
@Component
public class SetupCode {
    private static final Logger LOG = LoggerFactory.getLogger(SetupCode.class);
    private static final String SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int LENGTH = 10;
    private static final int GUESSES = 5;

    private final StationStore stations;
    private final SecureRandom random = new SecureRandom();
    private String code = "";
    private int wrong;

    SetupCode(StationStore stations) {
        this.stations = stations;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void announce() {
        if (!stations.any()) {
            renew();
        }
    }

    private void renew() {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            made.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        code = made.toString();
        wrong = 0;
        LOG.info("No station yet. Open /setup and give this code: {}", code);
    }

    /** True if the code is right; it stays good until the station is founded. */
    public synchronized boolean isRight(String given) {
        String plain = given.strip().toUpperCase(Locale.ROOT);
        boolean right = !code.isEmpty()
                && MessageDigest.isEqual(plain.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
        if (!right && ++wrong >= GUESSES) {
            renew();
        }
        return right;
    }
}
