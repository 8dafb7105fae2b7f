package org.mailuo.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.shared.IdentityDocument.Kind.OTHER;
import static org.mailuo.shared.IdentityDocument.Kind.PASSPORT;
import static org.mailuo.shared.IdentityDocument.Kind.RESIDENT_ID;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FACTS 13.1: GB 11643, ISO 7064 MOD 11-2. The numbers belong to nobody alive. */
class IdentityDocumentTest {
    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, FEMALE, 1949-12-31",
        "511502189003070008, FEMALE, 1890-03-07",
        "511502189202290038, MALE,   1892-02-29",
        "330824188501020017, MALE,   1885-01-02",
        "330824189806300022, FEMALE, 1898-06-30",
        "511525189901010108, FEMALE, 1899-01-01",
        "830000189505050019, MALE,   1895-05-05"
    })
    void theNumberStatesBirthAndSex(String number, Sex sex, LocalDate born) {
        IdentityDocument document = new IdentityDocument(RESIDENT_ID, number);
        assertThat(IdentityDocument.checkDigit(number)).isEqualTo(number.charAt(17));
        assertThat(document.sex()).contains(sex);
        assertThat(document.birthDate()).contains(born);
    }

    @Test
    void everyOtherCheckDigitIsRefused() {
        for (char c : "0123456789X".toCharArray()) {
            assertThat(IdentityDocument.find(RESIDENT_ID, "51150218900307000" + c)
                            .isPresent())
                    .isEqualTo(c == '8');
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "51150218900307000", "5115021890030700088", "51150218900307000A", "5115021890O3070008"})
    void illFormedIsRefused(String number) {
        assertThat(IdentityDocument.find(RESIDENT_ID, number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"51150218900230000", "51150218910229000", "51150218901301000", "51150218900100000"})
    void aDayThatNeverWasIsRefused(String first17) {
        assertThat(IdentityDocument.find(RESIDENT_ID, first17 + IdentityDocument.checkDigit(first17)))
                .isEmpty();
    }

    @Test
    void blanksAndSmallLettersAreTakenOut() {
        assertThat(IdentityDocument.find(RESIDENT_ID, "110105 19491231 002x"))
                .contains(new IdentityDocument(RESIDENT_ID, "11010519491231002X"));
    }

    @Test
    void otherDocumentsStateNothing() {
        IdentityDocument passport = new IdentityDocument(PASSPORT, "e0000000");
        assertThat(passport.number()).isEqualTo("E0000000");
        assertThat(passport.sex()).isEmpty();
        assertThat(passport.birthDate()).isEmpty();
        assertThat(IdentityDocument.find(PASSPORT, "E-0000")).isEmpty();
        assertThat(IdentityDocument.find(OTHER, "H00000000(0)")).isPresent();
    }

    @Test
    void theNumberStaysOutOfLogsAndErrors() {
        assertThat(new IdentityDocument(RESIDENT_ID, "511502189003070008")).hasToString("RESIDENT_ID •••• 0008");
        assertThatThrownBy(() -> new IdentityDocument(RESIDENT_ID, "511502189003070009"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("0009");
    }
}
