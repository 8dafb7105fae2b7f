package org.mailuo.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.shared.DonationNumber;

/** RULE LB2: a number that was typed is believed only with its check character. */
class SearchTest {
    private static final DonationNumber DIN = DonationNumber.of("A9999", 26, 123456);

    @Test
    void aScannedAndATypedNumberAreTheSame() {
        assertThat(Search.number(DIN.barcode(0))).contains(DIN);
        assertThat(Search.number(DIN.barcode(DIN.checkFlag()))).contains(DIN);
        assertThat(Search.number(DIN.readable())).contains(DIN);
        assertThat(Search.number(DIN.value() + DIN.checkCharacter())).contains(DIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A999926123456", "A9999 26 123456", "=A999926123456", "a9999-26-123456"})
    void withoutItsCheckCharacterItIsOnlyMeant(String text) {
        assertThat(Search.number(text)).isEmpty();
        assertThat(Search.unchecked(text)).contains(new Search.Unchecked(DIN, true));
    }

    @Test
    void aWrongCheckCharacterIsSaidToBeWrong() {
        char wrong = DIN.checkCharacter() == 'X' ? 'Y' : 'X';
        assertThat(Search.unchecked(DIN.value() + wrong)).contains(new Search.Unchecked(DIN, false));
        assertThat(Search.unchecked(DIN.readable())).isEmpty();
    }

    @Test
    void aBagIsNamedByNumberProductAndDivision() {
        assertThat(Search.bag(DIN.readable() + " LRC 00"))
                .contains(new Search.NamedBag(DIN, org.mailuo.shared.ProductCode.of("LRC"), "00"));
        assertThat(Search.bag(DIN.readable() + " ap 02").map(Search.NamedBag::division))
                .contains("02");
        assertThat(Search.bag("A9999 26 123456 LRC")).isEmpty();
        assertThat(Search.bag("Marie Curie")).isEmpty();
    }

    @Test
    void digitsMayBeManyThings() {
        assertThat(Search.ordinal("#17")).contains(17L);
        assertThat(Search.ordinal("17a")).isEmpty();
        assertThat(Search.ordinal("1234567890123456")).isEmpty();
        assertThat(Search.sequence("000017")).contains(17);
        assertThat(Search.sequence("17")).isEmpty();
    }
}
