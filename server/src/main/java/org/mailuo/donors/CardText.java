package org.mailuo.donors;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/**
 * What a reader of identity cards or passports types: the number alone, the card's fields with a separator in the order of
 * the maker, or the lines at the foot of a passport. The number proves itself by its check digit, so it is found wherever
 * it stands.
 *
 * @param name null if the reader sent none; the others too
 */
public record CardText(
        IdentityDocument document,
        @Nullable String name,
        @Nullable Sex sex,
        @Nullable LocalDate bornOn) {
    private static final Pattern SEPARATOR = Pattern.compile("[|,;\\t^~\\r\\n]+");
    /** Cards whose numbers prove themselves. */
    private static final List<IdentityDocument.Kind> CARDS =
            List.of(IdentityDocument.Kind.RESIDENT_ID, IdentityDocument.Kind.FOREIGN_RESIDENT);

    /** An old number of fifteen digits proves nothing: it is typed where its kind is chosen, never guessed from a scan. */
    private static final int SHORTEST = 18;

    private static final Pattern NAME = Pattern.compile("[\\p{L}·.' -]{2,60}");

    public static Optional<CardText> read(String text) {
        String[] fields = SEPARATOR.split(text.strip());
        return Arrays.stream(fields)
                .filter(field -> field.strip().length() >= SHORTEST)
                .flatMap(field -> CARDS.stream().flatMap(kind -> IdentityDocument.find(kind, field).stream()))
                .findFirst()
                .map(document -> new CardText(
                        document,
                        nameIn(fields),
                        document.sex().orElse(null),
                        document.birthDate().orElse(null)))
                .or(() -> PassportZone.read(text));
    }

    private static @Nullable String nameIn(String[] fields) {
        return Arrays.stream(fields)
                .map(String::strip)
                .filter(field -> NAME.matcher(field).matches())
                .findFirst()
                .orElse(null);
    }
}
