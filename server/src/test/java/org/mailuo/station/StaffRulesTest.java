package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;

class StaffRulesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void passwordHasAtLeastTwelveCharacters() {
        assertThat(PasswordRules.isAcceptable("abcdefghijk", "x1").isAllowed()).isFalse();
        assertThat(PasswordRules.isAcceptable("abcdefghijkl", "x1").isAllowed()).isTrue();
        assertThat(PasswordRules.isAcceptable("abcdefghijklm", "x1").isAllowed())
                .isTrue();
    }

    @Test
    void passwordHasAtMost128Characters() {
        assertThat(PasswordRules.isAcceptable("abcdefgh".repeat(16), "x1").isAllowed())
                .isTrue();
        assertThat(PasswordRules.isAcceptable("abcdefgh".repeat(16) + "i", "x1").isAllowed())
                .isFalse();
    }

    @Test
    void passwordIsNeitherTheLoginNorOneSign() {
        assertThat(PasswordRules.isAcceptable("my-Li.Na-password", "li.na").isAllowed())
                .isFalse();
        assertThat(PasswordRules.isAcceptable("abcdabcdabcd", "x1").isAllowed()).isFalse();
        assertThat(PasswordRules.isAcceptable("abcdeabcdeab", "x1").isAllowed()).isTrue();
    }

    @Test
    void aNewPasswordIsAnother() {
        assertThat(PasswordRules.isNew("abcdefghijkl", "abcdefghijkm").isAllowed())
                .isTrue();
        assertThat(PasswordRules.isNew("abcdefghijkl", "abcdefghijkl"))
                .isEqualTo(Decision.refuse("station.password-same"));
    }

    @Test
    void aTrainingSaysWhatByWhomAndEndsNotBeforeItBegan() {
        assertThat(StaffRules.isTraining(new NewTraining("Issue", "Li", DAY, DAY))
                        .isAllowed())
                .isTrue();
        assertThat(StaffRules.isTraining(new NewTraining(" ", "Li", DAY, DAY)))
                .isEqualTo(Decision.refuse("station.training-unnamed"));
        assertThat(StaffRules.isTraining(new NewTraining("Issue", " ", DAY, DAY)))
                .isEqualTo(Decision.refuse("station.training-unnamed"));
        assertThat(StaffRules.isTraining(new NewTraining("Issue", "Li", DAY, DAY.minusDays(1)))
                        .isAllowed())
                .isFalse();
    }

    @Test
    void hardStop19_noDutyBeforeItsTrainingOrBeyondItsEnd() {
        Training training = new Training(new UUID(0, 1), "Issue", "Li", DAY, DAY.plusDays(30));
        assertThat(StaffRules.isTrained(training, DAY, DAY.plusDays(30)).isAllowed())
                .isTrue();
        assertThat(StaffRules.isTrained(training, DAY.minusDays(1), DAY.plusDays(30)))
                .isEqualTo(Decision.refuse("station.not-trained", DAY, DAY.plusDays(30)));
        assertThat(StaffRules.isTrained(training, DAY, DAY.plusDays(31)).isAllowed())
                .isFalse();
    }

    @Test
    void loginHasTwoToFortySigns() {
        assertThat(StaffRules.isLogin("a").isAllowed()).isFalse();
        assertThat(StaffRules.isLogin("a1").isAllowed()).isTrue();
        assertThat(StaffRules.isLogin("a".repeat(40)).isAllowed()).isTrue();
        assertThat(StaffRules.isLogin("a".repeat(41)).isAllowed()).isFalse();
        assertThat(StaffRules.isLogin("Upper").isAllowed()).isFalse();
        assertThat(StaffRules.isLogin(".dot").isAllowed()).isFalse();
    }

    @Test
    void hospitalsAndStationNeverShareADuty() {
        assertThat(StaffRules.mayHave(Set.of(Duty.HOSPITAL), true).isAllowed()).isTrue();
        assertThat(StaffRules.mayHave(Set.of(Duty.HOSPITAL), false).isAllowed()).isFalse();
        assertThat(StaffRules.mayHave(Set.of(Duty.RELEASE), true).isAllowed()).isFalse();
        assertThat(StaffRules.mayHave(Set.of(Duty.RELEASE), false).isAllowed()).isTrue();
        assertThat(StaffRules.mayHave(Set.of(Duty.RELEASE, Duty.HOSPITAL), true).isAllowed())
                .isFalse();
    }

    @Test
    void anAuthorisationEndsOnItsLastDay() {
        assertThat(StaffRules.isSpan(DAY, DAY).isAllowed()).isTrue();
        assertThat(StaffRules.isSpan(DAY, DAY.minusDays(1)).isAllowed()).isFalse();
        var week = new StaffView.Authorisation(new java.util.UUID(0, 1), Duty.TEST, DAY, DAY.plusDays(6));
        assertThat(week.isValidOn(DAY.minusDays(1))).isFalse();
        assertThat(week.isValidOn(DAY)).isTrue();
        assertThat(week.isValidOn(DAY.plusDays(6))).isTrue();
        assertThat(week.isValidOn(DAY.plusDays(7))).isFalse();
    }

    @Test
    void aLoginIsReadInSmallLettersAndAPersonHasAName() {
        assertThat(StaffRules.normal(" Li.Na ")).isEqualTo("li.na");
        assertThat(StaffRules.isName(" ").isAllowed()).isFalse();
        assertThat(StaffRules.isName("李娜")).isEqualTo(Decision.ALLOWED);
    }
}
