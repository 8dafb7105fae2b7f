package org.mailuo.release.labelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.shared.Reason;

/** RULE REL-LABEL: printed barcode = unit, group = result, expiry = computed. */
class LabelCheckTest {
    private final FinalLabel label = LabelFixtures.redCells();

    @Test
    void oneScanOfTheWholeLabelProvesIt() {
        assertThat(LabelCheck.verify(label, List.of(label.compound().encode())).isAllowed())
                .isTrue();
    }

    @Test
    void fourLinearScansProveIt() {
        assertThat(LabelCheck.verify(label, linear()).isAllowed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, =A99992612345700, number",
        "0, =A99992612345609, number",
        "1, =%9500, group",
        "1, =%5200, group",
        "2, =<E0398VA0, product",
        "3, &>0261032358, expiry"
    })
    void oneDifferenceVoidsIt(int place, String scan, String what) {
        List<String> scans = linear();
        String expected = scans.set(place, scan);
        assertThat(LabelCheck.verify(label, scans).reasons())
                .containsExactly(Reason.of("labelling." + what + "-differs", expected, scan));
    }

    @ParameterizedTest
    @CsvSource({"0, number", "1, group", "2, product", "3, expiry"})
    void whatWasNotScannedIsNotProven(int place, String what) {
        List<String> scans = linear();
        scans.remove(place);
        assertThat(LabelCheck.verify(label, scans).reasons())
                .containsExactly(Reason.of("labelling." + what + "-not-scanned"));
    }

    @Test
    void aSecondLabelOnTheBagIsSeen() {
        List<String> scans = linear();
        scans.add("=%6200");
        assertThat(LabelCheck.verify(label, scans).reasons())
                .containsExactly(Reason.of("labelling.group-differs", "=%5100", "=%6200"));
    }

    @Test
    void anUnreadableScanIsNotPassedOver() {
        List<String> scans = linear();
        scans.add("=%51");
        assertThat(LabelCheck.verify(label, scans).reasons()).containsExactly(Reason.of("labelling.unreadable"));
        assertThat(LabelCheck.verify(label, List.of()).reasons()).hasSize(4);
    }

    private List<String> linear() {
        return new ArrayList<>(List.of(
                label.donation().encode(),
                label.groups().encode(),
                label.product().encode(),
                label.expiry().encode()));
    }
}
