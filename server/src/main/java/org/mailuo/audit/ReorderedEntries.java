package org.mailuo.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.mailuo.audit.Finding.Kind;

/** Among the rows that read otherwise than they were sealed, tells those that only changed places. */
final class ReorderedEntries {
    /** Who alters more than this many rows is not helped by pairs. */
    private static final int MOST_COMPARED = 300;

    private final List<SealedRow> rows = new ArrayList<>();

    void add(SealedRow row) {
        rows.add(row);
    }

    void tell(Consumer<Finding> report) {
        for (SealedRow row : rows) {
            report.accept(
                    rows.size() <= MOST_COMPARED
                            ? rows.stream()
                                    .filter(other -> other.id() != row.id() && isNowAt(row, other))
                                    .findAny()
                                    .map(other -> finding(Kind.ENTRY_REORDERED, row, other.id()))
                                    .orElseGet(() -> finding(Kind.ENTRY_ALTERED, row))
                            : finding(Kind.ENTRY_ALTERED, row));
        }
    }

    private static boolean isNowAt(SealedRow sealed, SealedRow present) {
        return Arrays.equals(sealed.digest(), SealedLink.digest(sealed.id() + " " + present.text()));
    }

    private static Finding finding(Kind kind, SealedRow row, Object... more) {
        List<Object> what = new ArrayList<>(List.of(row.id(), row.table(), row.rowId(), row.seal()));
        what.addAll(List.of(more));
        return new Finding(kind, row.station(), what);
    }
}
