package org.mailuo.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.shared.IdentityDocument.Kind.FOREIGN_RESIDENT;
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

    @ParameterizedTest
    @CsvSource({"511502490307000, 511502194903070005", "330824490630999, 330824184906309999"})
    void theOldFifteenDigitsAreTheSamePersonAsTheEighteen(String old, String first17AndAny) {
        String first17 = first17AndAny.substring(0, 17);
        assertThat(IdentityDocument.find(RESIDENT_ID, old))
                .contains(new IdentityDocument(RESIDENT_ID, first17 + IdentityDocument.checkDigit(first17)));
    }

    @Test
    void anOldNumberWithADayThatNeverWasIsRefused() {
        assertThat(IdentityDocument.find(RESIDENT_ID, "511502490230000")).isEmpty();
        assertThat(IdentityDocument.find(RESIDENT_ID, "911502490307000")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "FOREIGN_RESIDENT, ABC330001010001, true",
        "FOREIGN_RESIDENT, AB3330001010001, false",
        "HK_MACAO_PERMIT, H00000000, true",
        "HK_MACAO_PERMIT, m0000000001, true",
        "HK_MACAO_PERMIT, H000000000, false",
        "HK_MACAO_PERMIT, T00000000, false",
        "TAIWAN_PERMIT, 00000000, true",
        "TAIWAN_PERMIT, 000000000, false",
        "MILITARY, 军字第000001号, true",
        "MILITARY, 军, false"
    })
    void permitsHaveAForm(IdentityDocument.Kind kind, String number, boolean valid) {
        assertThat(IdentityDocument.find(kind, number).isPresent()).isEqualTo(valid);
    }

    @Test
    void aResidenceCardOfTodayStatesBirthAndSexAndIsNoResidentId() {
        String first17 = "91184018900101002";
        String number = first17 + IdentityDocument.checkDigit(first17);
        IdentityDocument card = new IdentityDocument(FOREIGN_RESIDENT, number);
        assertThat(card.birthDate()).contains(LocalDate.of(1890, 1, 1));
        assertThat(card.sex()).contains(Sex.FEMALE);
        assertThat(IdentityDocument.find(RESIDENT_ID, number)).isEmpty();
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
