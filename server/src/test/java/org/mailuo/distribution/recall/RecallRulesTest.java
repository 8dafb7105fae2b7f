package org.mailuo.distribution.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.CauseId;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

class RecallRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T02:00:00Z");

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void ruleRC1_onlyARecallOrQualityIsOpenedByHand(HoldReason reason) {
        boolean byHand = reason == HoldReason.RECALL || reason == HoldReason.QUALITY;
        assertThat(codes(RecallRules.mayOpen(cause(reason, CauseScope.BAG_LOT), true)))
                .isEqualTo(byHand ? List.of() : List.of("distribution.recall-kind"));
    }

    @ParameterizedTest
    @EnumSource(CauseScope.class)
    void ruleRC1_neverForTheWholeStation(CauseScope scope) {
        assertThat(codes(RecallRules.mayOpen(cause(HoldReason.RECALL, scope), true)))
                .isEqualTo(scope == CauseScope.STATION ? List.of("distribution.recall-kind") : List.of());
    }

    @Test
    void ruleRC1_theStationMustKnowWhatIsRecalled() {
        assertThat(codes(RecallRules.mayOpen(cause(HoldReason.RECALL, CauseScope.BAG_LOT), false)))
                .containsExactly("distribution.recall-unknown");
    }

    @ParameterizedTest
    @EnumSource(BagStatus.class)
    void ruleRC2_aBagIsAccountedForWhereItEnded(BagStatus status) {
        boolean ended = EnumSet.of(BagStatus.TRANSFUSED, BagStatus.RETURNED, BagStatus.DISCARDED)
                .contains(status);
        assertThat(RecallRules.isEnd(status)).isEqualTo(ended);
        assertThat(RecallRules.isDone(line(status, true, true, null)))
                .as("held, and its hospital knows")
                .isEqualTo(ended);
        assertThat(RecallRules.isDone(line(status, false, false, null)))
                .as("cleared before its end")
                .isEqualTo(!ended);
    }

    @Test
    void ruleRC2_aLineIsDoneWhenItsHospitalKnowsAndTheBagIsAccountedFor() {
        assertThat(RecallRules.isDone(line(BagStatus.RETURNED, true, true, null)))
                .isTrue();
        assertThat(RecallRules.isDone(line(BagStatus.RETURNED, true, false, null)))
                .as("nobody told the hospital")
                .isFalse();
        assertThat(RecallRules.isDone(line(BagStatus.ISSUED, true, true, null)))
                .as("nobody knows where it is")
                .isFalse();
        assertThat(RecallRules.isDone(line(BagStatus.TRANSFERRED, true, true, "destroyed there")))
                .as("settled in words")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,false", "1,true", "200,true", "201,false"})
    void ruleRC2_aSettlementHasOneToTwoHundredSigns(int signs, boolean allowed) {
        assertThat(codes(RecallRules.maySettle(line(BagStatus.TRANSFERRED, true, true, null), "x".repeat(signs))))
                .isEqualTo(allowed ? List.of() : List.of("distribution.recall-words"));
    }

    @Test
    void ruleRC2_whatIsAccountedForIsNotSettledAgain() {
        assertThat(codes(RecallRules.maySettle(line(BagStatus.TRANSFERRED, true, true, "once"), "twice")))
                .containsExactly("distribution.recall-settled");
        assertThat(codes(RecallRules.maySettle(line(BagStatus.DISCARDED, true, true, null), "words")))
                .containsExactly("distribution.recall-settled");
    }

    @Test
    void ruleRC2_aCaseIsClosedWithItsLastLine() {
        RecalledBag done = line(BagStatus.RETURNED, true, true, null);
        RecalledBag open = line(BagStatus.ISSUED, true, true, null);
        assertThat(RecallRules.mayClose(List.of())).isEqualTo(Decision.ALLOWED);
        assertThat(RecallRules.mayClose(List.of(done, done))).isEqualTo(Decision.ALLOWED);
        assertThat(RecallRules.mayClose(List.of(done, open, open)).reasons())
                .containsExactly(Reason.of("distribution.recall-open", 2));
    }

    private static NewCause cause(HoldReason reason, CauseScope scope) {
        return new NewCause(reason, scope, "LOT-1", null, null, "LEAK", "", "", List.of());
    }

    private static RecalledBag line(BagStatus status, boolean held, boolean confirmed, @Nullable String settlement) {
        return new RecalledBag(
                new CauseId(new UUID(0, 1)),
                HoldReason.RECALL,
                bag(status),
                null,
                NOW,
                NOW,
                BagStatus.ISSUED,
                held,
                confirmed ? NOW : null,
                confirmed ? "PHONE" : null,
                settlement,
                null);
    }

    private static Bag bag(BagStatus status) {
        return new Bag(
                new BagId(new UUID(0, 2)),
                new DonationNumber("A999926000001"),
                ProductCode.of("LRC"),
                "00",
                Millilitres.of(280),
                Millilitres.of(400),
                "CPDA-1",
                NOW,
                NOW,
                null,
                status,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
