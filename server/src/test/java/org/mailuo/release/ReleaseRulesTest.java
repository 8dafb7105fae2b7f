package org.mailuo.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.release.ReleaseFacts.Collected;
import org.mailuo.release.ReleaseFacts.Made;
import org.mailuo.release.ReleaseFacts.Tested;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.FamilyHold;
import org.mailuo.units.FamilyHold.Kinship;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;

/** RULE REL 1 to 11, each alone against a bag that is otherwise in order. */
class ReleaseRulesTest {
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");
    private static final Instant NOW = Instant.parse("2026-03-10T01:00:00Z");
    private static final UUID RELEASER = new UUID(1, 1);
    private static final UUID SOMEBODY = new UUID(1, 2);
    private static final BloodGroup O_POSITIVE = BloodGroup.of("O+");
    private static final Optional<Collected> COLLECTED = Optional.of(new Collected(true, true));
    private static final Optional<Tested> TESTED =
            Optional.of(new Tested(true, true, Optional.of(O_POSITIVE), Set.of(SOMEBODY)));
    private static final Optional<Made> MADE = Optional.of(new Made(SOMEBODY, true));

    private static final BagId BAG = new BagId(new UUID(0, 1));
    private static final Bag RELATIVE = bag(new BagId(new UUID(0, 2)), "WB", BagStatus.CONSUMED, 1);

    @Test
    void aBagInOrderIsReleased() {
        assertThat(ReleaseRules.mayRelease(inOrder())).isEqualTo(Decision.ALLOWED);
    }

    @Test
    void aBagThatNobodyKnowsAnythingAboutIsRefusedOnEveryCount() {
        ReleaseFacts unknown = new ReleaseFacts(
                bag(BagStatus.QUARANTINE, 0),
                NOW,
                RELEASER,
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty());
        assertThat(codes(ReleaseRules.mayRelease(unknown)))
                .containsExactly(
                        "release.no-collection", "release.results-not-final", "release.not-fit", "release.no-group");
    }

    /** What a release long given still needs when the bag is labelled or leaves; holds and date are asked elsewhere. */
    @Test
    void rel1And4To6_aReleaseStandsWhileTheDonorTheResultsAndTheGroupDo() {
        assertThat(ReleaseRules.stillStands(inOrder()).isAllowed()).isTrue();
        assertThat(codes(ReleaseRules.stillStands(facts(COLLECTED, true, TESTED, Set.of(), MADE))))
                .containsExactly("release.donor-deferred");
        assertThat(codes(ReleaseRules.stillStands(facts(COLLECTED, false, Optional.empty(), Set.of(), MADE))))
                .containsExactly("release.results-not-final", "release.not-fit", "release.no-group");
        assertThat(codes(ReleaseRules.stillStands(facts(COLLECTED, false, TESTED, Set.of(BloodGroup.of("O-")), MADE))))
                .containsExactly("release.group-conflict");
    }

    @ParameterizedTest
    @CsvSource({"false,true,release.donor-not-eligible", "true,false,release.collection-not-complete"})
    void rel1To3_theVisitMustBeEligibleAndTheCollectionComplete(boolean eligible, boolean complete, String code) {
        Optional<Collected> collected = Optional.of(new Collected(eligible, complete));
        assertThat(codes(ReleaseRules.mayRelease(facts(collected, false, TESTED, Set.of(), MADE))))
                .containsExactly(code);
    }

    @Test
    void rel1_aDeferralOnTheDayRefusesWheneverItWasEntered() {
        assertThat(codes(ReleaseRules.mayRelease(facts(COLLECTED, true, TESTED, Set.of(), MADE))))
                .containsExactly("release.donor-deferred");
    }

    @ParameterizedTest
    @CsvSource({"false,true,release.results-not-final", "true,false,release.not-fit"})
    void rel4And5_everyResultFinalAndTheConclusionFit(boolean allFinal, boolean fit, String code) {
        Optional<Tested> tested = Optional.of(new Tested(allFinal, fit, Optional.of(O_POSITIVE), Set.of(SOMEBODY)));
        assertThat(codes(ReleaseRules.mayRelease(facts(COLLECTED, false, tested, Set.of(), MADE))))
                .containsExactly(code);
    }

    @Test
    void rel6_aGroupThatDiffersFromHistoryInAboOrRhdIsRefused() {
        for (BloodGroup other : BloodGroup.all()) {
            boolean same = other.equals(O_POSITIVE);
            assertThat(codes(ReleaseRules.mayRelease(facts(COLLECTED, false, TESTED, Set.of(other), MADE))))
                    .as(other.toString())
                    .isEqualTo(same ? List.of() : List.of("release.group-conflict"));
        }
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void rel7_8_10_anyOpenHoldRefuses(HoldReason reason) {
        ReleaseFacts held = new ReleaseFacts(
                bag(BagStatus.QUARANTINE, 1),
                NOW,
                RELEASER,
                COLLECTED,
                false,
                TESTED,
                Set.of(),
                List.of(hold(reason)),
                List.of(),
                MADE);
        assertThat(codes(ReleaseRules.mayRelease(held))).containsExactly("release.held");
    }

    @Test
    void rel7_holdsThatDoNotAddUpRefuse() {
        ReleaseFacts odd = new ReleaseFacts(
                bag(BagStatus.QUARANTINE, 1),
                NOW,
                RELEASER,
                COLLECTED,
                false,
                TESTED,
                Set.of(),
                List.of(),
                List.of(),
                MADE);
        assertThat(codes(ReleaseRules.mayRelease(odd))).containsExactly("release.holds-uncertain");
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void rel7_anyHoldOnWhatItWasMadeOfRefuses(HoldReason reason) {
        Decision decision = ReleaseRules.mayRelease(withFamily(
                List.of(), new FamilyHold(BAG, Kinship.ANCESTOR, RELATIVE, hold(RELATIVE.id(), reason, ""))));
        assertThat(decision.reasons())
                .containsExactly(Reason.of("release.ancestor-held", RELATIVE.name(), reason, NOW));
    }

    @ParameterizedTest
    @EnumSource(HoldReason.class)
    void rel7_aHoldOfTheDonationOnAnotherBagOfItRefuses(HoldReason reason) {
        Decision decision = ReleaseRules.mayRelease(
                withFamily(List.of(), new FamilyHold(BAG, Kinship.SIBLING, RELATIVE, hold(RELATIVE.id(), reason, ""))));
        boolean speaksOfTheDonation = Set.of(HoldReason.UNFIT, HoldReason.GROUP_CONFLICT, HoldReason.POST_DONATION)
                .contains(reason);
        assertThat(decision.reasons())
                .isEqualTo(
                        speaksOfTheDonation
                                ? List.of(Reason.of("release.sibling-held", RELATIVE.name(), reason, NOW))
                                : List.of());
    }

    @Test
    void rel7_aHoldSharedWithTheFamilyIsToldOnce() {
        Hold own = hold(HoldReason.UNFIT);
        Hold ofAnotherCause = new Hold(
                new UUID(2, 3), RELATIVE.id(), HoldReason.UNFIT, "", NOW, null, null, null, new UUID(3, 1), null);
        assertThat(codes(ReleaseRules.mayRelease(withFamily(
                        List.of(own),
                        new FamilyHold(BAG, Kinship.ANCESTOR, RELATIVE, hold(RELATIVE.id(), HoldReason.UNFIT, "")),
                        new FamilyHold(BAG, Kinship.SIBLING, RELATIVE, hold(RELATIVE.id(), HoldReason.UNFIT, ""))))))
                .containsExactly("release.held");
        assertThat(codes(ReleaseRules.mayRelease(withFamily(
                        List.of(own),
                        new FamilyHold(BAG, Kinship.ANCESTOR, RELATIVE, hold(RELATIVE.id(), HoldReason.QUALITY, "")),
                        new FamilyHold(BAG, Kinship.ANCESTOR, RELATIVE, hold(RELATIVE.id(), HoldReason.UNFIT, "HIV")),
                        new FamilyHold(BAG, Kinship.ANCESTOR, RELATIVE, ofAnotherCause)))))
                .as("another reason, another detail, another cause")
                .containsExactly(
                        "release.held", "release.ancestor-held", "release.ancestor-held", "release.ancestor-held");
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,false", "1,false"})
    void rel9_nothingIsReleasedFromItsExpiryOn(long secondsAfterExpiry, boolean allowed) {
        ReleaseFacts facts = new ReleaseFacts(
                bag(BagStatus.QUARANTINE, 0),
                EXPIRY.plusSeconds(secondsAfterExpiry),
                RELEASER,
                COLLECTED,
                false,
                TESTED,
                Set.of(O_POSITIVE),
                List.of(),
                List.of(),
                MADE);
        assertThat(ReleaseRules.mayRelease(facts).isAllowed()).isEqualTo(allowed);
    }

    @Test
    void rel9_aComponentFromAnInvalidMakingIsRefused() {
        Optional<Made> made = Optional.of(new Made(SOMEBODY, false));
        assertThat(codes(ReleaseRules.mayRelease(facts(COLLECTED, false, TESTED, Set.of(), made))))
                .containsExactly("release.making-not-valid");
    }

    @Test
    void rel11_whoTestedOrMadeDoesNotRelease() {
        Optional<Tested> tested =
                Optional.of(new Tested(true, true, Optional.of(O_POSITIVE), Set.of(SOMEBODY, RELEASER)));
        Optional<Made> made = Optional.of(new Made(RELEASER, true));
        assertThat(codes(ReleaseRules.mayRelease(facts(COLLECTED, false, tested, Set.of(), made))))
                .containsExactly("release.releaser-tested", "release.releaser-made");
    }

    @ParameterizedTest
    @EnumSource(value = BagStatus.class, mode = EnumSource.Mode.EXCLUDE, names = "QUARANTINE")
    void onlyWhatWaitsInQuarantineIsReleased(BagStatus status) {
        ReleaseFacts facts = new ReleaseFacts(
                bag(status, 0), NOW, RELEASER, COLLECTED, false, TESTED, Set.of(), List.of(), List.of(), MADE);
        assertThat(codes(ReleaseRules.mayRelease(facts))).containsExactly("release.not-in-quarantine");
    }

    @Test
    void ruleRelLabel_onlyADifferentCodeVoidsTheLabel() {
        assertThat(LabelRules.voids(Decision.refuse("labelling.group-differs"))).isTrue();
        assertThat(LabelRules.voids(Decision.refuse("labelling.group-not-scanned")))
                .isFalse();
        assertThat(LabelRules.voids(Decision.ALLOWED)).isFalse();
    }

    private static ReleaseFacts inOrder() {
        return facts(COLLECTED, false, TESTED, Set.of(O_POSITIVE), MADE);
    }

    private static ReleaseFacts facts(
            Optional<Collected> collected,
            boolean deferred,
            Optional<Tested> tested,
            Set<BloodGroup> history,
            Optional<Made> made) {
        return new ReleaseFacts(
                bag(BagStatus.QUARANTINE, 0),
                NOW,
                RELEASER,
                collected,
                deferred,
                tested,
                history,
                List.of(),
                List.of(),
                made);
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }

    private static ReleaseFacts withFamily(List<Hold> own, FamilyHold... family) {
        return new ReleaseFacts(
                bag(BagStatus.QUARANTINE, own.size()),
                NOW,
                RELEASER,
                COLLECTED,
                false,
                TESTED,
                Set.of(),
                own,
                List.of(family),
                MADE);
    }

    private static Hold hold(HoldReason reason) {
        return hold(BAG, reason, "");
    }

    private static Hold hold(BagId bag, HoldReason reason, String detail) {
        return new Hold(new UUID(2, 1), bag, reason, detail, NOW, null, null, null, null, null);
    }

    private static Bag bag(BagStatus status, int holds) {
        return bag(BAG, "LRC", status, holds);
    }

    private static Bag bag(BagId id, String product, BagStatus status, int holds) {
        return new Bag(
                id,
                new DonationNumber("A999926000001"),
                ProductCode.of(product),
                "00",
                Millilitres.of(280),
                Millilitres.of(400),
                "CPDA-1",
                Instant.parse("2026-03-09T01:30:00Z"),
                EXPIRY,
                null,
                status,
                holds,
                null,
                null,
                null,
                null,
                null);
    }
}
