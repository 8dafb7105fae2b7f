package org.mailuo.release.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.release.labelling.IsbtStructure.Collection;
import org.mailuo.release.labelling.IsbtStructure.Compound;
import org.mailuo.release.labelling.IsbtStructure.Donation;
import org.mailuo.release.labelling.IsbtStructure.Expiry;
import org.mailuo.shared.DonationNumber;

/** The strings of FACTS 4.5, both ways, and what must not be read. */
class IsbtStructureTest {
    private static final DonationNumber NUMBER = DonationNumber.of("A9999", 26, 123456);
    private static final String COMPOUND = "=+05000=A99992612345600=%5100=<E0398V00&>0261032359=\\750000005800000099";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=A99992612345600",
                "=A99992612345609",
                "=A99992612345602",
                "=A99992612345689",
                "=%5100",
                "=%95E0",
                "=<E0398V00",
                "=<D0005VA0",
                "=<D0005VAb",
                "&*0260680930",
                "&>0261032359",
                "&>0260732359",
                "=\\750000005800000099",
                "=+02000=A99992612345600=<E0398V00",
                COMPOUND
            })
    void whatIsReadIsWrittenTheSame(String barcode) {
        assertThat(IsbtStructure.parse(barcode))
                .get()
                .extracting(IsbtStructure::encode)
                .isEqualTo(barcode);
    }

    @Test
    void theWorkedLabelComesOutAsInTheTable() {
        FinalLabel label = LabelFixtures.redCells("O+", "E0398V00", new RedCellAntigens("750000005800000099"));
        assertThat(label.donation().encode()).isEqualTo("=A99992612345600");
        assertThat(label.groups().encode()).isEqualTo("=%5100");
        assertThat(label.product().encode()).isEqualTo("=<E0398V00");
        assertThat(label.collection().encode()).isEqualTo("&*0260680930");
        assertThat(label.expiry().encode()).as("RULE X3").isEqualTo("&>0261032359");
        assertThat(label.compound().encode()).isEqualTo(COMPOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-09T09:30:59, &>0260680930",
        "2024-02-29T00:00,    &>0240600000",
        "2024-12-31T23:59,    &>0243662359",
        "2027-03-09T12:07,    &>0270681207",
        "2026-01-01T00:01,    &>0260010001",
        "2100-12-31T23:59,    &>1003652359",
        "1999-12-31T23:59,    &>9993652359"
    })
    void dayOfYearAndCentury(LocalDateTime at, String barcode) {
        assertThat(new Expiry(at).encode()).isEqualTo(barcode);
        assertThat(IsbtStructure.parse(barcode)).contains(new Expiry(at));
    }

    @ParameterizedTest(name = "[{index}]")
    @ValueSource(
            strings = {
                "",
                "=",
                "A99992612345600",
                "=A999926123456",
                "=A999926123456000",
                "=a99992612345600",
                "=O99992612345600",
                "=099992612345600",
                "=A99992612345614",
                "=A99992612345697",
                "=A99992612345688",
                " =A99992612345600",
                "=A99992612345600\n",
                "=%5101",
                "=%51*0",
                "=%0100",
                "=%9900",
                "=%6800",
                "=%Zz00",
                "=%510",
                "=%51000",
                "=<G0398V00",
                "=<E039V00",
                "=<E0398v00",
                "=<E0398B00",
                "=<E0398V99",
                "=<E0398V0A",
                "=<E0398VAA",
                "&>0263662359",
                "&>0260002359",
                "&>0243672359",
                "&>0261032400",
                "&>0261032360",
                "&>026103235",
                "=>026103",
                "=*026068",
                "&,00000000000",
                "&(00000",
                "=\\75000000580000009",
                "=\\7500000058000000A9",
                "=+01000=A99992612345600",
                "=+03000=A99992612345600=%5100",
                "=+01000=A99992612345600=%5100",
                "=+02001=A99992612345600=%5100",
                "=+02000=A99992612345600=%5100=",
                "=+02000=A99992612345600=%510",
                "=+02000=A99992612345600=A99992612345600",
                "=+02000=A99992612345600=+02000=%5100=<E0398V00",
                "=+02000=A99992612345600&(00000",
                "=+02000"
            })
    void anythingElseIsNotRead(String barcode) {
        assertThat(IsbtStructure.parse(barcode)).isEmpty();
    }

    /** A scan that lost, changed or swapped a character never passes as the same label. */
    @Test
    void aDamagedCompoundMessageIsNeverTheSameLabel() {
        IsbtStructure whole = IsbtStructure.parse(COMPOUND).orElseThrow();
        for (int i = 0; i < COMPOUND.length(); i++) {
            String shorter = COMPOUND.substring(0, i) + COMPOUND.substring(i + 1);
            assertThat(IsbtStructure.parse(shorter)).as(shorter).isEmpty();
            String changed =
                    COMPOUND.substring(0, i) + (COMPOUND.charAt(i) == '7' ? '8' : '7') + COMPOUND.substring(i + 1);
            assertThat(IsbtStructure.parse(changed)).as(changed).isNotEqualTo(whole);
        }
    }

    @Test
    void whatCannotBeReadCannotBeMade() {
        assertThatThrownBy(() -> new Donation(NUMBER, 14)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Donation(NUMBER, 88)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Donation(NUMBER, 97)).isInstanceOf(IllegalArgumentException.class);
        Donation donation = new Donation(NUMBER, 89);
        assertThatThrownBy(() -> new Compound(List.of(donation))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Compound(List.of(donation, donation)))
                .isInstanceOf(IllegalArgumentException.class);
        LocalDateTime tooLate = LocalDateTime.of(2900, 1, 1, 0, 0);
        assertThatThrownBy(() -> new Collection(tooLate)).isInstanceOf(IllegalArgumentException.class);
    }
}
