package org.mailuo.distribution.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.Urgency;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;

/**
 * An order as typed: everything is text, so that nothing typed is lost when something is wrong. Columns of the line
 * editor arrive in parallel; a row without a product is empty.
 */
record OrderForm(
        @Nullable String hospital,
        @Nullable String urgency,
        @Nullable String neededBy,
        String @Nullable [] product,
        String @Nullable [] group,
        String @Nullable [] quantity,
        String @Nullable [] patient) {

    static final int ROWS = 6;

    /** One row of the line editor. */
    record Row(String product, String group, String quantity, String patient) {
        static final Row EMPTY = new Row("", "", "", "");
    }

    static OrderForm empty(LocalDateTime neededBy) {
        return new OrderForm("", Urgency.ROUTINE.name(), neededBy.toString(), null, null, null, null);
    }

    /** The rows as typed and enough empty ones; {@code more} on top when asked for. */
    List<Row> rows(int more) {
        List<Row> rows = new ArrayList<>(typed());
        int wanted = Math.max(ROWS, rows.size() + more);
        while (rows.size() < wanted) {
            rows.add(Row.EMPTY);
        }
        return rows;
    }

    private List<Row> typed() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; product != null && i < product.length; i++) {
            rows.add(new Row(cell(product, i), cell(group, i), cell(quantity, i), cell(patient, i)));
        }
        return rows;
    }

    private static String cell(String @Nullable [] column, int row) {
        return column == null || column.length <= row ? "" : column[row].strip();
    }

    /** @param own the only hospital that a portal user orders for; null for the station's staff, who choose */
    NewOrder order(@Nullable UUID own, ZoneId zone) {
        List<Reason> wrong = new ArrayList<>();
        HospitalId of = own != null ? new HospitalId(own) : hospitalId(wrong);
        Instant by = latest(zone, wrong);
        List<NewLine> lines = new ArrayList<>();
        List<Row> rows = typed();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(Row.EMPTY)) {
                line(i + 1, rows.get(i), wrong, lines);
            }
        }
        if (!wrong.isEmpty() || of == null || by == null) {
            throw new RefusedException(wrong);
        }
        return new NewOrder(of, urgent(), by, lines);
    }

    private Urgency urgent() {
        return Arrays.stream(Urgency.values())
                .filter(each -> each.name().equals(urgency))
                .findFirst()
                .orElse(Urgency.ROUTINE);
    }

    private @Nullable HospitalId hospitalId(List<Reason> wrong) {
        try {
            return new HospitalId(UUID.fromString(String.valueOf(hospital)));
        } catch (IllegalArgumentException notChosen) {
            wrong.add(Reason.of("distribution.hospital-missing"));
            return null;
        }
    }

    private @Nullable Instant latest(ZoneId zone, List<Reason> wrong) {
        try {
            return LocalDateTime.parse(String.valueOf(neededBy)).atZone(zone).toInstant();
        } catch (DateTimeException notATime) {
            wrong.add(Reason.of("distribution.needed-by-missing"));
            return null;
        }
    }

    private static void line(int number, Row row, List<Reason> wrong, List<NewLine> lines) {
        boolean named = row.product.matches("[A-Z][A-Z0-9-]{1,11}");
        BloodGroup group = BloodGroup.find(row.group).orElse(null);
        if (!named || group == null || !row.quantity.matches("[0-9]{1,3}")) {
            wrong.add(Reason.of("distribution.line-incomplete", number));
            return;
        }
        lines.add(new NewLine(
                ProductCode.of(row.product),
                group,
                Integer.parseInt(row.quantity),
                row.patient.isEmpty() ? null : row.patient));
    }
}
