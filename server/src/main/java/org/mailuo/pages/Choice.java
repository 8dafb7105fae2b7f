package org.mailuo.pages;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One option of a select or radio field: a value and either a message key or, for data such as names, plain text. */
public record Choice(
        String value, @Nullable String key, @Nullable String text) {
    public static Choice text(String value, String text) {
        return new Choice(value, null, text);
    }

    public static Choice key(String value, String key) {
        return new Choice(value, key, null);
    }

    /** Every constant, worded by {@code prefix.NAME}. */
    public static <E extends Enum<E>> List<Choice> of(Class<E> kind, String prefix) {
        return Arrays.stream(kind.getEnumConstants())
                .map(constant -> key(constant.name(), prefix + "." + constant.name()))
                .toList();
    }
}
