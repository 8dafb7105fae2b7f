package org.mailuo.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * The few conversions between our types and PostgreSQL's that the driver leaves to us. Whole columns travel as arrays
 * ({@code unnest(:ids)}), so that a plate or a delivery is one statement.
 */
@NullMarked
public final class Sql {
    private Sql() {}

    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    public static LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    public static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    public static <T> SqlArrayValue uuids(Collection<T> items, Function<T, @Nullable UUID> column) {
        return array("uuid", items, column);
    }

    public static SqlArrayValue uuids(Collection<UUID> items) {
        return array("uuid", items, item -> item);
    }

    public static <T> SqlArrayValue texts(Collection<T> items, Function<T, @Nullable String> column) {
        return array("text", items, column);
    }

    public static <T> SqlArrayValue integers(Collection<T> items, Function<T, @Nullable Integer> column) {
        return array("integer", items, column);
    }

    public static <T> SqlArrayValue times(Collection<T> items, Function<T, @Nullable Instant> column) {
        return array("timestamptz", items, item -> {
            Instant instant = column.apply(item);
            // Text, because the driver would write a timestamp array in the zone of this machine.
            return instant == null ? null : instant.toString();
        });
    }

    public static <T> SqlArrayValue dates(Collection<T> items, Function<T, @Nullable LocalDate> column) {
        return array("date", items, item -> {
            LocalDate date = column.apply(item);
            return date == null ? null : date.toString();
        });
    }

    /** Any other element type, given as PostgreSQL's name for it and the element's text. */
    public static <T> SqlArrayValue array(
            String type, Collection<T> items, Function<T, ? extends @Nullable Object> column) {
        @Nullable Object[] elements = new Object[items.size()];
        int i = 0;
        for (T item : items) {
            elements[i++] = column.apply(item);
        }
        return new SqlArrayValue(type, elements);
    }
}
