package org.mailuo.collection;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.Scope;
import org.mailuo.donors.Standing;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Stations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From the door to the couch: a donor checks in, is examined, and is found eligible or not. */
@Service
@Transactional
public class Visits {
    private final VisitStore store;
    private final Donors donors;
    private final RuleBook rules;
    private final Trail trail;
    private final Stations stations;

    Visits(VisitStore store, Donors donors, RuleBook rules, Trail trail, Stations stations) {
        this.store = store;
        this.donors = donors;
        this.rules = rules;
        this.trail = trail;
        this.stations = stations;
    }

    /**
     * Opens the visit of a donor who came. Whoever may not give for what is known already (deferral, age, interval,
     * amount) gets his visit decided at once: it is {@link Visit.State#DEFERRED}, with every reason stored.
     *
     * @param siteId a site of the station
     * @throws RefusedException {@code collection.visit-open} while another visit of his waits
     */
    public VisitId open(Command command, DonorId donor, UUID siteId, Intention intention) {
        trail.begin(command.require(Duty.REGISTER), "collection.open");
        EligibilityFacts facts = facts(
                today(command),
                intention,
                donors.standing(command.station(), donor),
                store.past(command.station(), donor));
        return store.insert(command, facts, siteId, EligibilityRules.atCheckIn(facts))
                .orElseThrow(() -> new RefusedException(Reason.of("collection.visit-open")));
    }

    /**
     * Judges a donor by the rule set in force on the day of the visit, stores what was measured with every reason, and
     * records the temporary deferrals that follow. A visit that was refused at check-in stays refused.
     *
     * @return whether he may be bled today
     * @throws RefusedException for impossible numbers, or if the visit was decided before; nothing is stored then
     */
    public Decision examine(Command command, VisitId id, Examination examination) {
        trail.begin(command.require(Duty.EXAMINE), "collection.examine");
        VisitStore.Opened opened = store.lock(command.station(), id);
        Visit visit = opened.visit();
        if (visit.state() == Visit.State.DEFERRED) {
            return Decision.of(visit.reasons());
        }
        mayBeExamined(visit, today(command)).orThrow();
        PlausibilityRules.isPossible(examination).orThrow();
        Standing standing = donors.standing(command.station(), visit.donor());
        EligibilityFacts facts = facts(visit.visitedOn(), visit.intention(), standing, opened.past());
        Decision decision = EligibilityRules.afterExamination(facts, examination);
        store.decide(command, id, examination, decision, facts.rules());
        List<NewDeferral> following = following(facts, examination, decision);
        if (!following.isEmpty()) {
            donors.defer(command, following);
        }
        return decision;
    }

    private static Decision mayBeExamined(Visit visit, LocalDate today) {
        if (visit.state() != Visit.State.OPEN) {
            return Decision.refuse("collection.decided-before");
        }
        return visit.visitedOn().equals(today)
                ? Decision.ALLOWED
                : Decision.refuse("collection.another-day", visit.visitedOn(), today);
    }

    /** RULE T24, R1, T-UNK: an out-of-range test defers for its time; a reactive strip until a physician decides. */
    private static List<NewDeferral> following(EligibilityFacts facts, Examination examination, Decision decision) {
        List<NewDeferral> found = new ArrayList<>();
        for (RuleSet.Following following : facts.body().deferrals()) {
            boolean refused = decision.reasons().stream()
                    .anyMatch(reason -> reason.code().startsWith("collection.too-")
                            && reason.arguments().contains(following.reading().name()));
            if (refused) {
                found.add(deferral(facts, following.code(), Optional.of(following.until(facts.on()))));
            }
        }
        if (examination.blood().hbsag() == Examination.Rapid.REACTIVE) {
            found.add(deferral(facts, "RAPID-HBSAG", Optional.empty()));
        }
        return found;
    }

    private static NewDeferral deferral(EligibilityFacts facts, String code, Optional<LocalDate> until) {
        return new NewDeferral(
                facts.standing().donor().id(),
                code,
                Scope.ALL,
                false,
                facts.on(),
                until.orElse(null),
                "EXAMINATION",
                null,
                facts.rules().id());
    }

    /**
     * Ends a waiting visit without a donation: the donor withdrew or was not seen again.
     *
     * @param reason a code such as {@code WITHDREW} or {@code LEFT}, for the trail
     */
    public void close(Command command, VisitId visit, String reason) {
        trail.begin(command.require(Duty.REGISTER), "collection.close", reason);
        if (!store.close(command, visit)) {
            throw new StaleException("visit");
        }
    }

    @Transactional(readOnly = true)
    public Visit get(StationId station, VisitId visit) {
        return store.find(station, visit).orElseThrow(() -> new NotFoundException("visit"));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Visit> of(StationId station, DonorId donor) {
        return store.of(station, donor);
    }

    /** Those that wait first, then the newest. */
    @Transactional(readOnly = true)
    public List<Visit> on(StationId station, LocalDate day, int limit) {
        return store.on(station, day, limit);
    }

    /**
     * What is known today without an examination, for each kind of donation: whether he may come, or from which day at
     * the earliest. For the donor's page and the check-in.
     */
    @Transactional(readOnly = true)
    public Map<DonationKind, Outlook> outlook(StationId station, DonorId donor, LocalDate day) {
        Standing standing = donors.standing(station, donor);
        List<PastDonation> past = store.past(station, donor);
        Map<DonationKind, Outlook> found = new EnumMap<>(DonationKind.class);
        for (DonationKind kind : DonationKind.values()) {
            Intention usual = kind == DonationKind.WHOLE_BLOOD ? Intention.wholeBlood(400) : Intention.platelets(1);
            EligibilityFacts facts = facts(day, usual, standing, past);
            found.put(kind, new Outlook(EligibilityRules.atCheckIn(facts), EligibilityRules.notBefore(facts)));
        }
        return found;
    }

    /** @param notBefore by the intervals alone; the day asked for if none stands against it */
    public record Outlook(Decision decision, LocalDate notBefore) {}

    /** How many visits of a day wait, for the examination ({@code OPEN}) or to be bled ({@code ELIGIBLE}). */
    @Transactional(readOnly = true)
    public List<Waiting> waiting(StationId station, LocalDate day) {
        return store.waiting(station, day).stream()
                .map(queue -> new Waiting(queue.state(), queue.count(), queue.oldest()))
                .toList();
    }

    /** @param oldest since when the first waits */
    public record Waiting(Visit.State state, long count, Instant oldest) {}

    /** The station's day at an instant. */
    public LocalDate day(StationId station, Instant at) {
        return at.atZone(stations.zone(station)).toLocalDate();
    }

    private LocalDate today(Command command) {
        return day(command.station(), command.at());
    }

    private EligibilityFacts facts(LocalDate day, Intention intention, Standing standing, List<PastDonation> past) {
        return new EligibilityFacts(rules.inForce(day), day, intention, standing, past);
    }
}
