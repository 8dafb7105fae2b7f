package org.mailuo.donors;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.IdentityDocument;

/**
 * What an identity card reader types: the number alone, or the card's fields with a separator, in the order of the
 * maker. The number proves itself by its check digit, so it is found wherever it stands.
 *
 * @param name null if the reader sent none
 */
public record CardText(IdentityDocument document, @Nullable String name) {
    private static final Pattern SEPARATOR = Pattern.compile("[|,;\\t^~\\r\\n]+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}·.' -]{2,60}");

    public static Optional<CardText> read(String text) {
        String[] fields = SEPARATOR.split(text.strip());
        return Arrays.stream(fields)
                .flatMap(field -> IdentityDocument.find(IdentityDocument.Kind.RESIDENT_ID, field).stream())
                .findFirst()
                .map(document -> new CardText(document, nameIn(fields)));
    }

    private static @Nullable String nameIn(String[] fields) {
        return Arrays.stream(fields)
                .map(String::strip)
                .filter(field -> NAME.matcher(field).matches())
                .findFirst()
                .orElse(null);
    }
}
