package org.mailuo.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FACTS 4.3: ISO/IEC 7064 MOD 37-2. RULE LB2: a typed number needs its check character. */
class DonationNumberTest {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    @ParameterizedTest
    @CsvSource({
        "G123498654321, H, 77",
        "G123417654321, A, 70",
        "G123489654321, Y, 94",
        "A999921123456, 3, 63",
        "A999917123456, 9, 69",
        "A999926000001, 8, 68",
        "A999926000002, 6, 66",
        "A999926000005, 0, 60",
        "A999926000037, L, 81",
        "A999926000088, *, 96",
        "A999926123456, T, 89",
        "Z549917123456, P, 85"
    })
    void checkCharacterAndFlag(String value, char check, int flag) {
        DonationNumber number = new DonationNumber(value);
        assertThat(number.checkCharacter()).isEqualTo(check);
        assertThat(number.checkFlag()).isEqualTo(flag);
        assertThat(DonationNumber.parse(value + check)).contains(number);
        assertThat(DonationNumber.parse(number.barcode(flag))).contains(number);
        assertThat(DonationNumber.parse(number.readable())).contains(number);
    }

    @Test
    void everyWrongCharacterIsCaught() {
        String typed = "A999926123456";
        int tried = 0;
        for (int i = 0; i < typed.length(); i++) {
            for (char c : ALPHABET.toCharArray()) {
                if (c != typed.charAt(i)) {
                    String wrong = typed.substring(0, i) + c + typed.substring(i + 1);
                    assertThat(DonationNumber.parse(wrong + "T")).as(wrong).isEmpty();
                    tried++;
                }
            }
        }
        assertThat(tried).isEqualTo(455);
    }

    @Test
    void everySwapOfNeighboursIsCaught() {
        String typed = "A999926123456T";
        for (int i = 0; i + 1 < typed.length(); i++) {
            String wrong = typed.substring(0, i) + typed.charAt(i + 1) + typed.charAt(i) + typed.substring(i + 2);
            if (!wrong.equals(typed)) {
                assertThat(DonationNumber.parse(wrong)).as(wrong).isEmpty();
            }
        }
    }

    @Test
    void everyOtherCheckCharacterIsRefused() {
        for (char c : (ALPHABET + "*").toCharArray()) {
            assertThat(DonationNumber.parse("A999926123456" + c).isPresent()).isEqualTo(c == 'T');
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=A99992612345600",
                "A99992612345600",
                "=A99992612345609",
                "=A99992612345689",
                "A9999 26 123456 T",
                "a9999-26-123456 t",
                " A999926123456[T] "
            })
    void whatAScannerSendsOrAPersonTypes(String input) {
        assertThat(DonationNumber.parse(input)).contains(DonationNumber.of("A9999", 26, 123456));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A999926123456",
                "A999926123456G",
                "=A99992612345688",
                "=O99992612345600",
                "=%5100",
                "=A999926123456",
                "=A999926123456000"
            })
    void anythingElseIsNoNumber(String input) {
        assertThat(DonationNumber.parse(input)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "O999926123456", "0999926123456", "A9999261234567", "a999926123456", "A99992612345A"})
    void anIllFormedValueIsRefused(String value) {
        assertThatThrownBy(() -> new DonationNumber(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void parts() {
        DonationNumber number = DonationNumber.of("A9999", 6, 7);
        assertThat(number.value()).isEqualTo("A999906000007");
        assertThat(number.facility()).isEqualTo("A9999");
        assertThat(number.year()).isEqualTo(6);
        assertThat(number.sequence()).isEqualTo(7);
        assertThat(DonationNumber.of("A9999", 26, 123456).readable()).isEqualTo("A9999 26 123456 T");
    }
}
