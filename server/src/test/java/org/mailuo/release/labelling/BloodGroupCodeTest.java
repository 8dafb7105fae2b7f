package org.mailuo.release.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.release.labelling.BloodGroupCode.Use;
import org.mailuo.shared.BloodGroup;

/** FACTS 4.4: every code. */
class BloodGroupCodeTest {
    @ParameterizedTest
    @CsvSource({
        "O-, 95, 91, 98", "A-, 06, 2, 9", "B-, 17, 13, 20", "AB-, 28, 24, 31",
        "O+, 51, 47, 54", "A+, 62, 58, 65", "B+, 73, 69, 76", "AB+, 84, 80, 87"
    })
    void aGroupOwnsEightCodes(String group, String plain, int first, int last) {
        assertThat(BloodGroupCode.of(BloodGroup.of(group)).value()).isEqualTo(plain + "00");
        assertThat(new BloodGroupCode(plain + "00").use()).contains(Use.DEFAULT);
        assertThat(IntStream.rangeClosed(first, last).mapToObj(code -> new BloodGroupCode("%02d00".formatted(code))))
                .hasSize(8)
                .allSatisfy(code -> assertThat(code.group()).contains(BloodGroup.of(group)));
    }

    @ParameterizedTest
    @CsvSource({
        "91, DIRECTED", "92, EMERGENCY", "93, DIRECTED_BIOHAZARD", "94, DIRECTED_CROSSOVER",
        "95, DEFAULT", "96, AUTOLOGOUS_CROSSOVER", "97, AUTOLOGOUS_ONLY", "98, AUTOLOGOUS_BIOHAZARD"
    })
    void theDistanceFromThePlainCodeTellsWhoItIsFor(String code, Use use) {
        assertThat(new BloodGroupCode(code + "00").use()).contains(use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "55", "66", "77", "88", "G6", "H6", "D6", "E6", "I6", "K6", "L6", "M6", "J6", "N6", "O6", "Q6", "A0",
                "B0", "C0", "D0", "G0", "I0", "J0", "K0", "L0", "00", "Ma", "Mb", "Md", "Mf", "Mq", "Mr", "Mx"
            })
    void otherCodesAreKnownButAreNoPlainGroup(String code) {
        assertThat(new BloodGroupCode(code + "00").group()).isEmpty();
        assertThat(new BloodGroupCode(code + "00").use()).isEmpty();
    }

    @Test
    void allOtherNumbersAreUnknown() {
        List<Integer> known = IntStream.range(0, 100)
                .filter(code -> BloodGroupCode.isValid("%02d00".formatted(code)))
                .boxed()
                .toList();
        assertThat(known).hasSize(8 * 8 + 4 + 1);
        assertThat(known).doesNotContain(1, 10, 12, 21, 23, 32, 46, 57, 67, 68, 78, 79, 89, 90, 99);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "0, none, none",
                "S, none, K−",
                "T, none, K+",
                "U, none, none",
                "V, none, none",
                "W, none, none",
                "X, C−E−, none",
                "Y, C−E−, K−",
                "Z, C−E−, K+",
                "1, C−c+E−e+, none",
                "A, C−c+E−e+, K−",
                "J, C−c+E−e+, K+",
                "2, C+c+E−e+, none",
                "B, C+c+E−e+, K−",
                "K, C+c+E−e+, K+",
                "3, C+c+E+e+, none",
                "C, C+c+E+e+, K−",
                "L, C+c+E+e+, K+",
                "4, C+c+E+e−, none",
                "D, C+c+E+e−, K−",
                "M, C+c+E+e−, K+",
                "5, C−c+E+e+, none",
                "E, C−c+E+e+, K−",
                "N, C−c+E+e+, K+",
                "6, C−c+E+e−, none",
                "F, C−c+E+e−, K−",
                "O, C−c+E+e−, K+",
                "7, C+c−E−e+, none",
                "G, C+c−E−e+, K−",
                "P, C+c−E−e+, K+",
                "8, C+c−E+e+, none",
                "H, C+c−E+e+, K−",
                "Q, C+c−E+e+, K+",
                "9, C+c−E+e−, none",
                "I, C+c−E+e−, K−",
                "R, C+c−E+e−, K+"
            })
    void theThirdCharacterIsThePhenotype(String character, String rh, String kell) {
        BloodGroupCode code = new BloodGroupCode("95" + character + "0");
        assertThat(code.rhPhenotype().orElse(null)).isEqualTo(rh);
        assertThat(code.kell().orElse(null)).isEqualTo(kell);
    }
}
