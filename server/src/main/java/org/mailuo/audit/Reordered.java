package org.mailuo.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.mailuo.audit.Finding.Kind;

/** Among the rows that read otherwise than they were sealed, tells those that only changed places. */
final class Reordered {
    /** Who alters more than this many rows is not helped by pairs. */
    private static final int MOST_COMPARED = 300;

    private static final Pattern ENTRY = Pattern.compile("\"entry_no\":\\d+");
    private static final Pattern XID = Pattern.compile("\"xid\":\"\\d+\"");

    private final List<SealedRow> rows = new ArrayList<>();

    void add(SealedRow row) {
        rows.add(row);
    }

    void tell(Consumer<Finding> report) {
        for (SealedRow row : rows) {
            report.accept(
                    rows.size() <= MOST_COMPARED
                            ? rows.stream()
                                    .filter(other -> other.entry() != row.entry() && standsAt(row, other))
                                    .findAny()
                                    .map(other -> Finding.of(
                                            Kind.REORDERED,
                                            row.station(),
                                            row.table(),
                                            row.key(),
                                            row.entry(),
                                            row.seal(),
                                            other.entry()))
                                    .orElseGet(() -> row.finding(Kind.ALTERED))
                            : row.finding(Kind.ALTERED));
        }
    }

    /** With its own number again, and perhaps its own transaction, the other's text is what was sealed here. */
    private static boolean standsAt(SealedRow sealed, SealedRow present) {
        String text =
                ENTRY.matcher(Objects.requireNonNull(present.json())).replaceFirst("\"entry_no\":" + sealed.entry());
        return sealed.isSealOf(text)
                || sealed.isSealOf(
                        XID.matcher(text).replaceFirst("\"xid\":\"" + Long.toUnsignedString(sealed.xid()) + "\""));
    }
}
