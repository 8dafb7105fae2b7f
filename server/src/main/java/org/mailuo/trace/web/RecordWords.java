package org.mailuo.trace.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail.Change;
import org.mailuo.pages.Words;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts recorded changes into words. A column without a word is left out, so that nothing appears because somebody forgot
 * to hide it; so are ids that serve only the machine. What is secret is said to have changed; what is personal or
 * medical is hidden from those whose work is neither.
 */
@Component
class RecordWords {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 400;
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*");

    /** Only digests of them are in the trail. */
    private static final Pattern SECRET = Pattern.compile(".*(_sealed|_hash|_digest|digest)");

    /** Serves the machine. Whoever needs it asks the database. */
    private static final Pattern HIDDEN = Pattern.compile("station_id|command_id|xid|entry_no|version|.*_key|.*_id");

    /** About persons: their data, their health, and what follows from it. */
    private static final List<String> PERSONAL =
            List.of("donors.", "collection.", "testing.", "release.decisions", "units.causes", "units.holds");

    private final Words words;

    RecordWords(Words words) {
        this.words = words;
    }

    /** @param seal null while the record waits for the next seal */
    record Line(
            Instant at,
            String actor,
            String origin,
            String action,
            @Nullable String reason,
            @Nullable Long seal,
            List<Field> fields) {}

    record Field(String label, String before, String after) {}

    static boolean isPersonal(String table) {
        return PERSONAL.stream().anyMatch(table::startsWith);
    }

    List<Line> lines(String table, List<Change> changes, boolean mayReadPersonal, Map<UUID, String> people) {
        boolean isMasked = !mayReadPersonal && isPersonal(table);
        return changes.stream()
                .map(change -> new Line(
                        change.at(),
                        change.actor(),
                        words.readable(change.origin()),
                        words.has("history." + change.action())
                                ? words.say("history." + change.action())
                                : change.action(),
                        isMasked ? null : change.reason(),
                        change.seal(),
                        fields(change, isMasked, people)))
                .toList();
    }

    private List<Field> fields(Change change, boolean isMasked, Map<UUID, String> people) {
        Map<String, JsonNode> before = values(change.before());
        Map<String, JsonNode> after = values(change.after());
        Set<String> columns = new TreeSet<>(before.keySet());
        columns.addAll(after.keySet());
        columns.removeIf(column -> HIDDEN.matcher(column).matches() || !words.has("record.field." + column));
        return columns.stream()
                .map(column -> new Field(
                        words.say("record.field." + column),
                        text(column, before.get(column), isMasked, people),
                        text(column, after.get(column), isMasked, people)))
                .toList();
    }

    private static Map<String, JsonNode> values(@Nullable String json) {
        Map<String, JsonNode> values = new TreeMap<>();
        if (json != null) {
            JSON.readTree(json).properties().stream()
                    .filter(column -> !column.getValue().isNull())
                    .forEach(column -> values.put(column.getKey(), column.getValue()));
        }
        return values;
    }

    private String text(String column, @Nullable JsonNode value, boolean isMasked, Map<UUID, String> people) {
        if (value == null) {
            return "";
        }
        if (SECRET.matcher(column).matches()) {
            return words.say("record.secret");
        }
        if (isMasked) {
            return words.say("record.masked");
        }
        String text = value.isString() ? value.stringValue() : value.toString();
        if (UUID_TEXT.matcher(text).matches()) {
            return people.getOrDefault(UUID.fromString(text), text);
        }
        String readable = words.readable(MOMENT.matcher(text).matches() ? instant(text) : text);
        return readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + "…";
    }

    private static String instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toString();
        } catch (DateTimeException notAMoment) {
            return text;
        }
    }
}
