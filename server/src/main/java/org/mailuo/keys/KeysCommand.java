package org.mailuo.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** {@code mailuo keys status} and {@code mailuo keys rotate}: they read and write the key file alone, never the database. */
public final class KeysCommand {
    /** Until every running process has read the file. */
    private static final Duration NOTICE = Duration.ofMinutes(1);

    private KeysCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(
                arguments.length == 0 ? "status" : arguments[0],
                System.getenv(),
                InstantSource.system().instant()));
    }

    static int run(String command, Map<String, String> environment, Instant now) {
        KeyFile file = KeyCheck.file(
                environment.getOrDefault("MAILUO_KEY_FILE", ""), environment.getOrDefault("MAILUO_DATA", "data"));
        try {
            if (!file.exists()) {
                throw new KeyFailure("missing", file.path());
            }
            return command.equals("rotate") ? rotate(file, now) : status(file, now);
        } catch (KeyFailure failure) {
            say(failure.description(Locale.getDefault()));
            say(failure.action(Locale.getDefault()));
            return 2;
        }
    }

    private static int rotate(KeyFile file, Instant now) {
        Instant from = now.plus(NOTICE);
        boolean begun = Rotation.begin(file, from);
        say(KeyFailure.text(
                Locale.getDefault(),
                begun ? "rotation.begun" : "rotation.runs",
                file.read().newest().id(),
                from));
        return begun ? 0 : 1;
    }

    private static int status(KeyFile file, Instant now) {
        KeyRing ring = file.read();
        say(KeyFailure.text(Locale.getDefault(), "status.file", file.path()));
        for (Key key : ring.keys()) {
            String state = key.retiredAt() != null
                    ? "status.retired"
                    : key.from().isAfter(now)
                            ? "status.next"
                            : key == ring.sealing(now) ? "status.seals" : "status.replaced";
            say(KeyFailure.text(
                    Locale.getDefault(), state, key.id(), key.retiredAt() == null ? key.from() : key.retiredAt()));
        }
        return 0;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
