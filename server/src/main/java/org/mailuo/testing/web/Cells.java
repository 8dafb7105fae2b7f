package org.mailuo.testing.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailuo.pages.Words;
import org.mailuo.testing.Attempt;
import org.mailuo.testing.DonationTests;
import org.mailuo.testing.Marker;
import org.mailuo.testing.MarkerState;
import org.mailuo.testing.Outcome;
import org.springframework.stereotype.Component;

/** Turns results into cells of a dense table: colour, sign and word, never one of them alone. */
@Component
class Cells {
    /** @param title the whole sentence for those who point at the cell or listen to it */
    record Cell(String flag, String sign, String word, String title) {}

    /** One donation in a dense table. */
    record Row(DonationTests tests, List<Cell> cells) {}

    private final Words words;

    Cells(Words words) {
        this.words = words;
    }

    List<Row> rows(List<DonationTests> donations) {
        Map<String, String> said = new HashMap<>();
        return donations.stream().map(tests -> row(tests, said)).toList();
    }

    private Row row(DonationTests tests, Map<String, String> said) {
        Map<Marker, MarkerState> states = tests.states();
        Map<Marker, Attempt> latest = new EnumMap<>(Marker.class);
        List<Cell> cells = new ArrayList<>();
        for (Marker marker : Marker.values()) {
            tests.latest(marker).ifPresent(attempt -> latest.put(marker, attempt));
            MarkerState state = states.getOrDefault(marker, MarkerState.MISSING);
            String title = say(said, "term." + marker) + ": " + say(said, "testing.state." + state);
            String word = Optional.ofNullable(latest.get(marker))
                    .map(attempt -> word(attempt, said))
                    .orElse("–");
            cells.add(new Cell(flag(state), sign(state), word, title));
        }
        return new Row(tests, cells);
    }

    /** In templates: the attempt's outcome as people of a laboratory write it. */
    public String word(Attempt attempt) {
        return word(attempt, new HashMap<>());
    }

    private String word(Attempt attempt, Map<String, String> said) {
        BigDecimal value = attempt.value();
        if (attempt.outcome().equals(Outcome.MEASURED) && value != null) {
            return value.stripTrailingZeros().toPlainString();
        }
        String key = "testing.short." + attempt.outcome();
        return attempt.outcome().matches("[A-Z_]+")
                ? say(said, key)
                : attempt.outcome().replace('-', '−');
    }

    private String say(Map<String, String> said, String key) {
        return said.computeIfAbsent(key, words::say);
    }

    static String flag(MarkerState state) {
        return switch (state) {
            case CLEAR -> "GO";
            case REACTIVE, CONFLICT -> "STOP";
            case REPEAT, REVIEW, INVALID, MISSING -> "WAIT";
        };
    }

    private static String sign(MarkerState state) {
        return switch (state) {
            case CLEAR -> "✓";
            case REACTIVE -> "✕";
            case CONFLICT -> "≠";
            case REPEAT -> "↻";
            case REVIEW -> "…";
            case INVALID -> "∅";
            case MISSING -> "·";
        };
    }
}
