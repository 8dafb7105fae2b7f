package org.mailuo.pages;

import java.util.List;

/**
 * A window on a long list: ask the store for {@link #limit()} rows from {@link #offset()}; the one row more than fits
 * says that there is a next page, without counting all.
 *
 * @param number from 0
 */
public record Pager(int number, int size) {
    public static final int SIZE = 50;

    public Pager {
        number = Math.max(0, number);
        size = Math.clamp(size, 1, 500);
    }

    public static Pager of(int number) {
        return new Pager(number, SIZE);
    }

    public int offset() {
        return number * size;
    }

    public int limit() {
        return size + 1;
    }

    /** @param fetched up to {@link #limit()} rows */
    public <T> Slice<T> slice(List<T> fetched) {
        boolean more = fetched.size() > size;
        return new Slice<>(more ? fetched.subList(0, size) : fetched, number, more);
    }

    /** The rows of one window; {@code fragments/tables :: pager} draws the links. */
    public record Slice<T>(List<T> rows, int number, boolean hasNext) {
        public Slice {
            rows = List.copyOf(rows);
        }

        public boolean isEmpty() {
            return rows.isEmpty();
        }

        public boolean hasPrevious() {
            return number > 0;
        }
    }
}
