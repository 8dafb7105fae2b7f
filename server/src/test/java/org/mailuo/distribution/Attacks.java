package org.mailuo.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The attacks of {@code attacks.sql}, and the honest deeds that they imitate, with the sentences defined there put in. */
record Attacks(List<Attack> attacks, List<Attack> honest) {
    static final String NO_RIGHT = "NO_RIGHT";

    private record Sentence(List<String> names, String body) {
        String with(String arguments) {
            String[] values = arguments.isEmpty() ? new String[0] : arguments.split(" \\| ");
            if (values.length != names.size()) {
                throw new IllegalArgumentException(arguments + " for " + names);
            }
            String text = body;
            for (int i = 0; i < values.length; i++) {
                text = text.replaceAll(
                        "\\$" + names.get(i) + "\\b", values[i].strip().replace("$", "\\$"));
            }
            return text;
        }
    }

    static Attacks read() {
        Map<String, Sentence> sentences = new HashMap<>();
        List<String> chapters = List.of(text().split("(?m)^-- (?=attack |honest |define )"));
        for (String chapter : chapters) {
            if (chapter.startsWith("define ")) {
                String[] words = head(chapter).split(" ");
                sentences.put(words[1], new Sentence(Arrays.asList(words).subList(2, words.length), body(chapter)));
            }
        }
        return new Attacks(of(chapters, "attack ", sentences), of(chapters, "honest ", sentences));
    }

    private static List<Attack> of(List<String> chapters, String kind, Map<String, Sentence> sentences) {
        return chapters.stream()
                .filter(chapter -> chapter.startsWith(kind))
                .map(chapter -> attack(head(chapter).substring(kind.length()).split(" \\| "), body(chapter), sentences))
                .toList();
    }

    private static Attack attack(String[] head, String body, Map<String, Sentence> sentences) {
        StringBuilder sql = new StringBuilder();
        for (String line : body.split("\n")) {
            if (line.startsWith("@")) {
                String[] call = (line + " ").split(" ", 2);
                sql.append(Objects.requireNonNull(sentences.get(call[0].substring(1)), line)
                        .with(call[1].strip()));
            } else {
                sql.append(line);
            }
            sql.append('\n');
        }
        return new Attack(
                head[0],
                head[1].equals("nobody") ? "" : head[1],
                head.length > 3 ? Integer.parseInt(head[3]) : 0,
                sql.toString(),
                head.length > 2 ? head[2] : "");
    }

    private static String head(String chapter) {
        return chapter.substring(0, chapter.indexOf('\n')).strip();
    }

    private static String body(String chapter) {
        return chapter.substring(chapter.indexOf('\n') + 1)
                .replaceAll("(?m)^-- .*$", "")
                .strip();
    }

    private static String text() {
        try (InputStream file = Objects.requireNonNull(Attacks.class.getResourceAsStream("attacks.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
