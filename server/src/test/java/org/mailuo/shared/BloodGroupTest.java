package org.mailuo.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FACTS 4.4, the default column. */
class BloodGroupTest {
    @ParameterizedTest
    @CsvSource({"O-, 95", "A-, 06", "B-, 17", "AB-, 28", "O+, 51", "A+, 62", "B+, 73", "AB+, 84"})
    void codeOnTheLabel(String text, String code) {
        BloodGroup group = BloodGroup.of(text);
        assertThat(group.isbtCode()).isEqualTo(code);
        assertThat(BloodGroup.findByIsbtCode(code)).contains(group);
        assertThat(group).hasToString(text);
    }

    @Test
    void noOtherCodeIsAGroup() {
        long known = IntStream.range(0, 100)
                .filter(code ->
                        BloodGroup.findByIsbtCode("%02d".formatted(code)).isPresent())
                .count();
        assertThat(known).isEqualTo(8);
        assertThat(BloodGroup.all()).hasSize(8);
    }

    @Test
    void everyWayOfWritingTheMinus() {
        BloodGroup group = new BloodGroup(Abo.AB, RhD.NEGATIVE);
        assertThat(BloodGroup.find("ab-")).contains(group);
        assertThat(BloodGroup.find(" AB− ")).contains(group);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "+", "0+", "C+", "A+-", "AB", "A +"})
    void anythingElseIsNoGroup(String text) {
        assertThat(BloodGroup.find(text)).isEmpty();
        assertThatThrownBy(() -> BloodGroup.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
