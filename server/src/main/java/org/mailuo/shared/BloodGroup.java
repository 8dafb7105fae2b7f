package org.mailuo.shared;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ABO group with RhD, written {@code A+} or {@code O-} (ASCII minus) in the database and on the wire, and coded as
 * ISBT 128 data structure 002 on the label (FACTS 4.4, default use).
 */
public record BloodGroup(Abo abo, RhD rhd) {
    private static final List<BloodGroup> ALL = Stream.of(Abo.values())
            .flatMap(abo -> Stream.of(RhD.values()).map(rhd -> new BloodGroup(abo, rhd)))
            .toList();

    public static List<BloodGroup> all() {
        return ALL;
    }

    /** Reads {@code A+}, {@code ab-} and the typographic minus; anything else is empty. */
    public static Optional<BloodGroup> find(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT).replace('−', '-');
        return ALL.stream().filter(group -> group.toString().equals(plain)).findFirst();
    }

    public static BloodGroup of(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("Not a blood group: " + text));
    }

    /** The two characters gg of {@code =%ggre}. */
    public String isbtCode() {
        return switch (rhd) {
            case NEGATIVE ->
                switch (abo) {
                    case O -> "95";
                    case A -> "06";
                    case B -> "17";
                    case AB -> "28";
                };
            case POSITIVE ->
                switch (abo) {
                    case O -> "51";
                    case A -> "62";
                    case B -> "73";
                    case AB -> "84";
                };
        };
    }

    public static Optional<BloodGroup> findByIsbtCode(String code) {
        return ALL.stream().filter(group -> group.isbtCode().equals(code)).findFirst();
    }

    @Override
    public String toString() {
        return abo.name() + rhd.sign();
    }
}
