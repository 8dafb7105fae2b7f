package org.mailuo.pages;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail.Change;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The trail of a record in sentences, in templates {@code @history}. Only columns that have a {@code field.<column>} in
 * the message files are shown, so that a secret or an id never appears because somebody forgot to hide it.
 */
@Component
class History {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Words words;

    History(Words words) {
        this.words = words;
    }

    /** One sentence: {@code history.<action>}. */
    record Line(
            Instant at,
            String actor,
            String action,
            @Nullable String reason,
            List<Field> fields) {}

    /** What one column was and became, in words where the files know them. */
    record Field(String label, String before, String after) {}

    public List<Line> lines(List<Change> changes) {
        return changes.stream().map(this::line).toList();
    }

    private Line line(Change change) {
        Map<String, String> before = values(change.before());
        Map<String, String> after = values(change.after());
        TreeSet<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(after.keySet());
        List<Field> fields = columns.stream()
                .filter(column -> words.has("field." + column))
                .map(column -> new Field(
                        words.say("field." + column),
                        words.readable(before.getOrDefault(column, "")),
                        words.readable(after.getOrDefault(column, ""))))
                .toList();
        return new Line(change.at(), change.actor(), "history." + change.action(), change.reason(), fields);
    }

    private static Map<String, String> values(@Nullable String json) {
        return json == null
                ? Map.of()
                : JSON.readTree(json).properties().stream()
                        .filter(entry -> !entry.getValue().isNull())
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
