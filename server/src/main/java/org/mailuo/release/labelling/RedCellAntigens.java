package org.mailuo.release.labelling;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The eighteen digits of data structure 012: the Rh phenotype, fifteen pairs of antigens or tests, and one further
 * antigen found negative (FACTS 4.6).
 */
public record RedCellAntigens(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9]{18}");
    private static final List<String> RH = List.of(
            "C+c−E+e−", "C+c+E+e−", "C−c+E+e−", "C+c−E+e+", "C+c+E+e+", "C−c+E+e+", "C+c−E−e+", "C+c+E−e+", "C−c+E−e+");
    private static final List<List<String>> PAIRS = List.of(
            List.of("K", "k"),
            List.of("Cw", "Mi(a)"),
            List.of("M", "N"),
            List.of("S", "s"),
            List.of("U", "P1"),
            List.of("Lu(a)", "Kp(a)"),
            List.of("Le(a)", "Le(b)"),
            List.of("Fy(a)", "Fy(b)"),
            List.of("Jk(a)", "Jk(b)"),
            List.of("Do(a)", "Do(b)"),
            List.of("In(a)", "Co(b)"),
            List.of("Di(a)", "VS/V"),
            List.of("Js(a)", "C"),
            List.of("c", "E"),
            List.of("e", "CMV"));

    public RedCellAntigens {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an ISBT 128 antigen profile: " + value);
        }
    }

    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    /** What was found, as words to print: {@code C+c+E−e+}, {@code K−}, {@code k+}, {@code Fy(a−)}, {@code Fy(b+)}. */
    public List<String> findings() {
        List<String> findings = new ArrayList<>();
        int rh = value.charAt(0) - '0';
        if (rh < RH.size()) {
            findings.add(RH.get(rh));
        }
        for (int i = 0; i < PAIRS.size(); i++) {
            int pair = value.charAt(i + 1) - '0';
            if (pair < 9) {
                addFinding(findings, PAIRS.get(i).get(0), pair / 3);
                addFinding(findings, PAIRS.get(i).get(1), pair % 3);
            }
        }
        return findings;
    }

    private static void addFinding(List<String> findings, String antigen, int result) {
        if (result > 0) {
            String sign = result == 1 ? "−" : "+";
            findings.add(
                    antigen.endsWith(")") ? antigen.substring(0, antigen.length() - 1) + sign + ")" : antigen + sign);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
