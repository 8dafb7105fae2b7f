package org.mailuo.testing.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Reason;
import org.mailuo.testing.Marker;
import org.mailuo.testing.NewResult;
import org.mailuo.testing.Outcome;

/**
 * Reads what is copied out of a spreadsheet or an analyser's export. Either a line for each result (number, marker,
 * outcome, value, reason; the marker may be left out where the run has one), or a plate: a first line with the markers
 * and a line for each donation. Cells are parted by tab, semicolon or comma. A lone minus is no outcome of an infection
 * marker: it may as well mean that nothing was tested.
 */
final class PlateText {
    /** What could be read, and a reason for every line that could not. */
    record Plate(List<NewResult> results, List<Reason> problems) {}

    private final Set<Marker> markers;
    private final Map<String, String> outcomes;
    private final List<NewResult> results = new ArrayList<>();
    private final List<Reason> problems = new ArrayList<>();

    /** @param outcomes what people write, in capitals, to the outcome that it means */
    private PlateText(Set<Marker> markers, Map<String, String> outcomes) {
        this.markers = markers;
        this.outcomes = outcomes;
    }

    static Plate read(String text, Set<Marker> markers, Map<String, String> outcomes) {
        PlateText plate = new PlateText(markers, outcomes);
        plate.read(text.lines().toList());
        return new Plate(List.copyOf(plate.results), List.copyOf(plate.problems));
    }

    private void read(List<String> lines) {
        List<Optional<Marker>> heads = List.of();
        for (int i = 0; i < lines.size(); i++) {
            List<String> row = cells(lines.get(i));
            if (row.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (results.isEmpty() && problems.isEmpty() && heads.isEmpty() && isHead(row)) {
                heads = row.stream().skip(1).map(PlateText::marker).toList();
            } else {
                readRow(i + 1, row, heads);
            }
        }
        if (results.isEmpty() && problems.isEmpty()) {
            problems.add(Reason.of("testing.plate-empty"));
        }
    }

    private static boolean isHead(List<String> row) {
        return DonationNumber.parse(row.getFirst()).isEmpty()
                && row.size() > 1
                && row.stream().skip(1).allMatch(cell -> marker(cell).isPresent());
    }

    private void readRow(int line, List<String> row, List<Optional<Marker>> heads) {
        Optional<DonationNumber> din = DonationNumber.parse(row.getFirst());
        if (din.isEmpty()) {
            problems.add(Reason.of("testing.line-number", line, row.getFirst()));
        } else if (heads.isEmpty()) {
            readResult(line, din.get(), row);
        } else {
            for (int i = 0; i < heads.size() && i + 1 < row.size(); i++) {
                if (!row.get(i + 1).isEmpty()) {
                    add(line, din.get(), heads.get(i).orElseThrow(), row.get(i + 1), "", null);
                }
            }
        }
    }

    private void readResult(int line, DonationNumber din, List<String> row) {
        Optional<Marker> named = row.size() > 1 ? marker(row.get(1)) : Optional.empty();
        Optional<Marker> marker =
                named.isEmpty() && markers.size() == 1 ? markers.stream().findFirst() : named;
        int at = named.isPresent() ? 2 : 1;
        if (marker.isEmpty() || row.size() <= at) {
            problems.add(Reason.of("testing.line-marker", line, row.size() > 1 ? row.get(1) : ""));
            return;
        }
        String reason = row.size() > at + 2 && !row.get(at + 2).isEmpty() ? row.get(at + 2) : null;
        add(line, din, marker.get(), row.get(at), row.size() > at + 1 ? row.get(at + 1) : "", reason);
    }

    private void add(
            int line, DonationNumber din, Marker marker, String outcome, String value, @Nullable String reason) {
        Optional<NewResult> result = result(din, marker, outcome, value, reason, outcomes);
        result.ifPresentOrElse(
                results::add,
                () -> problems.add(Reason.of("testing.line-outcome", line, marker, outcome + " " + value)));
    }

    /** One result as typed; empty where the outcome or the value cannot be what the marker gives. */
    static Optional<NewResult> result(
            DonationNumber din,
            Marker marker,
            String typed,
            String typedValue,
            @Nullable String reason,
            Map<String, String> outcomes) {
        String outcome = outcome(marker, typed, outcomes);
        boolean number = marker == Marker.ALT && decimal(typed).isPresent();
        BigDecimal value = (number ? decimal(typed) : decimal(typedValue)).orElse(null);
        boolean readable = typedValue.isBlank() || value != null;
        return readable && Outcome.isPossible(marker, outcome, value)
                ? Optional.of(new NewResult(din, marker, outcome, value, reason))
                : Optional.empty();
    }

    private static String outcome(Marker marker, String typed, Map<String, String> outcomes) {
        String plain = typed.strip().toUpperCase(Locale.ROOT).replace('−', '-');
        String meant = outcomes.getOrDefault(plain, plain);
        return switch (marker.method()) {
            case SEROLOGY, NUCLEIC_ACID ->
                switch (meant) {
                    case Outcome.POSITIVE, "+" -> Outcome.REACTIVE;
                    case Outcome.NEGATIVE -> Outcome.NON_REACTIVE;
                    default -> meant;
                };
            case CHEMISTRY -> decimal(typed).isPresent() ? Outcome.MEASURED : meant;
            case GROUPING -> marker == Marker.RHD ? rhd(meant) : meant.replace(" ", "");
        };
    }

    private static String rhd(String meant) {
        return switch (meant) {
            case "+" -> Outcome.POSITIVE;
            case "-", Outcome.NON_REACTIVE -> Outcome.NEGATIVE;
            case "IAT+" -> Outcome.IAT_POSITIVE;
            case "IAT-" -> Outcome.IAT_NEGATIVE;
            default -> meant;
        };
    }

    private static Optional<BigDecimal> decimal(String text) {
        String plain = text.strip();
        return plain.matches("[0-9]{1,6}([.][0-9]{1,3})?") ? Optional.of(new BigDecimal(plain)) : Optional.empty();
    }

    private static Optional<Marker> marker(String text) {
        String plain = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Stream.of(Marker.values())
                .filter(marker -> marker.name().equals(plain))
                .findFirst();
    }

    private static List<String> cells(String line) {
        String separator = line.contains("\t") ? "\t" : line.contains(";") ? ";" : ",";
        return Arrays.stream(line.split(separator, -1)).map(String::strip).toList();
    }
}
