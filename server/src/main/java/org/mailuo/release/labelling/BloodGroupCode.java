package org.mailuo.release.labelling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mailuo.shared.BloodGroup;

/**
 * The four characters {@code ggre} of data structure 002: group and intended use, red-cell phenotype, and a reserved
 * zero. Unknown group codes are refused; those that no patient's bag may carry as a plain group have no
 * {@link #group()}.
 */
public record BloodGroupCode(String value) {
    /** Who the bag is for, told by the distance from the default code of the group (FACTS 4.4). */
    public enum Use {
        DIRECTED,
        EMERGENCY,
        DIRECTED_BIOHAZARD,
        DIRECTED_CROSSOVER,
        DEFAULT,
        AUTOLOGOUS_CROSSOVER,
        AUTOLOGOUS_ONLY,
        AUTOLOGOUS_BIOHAZARD
    }

    private record Meaning(BloodGroup group, Use use) {}

    /** RhD not stated, Bombay and para-Bombay, pools, subgroups of A, and what is not for transfusion. */
    private static final Set<String> WITHOUT_PLAIN_GROUP = Set.of(
            "55", "66", "77", "88", "G6", "H6", "D6", "E6", "I6", "K6", "L6", "M6", "J6", "N6", "O6", "Q6", "A0", "B0",
            "C0", "D0", "G0", "I0", "J0", "K0", "L0", "00", "Ma", "Mb", "Md", "Mf", "Mq", "Mr", "Mx");

    private static final String PHENOTYPES = "0123456789STUVWXYZABCDEFGHIJKLMNOPQR";
    private static final List<String> RH = List.of(
            "C−c+E−e+", "C+c+E−e+", "C+c+E+e+", "C+c+E+e−", "C−c+E+e+", "C−c+E+e−", "C+c−E−e+", "C+c−E+e+", "C+c−E+e−");

    public BloodGroupCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an ISBT 128 blood group: " + value);
        }
    }

    public static boolean isValid(String value) {
        return value.length() == 4
                && (WITHOUT_PLAIN_GROUP.contains(value.substring(0, 2))
                        || meaning(value.substring(0, 2)).isPresent())
                && PHENOTYPES.indexOf(value.charAt(2)) >= 0
                && value.charAt(3) == '0';
    }

    /** The code of a bag for any patient, with no phenotype: {@code 5100} for O RhD positive. */
    public static BloodGroupCode of(BloodGroup group) {
        return new BloodGroupCode(group.isbtCode() + "00");
    }

    /** ABO and RhD, for the numeric codes that state both. */
    public Optional<BloodGroup> group() {
        return meaning(value.substring(0, 2)).map(Meaning::group);
    }

    public Optional<Use> use() {
        return meaning(value.substring(0, 2)).map(Meaning::use);
    }

    /** The Rh phenotype that the third character states, such as {@code C−c+E+e+}. */
    public Optional<String> rhPhenotype() {
        char r = value.charAt(2);
        return switch (r) {
            case 'X', 'Y', 'Z' -> Optional.of("C−E−");
            case '0', 'S', 'T', 'U', 'V', 'W' -> Optional.empty();
            default -> Optional.of(RH.get((Character.isDigit(r) ? r - '1' : (r - 'A') % 9)));
        };
    }

    /** The anti-K result that the third character states: negative, positive or nothing. */
    public Optional<String> kell() {
        char r = value.charAt(2);
        if (r == 'S' || r == 'Y' || (r >= 'A' && r <= 'I')) {
            return Optional.of("K−");
        }
        return r == 'T' || r == 'Z' || (r >= 'J' && r <= 'R') ? Optional.of("K+") : Optional.empty();
    }

    private static Optional<Meaning> meaning(String gg) {
        if (!gg.matches("[0-9]{2}")) {
            return Optional.empty();
        }
        int code = Integer.parseInt(gg);
        return BloodGroup.all().stream()
                .flatMap(group -> Arrays.stream(Use.values()).map(use -> new Meaning(group, use)))
                .filter(meaning -> Integer.parseInt(meaning.group().isbtCode())
                                + meaning.use().ordinal()
                                - Use.DEFAULT.ordinal()
                        == code)
                .findFirst();
    }

    @Override
    public String toString() {
        return value;
    }
}
