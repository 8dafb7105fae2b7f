package org.mailuo.collection.aftercare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.collection.Donation;
import org.mailuo.collection.DonationKind;
import org.mailuo.collection.VisitId;
import org.mailuo.collection.aftercare.FollowUp.Outcome;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;
import org.mailuo.units.CauseScope;
import org.mailuo.units.NewCause;

class AftercareRulesTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");
    private static final DonorId DONOR = new DonorId(new UUID(0, 1));
    private static final ReportReason RISK = new ReportReason("RISK", 365);
    private static final ReportReason EXCLUSION = new ReportReason("EXCLUSION", null);

    private static final Donation GIVEN = new Donation(
            new DonationNumber("A999926000001"),
            new VisitId(new UUID(0, 3)),
            DONOR,
            new UUID(0, 4),
            DonationKind.WHOLE_BLOOD,
            true,
            400,
            0,
            Millilitres.of(400),
            "CPDA-1",
            "BL-1",
            Instant.parse("2026-03-01T02:00:00Z"),
            Instant.parse("2026-03-01T02:08:00Z"),
            LocalDate.of(2026, 3, 1),
            Donation.Outcome.COMPLETE,
            List.of(),
            new UUID(0, 5));

    @Test
    void ruleA1_aReportIsNotFromTheFuture() {
        assertThat(codes(taken(NOW, RISK))).isEmpty();
        assertThat(codes(taken(NOW.plusSeconds(1), RISK))).containsExactly("collection.report-time");
    }

    @Test
    void ruleA1_aReportNamesAKnownReasonAndAWishItsDonation() {
        assertThat(codes(taken(NOW, null))).containsExactly("collection.report-reason");
        assertThat(codes(taken(NOW, EXCLUSION))).containsExactly("collection.report-which");
    }

    @Test
    void ruleA1_withoutADonationTheReachCountsFromTheDayOfTheReport() {
        NewCause cause = ReportRules.cause(report(NOW), null, RISK, ZONE);
        assertThat(cause.scope()).isEqualTo(CauseScope.DONOR);
        assertThat(cause.from())
                .isEqualTo(LocalDate.of(2025, 3, 9).atStartOfDay(ZONE).toInstant());
        assertThat(cause.until()).as("what he gives later is held too").isNull();
        assertThat(cause.detail()).as("RULE P3").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1,false", "0,true", "1,true"})
    void ruleA1_aReportComesAfterTheDonation(long seconds, boolean allowed) {
        Instant toldAt = GIVEN.startedAt().plusSeconds(seconds);
        assertThat(codes(ReportRules.mayBeTaken(report(toldAt), GIVEN, Optional.of(EXCLUSION), NOW)))
                .isEqualTo(allowed ? List.of() : List.of("collection.report-time"));
    }

    @Test
    void ruleA1_nobodyReportsOnTheDonationOfAnother() {
        NewReport another =
                new NewReport(new DonorId(new UUID(0, 2)), GIVEN.din(), "RISK", NewReport.Channel.PHONE, NOW, "");
        assertThat(codes(ReportRules.mayBeTaken(another, GIVEN, Optional.of(RISK), NOW)))
                .containsExactly("collection.report-other-donor");
        assertThat(codes(ReportRules.mayBeTaken(report(NOW), GIVEN, Optional.of(RISK), NOW)))
                .isEmpty();
    }

    @Test
    void ruleA1_aReasonWithoutReachHoldsTheDonationAlone() {
        NewCause alone = ReportRules.cause(report(NOW), GIVEN, EXCLUSION, ZONE);
        assertThat(alone.scope()).isEqualTo(CauseScope.DONATION);
        assertThat(alone.subject()).isEqualTo(GIVEN.din().value());
        assertThat(alone.from()).isNull();
        assertThat(alone.detail()).as("RULE P3").isEmpty();
    }

    @Test
    void ruleA1_theReachCountsFromTheDayOfTheDonation() {
        NewCause reaching = ReportRules.cause(report(NOW), GIVEN, RISK, ZONE);
        assertThat(reaching.scope()).isEqualTo(CauseScope.DONOR);
        assertThat(reaching.subject()).isEqualTo(DONOR.toString());
        assertThat(reaching.from())
                .isEqualTo(LocalDate.of(2025, 3, 1).atStartOfDay(ZONE).toInstant());
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "14,true", "60,true", "61,false"})
    void ruleH5_theWaitIsOneToSixtyDays(int days, boolean allowed) {
        LocalDate day = LocalDate.of(2026, 3, 9);
        assertThat(EpidemicRules.mayOpen(new NewWindow(day, day, days, List.of(), List.of(), ""))
                        .isAllowed())
                .isEqualTo(allowed);
    }

    @Test
    void ruleH5_theLastDayIsNotBeforeTheFirst() {
        LocalDate day = LocalDate.of(2026, 3, 9);
        assertThat(codes(EpidemicRules.mayOpen(new NewWindow(day, day.minusDays(1), 14, List.of(), List.of(), ""))))
                .containsExactly("collection.epidemic-dates");
        assertThat(EpidemicRules.mayOpen(new NewWindow(day, null, 14, List.of(), List.of(), ""))
                        .isAllowed())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"WELL,-1,false", "WELL,0,true", "WELL,1,true", "ILL,-1,true", "ILL,1,true", "UNREACHABLE,-1,true"})
    void ruleH2_wellCountsFromTheEndOfTheFullTimeOn(Outcome outcome, long seconds, boolean allowed) {
        assertThat(EpidemicRules.mayBeRecorded(outcome, NOW, NOW.plusSeconds(seconds))
                        .isAllowed())
                .isEqualTo(allowed);
    }

    private static Decision taken(Instant toldAt, @Nullable ReportReason reason) {
        return ReportRules.mayBeTaken(report(toldAt), null, Optional.ofNullable(reason), NOW);
    }

    private static NewReport report(Instant toldAt) {
        return new NewReport(DONOR, null, "RISK", NewReport.Channel.PHONE, toldAt, "");
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
