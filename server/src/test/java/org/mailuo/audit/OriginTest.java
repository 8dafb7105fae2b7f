package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From where a command came is an address or a kind of program, never what a header happens to say. */
class OriginTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "0:0:0:0:0:0:0:1", "2001:db8::1"})
    void anAddressHoldsUntilTheRequestEnds(String address) {
        try (Origin.Bound bound = Origin.at(address)) {
            assertThat(Origin.current()).isEqualTo(address);
        }
        assertThat(Origin.current()).isEqualTo(Origin.JOB);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "wang.wei", "<b>", "10.1.2.3, 10.1.2.4", "1234567890123456789012345678901234567890:123456"})
    void whatIsNoAddressIsNotRepeated(String text) {
        try (Origin.Bound bound = Origin.at(text)) {
            assertThat(Origin.current()).isEqualTo("unknown");
        }
    }

    @Test
    void aProgramSaysWhatItIs() {
        Origin.ofProcess(Origin.SIMULATOR);
        try {
            assertThat(Origin.current()).isEqualTo("simulator");
        } finally {
            Origin.ofProcess(Origin.JOB);
        }
    }
}
