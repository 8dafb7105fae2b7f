package org.mailuo.collection;

import static org.mailuo.shared.Decision.ALLOWED;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.Reason;

/** Whether a donation may be recorded, and what is to be said of it. */
final class DonationRules {
    /** No collection lasts longer; a longer one is a slip. */
    static final Duration LONGEST = Duration.ofHours(4);

    private static final int MOST = 1500;

    /** What the volume and the time make of a donation. {@code held}: something is out of tolerance. */
    record Assessment(Outcome outcome, List<Reason> marks, boolean held) {
        Assessment {
            marks = List.copyOf(marks);
        }
    }

    private DonationRules() {}

    static Decision mayBeRecorded(Visit visit, NewDonation donation, LocalDate donatedOn, Instant now) {
        return Decision.all(
                isEligible(visit),
                isOfTheDay(visit, donatedOn),
                tubeAgrees(donation),
                isPossible(visit, donation, now));
    }

    /** Hard stop 4: only after a passed examination, once. */
    static Decision isEligible(Visit visit) {
        return switch (visit.state()) {
            case ELIGIBLE -> ALLOWED;
            case OPEN -> Decision.refuse("collection.not-examined");
            case DEFERRED -> Decision.refuse("collection.not-eligible");
            case DONATED -> Decision.refuse("collection.donated-before");
            case CLOSED -> Decision.refuse("collection.visit-closed");
        };
    }

    /** The examination counts for its own day. */
    static Decision isOfTheDay(Visit visit, LocalDate donatedOn) {
        return visit.visitedOn().equals(donatedOn)
                ? ALLOWED
                : Decision.refuse("collection.another-day", visit.visitedOn(), donatedOn);
    }

    /** Hard stop 6. */
    static Decision tubeAgrees(NewDonation donation) {
        return donation.din().equals(donation.tube())
                ? ALLOWED
                : Decision.refuse(
                        "collection.tube-mismatch",
                        donation.din().readable(),
                        donation.tube().readable());
    }

    /** People write times to the minute: a start in the minute of the decision is not before it. */
    static Decision isPossible(Visit visit, NewDonation donation, Instant now) {
        Instant decidedAt = visit.decidedAt();
        return Decision.all(
                decidedAt != null && donation.startedAt().isBefore(decidedAt.truncatedTo(ChronoUnit.MINUTES))
                        ? Decision.refuse("collection.before-decision", decidedAt)
                        : ALLOWED,
                donation.endedAt().isAfter(now) ? Decision.refuse("collection.in-future") : ALLOWED,
                donation.endedAt().isBefore(donation.startedAt())
                                || Duration.between(donation.startedAt(), donation.endedAt())
                                                .compareTo(LONGEST)
                                        > 0
                        ? Decision.refuse("collection.times")
                        : ALLOWED,
                donation.drawn().value() > MOST
                        ? Decision.refuse("collection.volume", donation.drawn().value(), MOST)
                        : ALLOWED);
    }

    /** RULE V1, V2: complete within the tolerance, held outside it, failed where nothing usable was drawn. */
    static Assessment assess(RuleSet rules, Intention intention, boolean inhibitor, NewDonation donation) {
        RuleSet.Volumes volumes = rules.body().volumes();
        int drawn = donation.drawn().value();
        if (drawn < volumes.failedBelowMl()) {
            return new Assessment(Outcome.FAILED, List.of(Reason.of("collection.failed", drawn)), false);
        }
        int least = least(volumes, intention);
        int most = most(volumes, intention);
        List<Reason> marks = new ArrayList<>();
        if (drawn < least) {
            marks.add(Reason.of("collection.part", drawn, least, "V1"));
        } else if (drawn > most) {
            marks.add(Reason.of("collection.over", drawn, most, "V1"));
        }
        boolean held = !marks.isEmpty();
        marks.addAll(restrictions(volumes, intention, inhibitor, donation));
        return new Assessment(drawn < least ? Outcome.PART : Outcome.COMPLETE, marks, held);
    }

    private static int least(RuleSet.Volumes volumes, Intention intention) {
        return switch (intention.kind()) {
            // Rounded inwards, so that a broken millilitre is never in the donor's or the patient's disfavour.
            case WHOLE_BLOOD -> -Math.floorDiv(-intention.nominalMl() * (100 - volumes.tolerancePercent()), 100);
            case APHERESIS_PLATELETS -> intention.doses() * volumes.doseAtLeast();
        };
    }

    private static int most(RuleSet.Volumes volumes, Intention intention) {
        return switch (intention.kind()) {
            case WHOLE_BLOOD -> Math.floorDiv(intention.nominalMl() * (100 + volumes.tolerancePercent()), 100);
            case APHERESIS_PLATELETS -> intention.doses() * volumes.doseAtMost();
        };
    }

    /** FACTS 3.3, RULE E23: what must not be made of whole blood that ran slowly or holds an inhibitor. */
    static List<Reason> restrictions(
            RuleSet.Volumes volumes, Intention intention, boolean inhibitor, NewDonation donation) {
        List<Reason> marks = new ArrayList<>();
        if (intention.kind() != DonationKind.WHOLE_BLOOD) {
            return marks;
        }
        long seconds =
                Duration.between(donation.startedAt(), donation.endedAt()).toSeconds();
        volumes.amount(intention.nominalMl()).ifPresent(amount -> {
            if (seconds > amount.platelets()) {
                marks.add(Reason.of(Donation.NO_PLATELETS, minutes(seconds), minutes(amount.platelets())));
            }
            if (seconds > amount.plasma()) {
                marks.add(Reason.of(Donation.NO_FRESH_PLASMA, minutes(seconds), minutes(amount.plasma())));
            }
        });
        if (inhibitor) {
            marks.add(Reason.of(Donation.NO_PLATELETS + "-inhibitor", "E23"));
        }
        return marks;
    }

    private static String minutes(long seconds) {
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    /** RULE V1: net grams by density, rounded to the nearest millilitre. */
    static Millilitres volume(RuleSet rules, int grams) {
        return Millilitres.of(BigDecimal.valueOf(grams)
                .divide(rules.body().volumes().density(), 0, RoundingMode.HALF_UP)
                .intValueExact());
    }
}
