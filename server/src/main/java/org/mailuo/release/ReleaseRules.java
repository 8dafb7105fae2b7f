package org.mailuo.release;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.mailuo.release.ReleaseFacts.Tested;
import org.mailuo.shared.Decision;
import org.mailuo.units.BagStatus;
import org.mailuo.units.FamilyHold.Kinship;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;

/**
 * RULE REL 1 to 11 of FACTS 2.8, each a function of the facts alone. Missing knowledge refuses: nothing is released
 * because nobody asked. None of these rules can be overridden.
 */
final class ReleaseRules {
    /** These speak of the donation and so of all its bags, whichever of them carries the hold. */
    private static final Set<HoldReason> OF_THE_DONATION =
            Set.of(HoldReason.UNFIT, HoldReason.GROUP_CONFLICT, HoldReason.POST_DONATION);

    private ReleaseRules() {}

    /** All eleven, with every reason. */
    static Decision mayRelease(ReleaseFacts facts) {
        return Decision.all(
                isInQuarantine(facts),
                donorWasEligible(facts),
                donorIsNotDeferred(facts),
                collectionIsComplete(facts),
                resultsAreFinal(facts),
                conclusionIsFit(facts),
                groupIsCertain(facts),
                nothingIsOpen(facts),
                familyIsFree(facts),
                makingIsValid(facts),
                isInDate(facts),
                releaserIsAnother(facts));
    }

    /** REL 1 and 4 to 6 once more when a bag is labelled or leaves: what became known since its release. */
    static Decision stillStands(ReleaseFacts facts) {
        return Decision.all(
                donorIsNotDeferred(facts), resultsAreFinal(facts), conclusionIsFit(facts), groupIsCertain(facts));
    }

    /** Only what waits can be released. */
    static Decision isInQuarantine(ReleaseFacts facts) {
        return when(
                facts.bag().status() == BagStatus.QUARANTINE,
                "release.not-in-quarantine",
                facts.bag().status());
    }

    /** REL 1, 2: the visit decision, with its intervals and volumes, is eligible and signed. */
    static Decision donorWasEligible(ReleaseFacts facts) {
        return facts.collection()
                .map(visit -> when(visit.eligible(), "release.donor-not-eligible"))
                .orElseGet(() -> Decision.refuse("release.no-collection"));
    }

    /** REL 1: no deferral covers the day of collection, whenever it was entered. */
    static Decision donorIsNotDeferred(ReleaseFacts facts) {
        return when(!facts.donorDeferred(), "release.donor-deferred");
    }

    /** REL 3: the record is complete and the volume within tolerance. */
    static Decision collectionIsComplete(ReleaseFacts facts) {
        return facts.collection()
                .map(visit -> when(visit.complete(), "release.collection-not-complete"))
                .orElse(Decision.ALLOWED);
    }

    /** REL 4: no marker pending, invalid, missing or contradictory. */
    static Decision resultsAreFinal(ReleaseFacts facts) {
        return when(facts.testing().filter(Tested::allFinal).isPresent(), "release.results-not-final");
    }

    /** REL 5: every marker non-reactive, ALT within its limit, as the system concluded. */
    static Decision conclusionIsFit(ReleaseFacts facts) {
        return when(facts.testing().filter(Tested::fit).isPresent(), "release.not-fit");
    }

    /** REL 6: a concluded group that equals every earlier one. */
    static Decision groupIsCertain(ReleaseFacts facts) {
        return facts.testing()
                .flatMap(Tested::group)
                .map(group -> facts.historicGroups().stream()
                        .filter(other -> !other.equals(group))
                        .findFirst()
                        .map(other -> Decision.refuse("release.group-conflict", group, other))
                        .orElse(Decision.ALLOWED))
                .orElseGet(() -> Decision.refuse("release.no-group"));
    }

    /** REL 7, 8, 10: no open hold of any kind; excursions, recalls and epidemic waits are holds. */
    static Decision nothingIsOpen(ReleaseFacts facts) {
        Stream<Decision> held =
                facts.openHolds().stream().map(hold -> Decision.refuse("release.held", hold.reason(), hold.openedAt()));
        boolean counted = facts.bag().openHolds() == facts.openHolds().size();
        return Decision.all(Stream.concat(held, Stream.of(when(counted, "release.holds-uncertain"))));
    }

    /**
     * REL 7: nor is a hold open on what the bag was made of, nor one that speaks of the donation on another bag of it. A
     * hold that the bag shares with its family is told once, as its own.
     */
    static Decision familyIsFree(ReleaseFacts facts) {
        return Decision.all(facts.familyHolds().stream()
                .filter(family -> family.kinship() == Kinship.ANCESTOR
                        || OF_THE_DONATION.contains(family.hold().reason()))
                .filter(family -> facts.openHolds().stream().noneMatch(own -> isSame(own, family.hold())))
                .map(family -> Decision.refuse(
                        family.kinship() == Kinship.ANCESTOR ? "release.ancestor-held" : "release.sibling-held",
                        family.relative().name(),
                        family.hold().reason(),
                        family.hold().openedAt())));
    }

    private static boolean isSame(Hold one, Hold other) {
        return one.reason() == other.reason()
                && one.detail().equals(other.detail())
                && Objects.equals(one.cause(), other.cause());
    }

    /** REL 9: a component comes from a valid making; a bag as it was collected was made by nobody. */
    static Decision makingIsValid(ReleaseFacts facts) {
        return facts.making()
                .map(making -> when(making.valid(), "release.making-not-valid"))
                .orElse(Decision.ALLOWED);
    }

    /** REL 9, RULE X5. */
    static Decision isInDate(ReleaseFacts facts) {
        return when(
                !facts.bag().isExpiredAt(facts.at()),
                "release.expired",
                facts.bag().expiresAt());
    }

    /** REL 11: who releases has neither tested nor made (persons are compared, not duties). */
    static Decision releaserIsAnother(ReleaseFacts facts) {
        boolean tested = facts.testing()
                .filter(testing -> testing.testers().contains(facts.releaser()))
                .isPresent();
        boolean made = facts.making()
                .filter(making -> making.maker().equals(facts.releaser()))
                .isPresent();
        return Decision.all(when(!tested, "release.releaser-tested"), when(!made, "release.releaser-made"));
    }

    private static Decision when(boolean satisfied, String code, Object... arguments) {
        return satisfied ? Decision.ALLOWED : Decision.refuse(code, arguments);
    }
}
