package org.mailuo.release.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FACTS 4.6. */
class RedCellAntigensTest {
    @ParameterizedTest
    @CsvSource({
        "750000005800000099, C+c+E−e+ K− k+ Fy(a−) Fy(b+) Jk(a+) Jk(b+)",
        "880000008700000000, C−c+E−e+ K+ k+ Fy(a+) Fy(b+) Jk(a+) Jk(b−)",
        "679999999999999900, C+c−E−e+ K+ k−",
        "999999999999999900, ''",
        "900000000000000199, CMV−",
        "910000000000000099, k−",
        "920000000000000099, k+",
        "930000000000000099, K−",
        "940000000000000099, K− k−",
        "960000000000000099, K+"
    })
    void findingsInWords(String value, String words) {
        assertThat(String.join(" ", new RedCellAntigens(value).findings())).isEqualTo(words);
    }
}
