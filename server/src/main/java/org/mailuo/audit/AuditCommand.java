package org.mailuo.audit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.mailuo.database.OperatorDatabase;
import org.slf4j.LoggerFactory;

/**
 * {@code mailuo audit verify}: reads the whole trail and says whether anything in it, or in the rows that it tells of, is
 * not as it was written. It changes nothing and disturbs no running application.
 */
public final class AuditCommand {
    private static final int INTACT = 0;
    private static final int FINDINGS = 1;
    private static final int NOT_VERIFIED = 2;

    /** Seconds that a running application has to seal what waits. */
    private static final int PATIENCE = 60;

    /** More are counted and not told: whoever broke so much is found by the first. */
    private static final int MOST_TOLD = 1_000;

    private final ResourceBundle words = ResourceBundle.getBundle(
            "org.mailuo.audit.verify",
            Locale.getDefault(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    private final Map<String, String> environment;
    private final PrintStream out;
    private int told;

    AuditCommand(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new AuditCommand(System.getenv(), out).run(List.of(arguments)));
    }

    /** @param arguments {@code verify} and any number of {@code --anchor} with a file or STATION:SEAL:HASH */
    int run(List<String> arguments) {
        List<Anchor> anchors;
        try {
            anchors = anchors(arguments);
        } catch (IllegalArgumentException | IOException wrong) {
            out.println(wrong.getMessage());
            return NOT_VERIFIED;
        }
        try (OperatorDatabase database = OperatorDatabase.open(environment);
                var connection = database.connect()) {
            var result = new AuditVerification(
                            connection, anchors, this::tell, step -> out.println(say(step)), PATIENCE)
                    .run();
            if (result.findings() > MOST_TOLD) {
                out.println(say("more", result.findings() - MOST_TOLD));
            }
            if (result.pending() > 0) {
                out.println(say("pending", result.pending()));
            }
            out.println(say("anchors", anchors.size()));
            out.println("sealed rows=%d seals=%d stations=%d findings=%d"
                    .formatted(result.rows(), result.seals(), result.stations(), result.findings()));
            return result.findings() == 0 ? INTACT : FINDINGS;
        } catch (SQLException | IllegalStateException failed) {
            out.println(say("not-verified", String.valueOf(failed.getMessage())));
            return NOT_VERIFIED;
        }
    }

    private void tell(Finding finding) {
        if (told++ < MOST_TOLD) {
            List<Object> values = new ArrayList<>(List.of(finding.station()));
            values.addAll(finding.what());
            out.println(say("finding." + finding.kind(), values.toArray()));
        }
    }

    /** Those that were named, and those that the night job left in the data folder. */
    private List<Anchor> anchors(List<String> arguments) throws IOException {
        if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
            throw new IllegalArgumentException(say("usage"));
        }
        List<Anchor> anchors = new ArrayList<>(stored());
        for (int i = 1; i < arguments.size(); i++) {
            String option = arguments.get(i);
            String value = option.startsWith("--anchor=")
                    ? option.substring("--anchor=".length())
                    : option.equals("--anchor") && i + 1 < arguments.size() ? arguments.get(++i) : "";
            if (value.isEmpty()) {
                throw new IllegalArgumentException(say("usage"));
            }
            var anchor = Anchor.typed(value);
            anchors.add(anchor.isPresent() ? anchor.get() : read(Path.of(value)));
        }
        return anchors;
    }

    private List<Anchor> stored() throws IOException {
        Path folder = Path.of(environment.getOrDefault("MAILUO_DATA", "data"), "anchors");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Anchor> anchors = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                anchors.add(read(file));
            }
        }
        return anchors;
    }

    private Anchor read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(say("anchor-unreadable", file));
        }
        return Anchor.parse(Files.readString(file))
                .orElseThrow(() -> new IllegalArgumentException(say("anchor-malformed", file)));
    }

    private String say(String key, Object... values) {
        Object[] texts = Stream.of(values).map(String::valueOf).toArray();
        return new MessageFormat(words.getString(key), Locale.ROOT).format(texts);
    }
}
