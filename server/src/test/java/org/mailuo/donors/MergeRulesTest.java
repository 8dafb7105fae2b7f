package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailuo.donors.MergeRules.Side;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Reason;
import org.mailuo.shared.Sex;

class MergeRulesTest {
    private static final LocalDate BORN = LocalDate.of(1890, 3, 7);
    private static final Side DUPLICATE = side(1, Sex.FEMALE, BORN);
    private static final Side SURVIVOR = side(2, Sex.FEMALE, BORN);

    private static Side side(long number, Sex sex, LocalDate born, BloodGroup... groups) {
        return new Side(
                new Donor(new DonorId(new UUID(0, number)), number, "A", sex, born, Instant.EPOCH),
                false,
                Set.of(groups));
    }

    private static List<Reason> refusals(Side merged, Side into, String reason, Difference... confirmed) {
        return MergeRules.mayMerge(merged, into, reason, Set.of(confirmed)).reasons();
    }

    @Test
    void twoRecordsThatAgreeAreMergedForAReason() {
        assertThat(refusals(DUPLICATE, SURVIVOR, "same card")).isEmpty();
        assertThat(refusals(side(1, Sex.FEMALE, BORN, BloodGroup.of("A+")), SURVIVOR, "same card"))
                .isEmpty();
    }

    @Test
    void eachDifferenceIsConfirmedByName() {
        Side other = side(1, Sex.MALE, BORN.plusDays(1), BloodGroup.of("A+"));
        Side one = side(2, Sex.FEMALE, BORN, BloodGroup.of("O+"));
        assertThat(refusals(other, one, "x"))
                .containsExactly(
                        Reason.of("donors.merge-difference", Difference.SEX),
                        Reason.of("donors.merge-difference", Difference.BORN_ON),
                        Reason.of("donors.merge-difference", Difference.BLOOD_GROUP));
        assertThat(refusals(other, one, "x", Difference.SEX, Difference.BORN_ON))
                .containsExactly(Reason.of("donors.merge-difference", Difference.BLOOD_GROUP));
        assertThat(refusals(other, one, "x", Difference.values())).isEmpty();
    }

    @Test
    void aRecordIsNotMergedWithItselfNorTwice() {
        assertThat(refusals(SURVIVOR, SURVIVOR, "x")).containsExactly(Reason.of("donors.merge-itself"));
        Side merged = new Side(DUPLICATE.donor(), true, Set.of());
        assertThat(refusals(merged, SURVIVOR, "x")).containsExactly(Reason.of("donors.merge-merged", 1L));
        assertThat(refusals(SURVIVOR, merged, "x")).containsExactly(Reason.of("donors.merge-merged", 1L));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 501})
    void theReasonIsNeeded(int length) {
        assertThat(refusals(DUPLICATE, SURVIVOR, "x".repeat(length))).containsExactly(Reason.of("donors.merge-reason"));
        assertThat(refusals(DUPLICATE, SURVIVOR, "x".repeat(500))).isEmpty();
    }
}
