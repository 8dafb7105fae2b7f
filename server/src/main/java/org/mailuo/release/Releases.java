package org.mailuo.release;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.collection.CollectionFacts;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.Scope;
import org.mailuo.processing.MakingFacts;
import org.mailuo.processing.Processing;
import org.mailuo.products.Catalogue;
import org.mailuo.products.Family;
import org.mailuo.release.ReleaseFacts.Collected;
import org.mailuo.release.ReleaseFacts.Made;
import org.mailuo.release.ReleaseFacts.Tested;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.mailuo.testing.Conclusion;
import org.mailuo.testing.Fitness;
import org.mailuo.testing.Laboratory;
import org.mailuo.testing.TestFacts;
import org.mailuo.units.Bag;
import org.mailuo.units.FamilyHold;
import org.mailuo.units.Hold;
import org.mailuo.units.Ledger;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The release of bags. One signature may cover a batch; each bag is decided on its own facts, asked afresh at that
 * moment, and its decision is kept with every reason.
 */
@Service
@Transactional
public class Releases {
    /** The edition of REL 1 to 11 that decides; stored with each batch. */
    static final String EDITION = "REL-2019";

    /** The kind under which a batch is signed. */
    static final String KIND = "release.batch";

    private final ReleaseStore store;
    private final Trail trail;
    private final Ledger ledger;
    private final Donors donors;
    private final Donations donations;
    private final Laboratory laboratory;
    private final Processing processing;
    private final Catalogue catalogue;
    private final Signatures signatures;

    Releases(
            ReleaseStore store,
            Trail trail,
            Ledger ledger,
            Donors donors,
            Donations donations,
            Laboratory laboratory,
            Processing processing,
            Catalogue catalogue,
            Signatures signatures) {
        this.store = store;
        this.trail = trail;
        this.ledger = ledger;
        this.donors = donors;
        this.donations = donations;
        this.laboratory = laboratory;
        this.processing = processing;
        this.catalogue = catalogue;
        this.signatures = signatures;
    }

    /** What the rules would say now if this person released the bags; changes nothing. */
    @Transactional(readOnly = true)
    public List<Proposal> propose(Actor releaser, Instant now, Collection<BagId> bags) {
        return gather(releaser, now, ledger.list(releaser.station(), bags)).stream()
                .map(facts -> new Proposal(facts.bag(), ReleaseRules.mayRelease(facts)))
                .toList();
    }

    /** As {@link #propose} for the bags that have waited longest in quarantine, at most {@code limit}. */
    @Transactional(readOnly = true)
    public List<Proposal> propose(Actor releaser, Instant now, int limit) {
        return gather(releaser, now, ledger.inQuarantine(releaser.station(), limit)).stream()
                .map(facts -> new Proposal(facts.bag(), ReleaseRules.mayRelease(facts)))
                .toList();
    }

    /**
     * Decides the bags and frees those that every rule allows. The rest stay where they are; nothing is refused as a
     * whole, since one bag's trouble is no reason to keep its neighbours.
     *
     * @param proof of the author, who signs the batch with every decision in it
     * @throws NotFoundException if this station has none of the bags
     */
    public BatchResult decide(Command command, Collection<BagId> bags, Proof proof) {
        trail.begin(command.require(Duty.RELEASE), "release.decide");
        Signer signer = signatures.proveAuthor(command, proof, Duty.RELEASE);
        List<ReleaseFacts> asked = gather(command.actor(), command.at(), ledger.lock(command.station(), bags));
        if (asked.isEmpty()) {
            throw new NotFoundException("bag");
        }
        UUID batch = Uuid7.next(command.at());
        Map<BagId, Decision> decisions = new LinkedHashMap<>();
        Map<BagId, BloodGroup> groups = new LinkedHashMap<>();
        for (ReleaseFacts facts : asked) {
            Decision decision = ReleaseRules.mayRelease(facts);
            decisions.put(facts.bag().id(), decision);
            if (decision.isAllowed()) {
                groups.put(
                        facts.bag().id(), facts.testing().flatMap(Tested::group).orElseThrow());
            }
        }
        store.insert(command, batch, decisions, groups, signer.signatureId());
        if (!groups.isEmpty()) {
            ledger.release(command, batch, groups);
        }
        signatures.sign(command, signer, Meaning.RELEASED, KIND, batch.toString());
        return new BatchResult(batch, List.copyOf(groups.keySet()), refusals(decisions));
    }

    /**
     * Whether the release of these bags still stands, for whoever labels or issues them: a donor may have been deferred
     * or a result entered since, and the hold lifted. Says which bag, never why: the bench learns nothing of a donor
     * (RULE P3).
     */
    @Transactional(readOnly = true)
    public Decision stand(Actor actor, Instant now, Collection<BagId> bags) {
        return Decision.all(standing(actor, now, bags).values().stream());
    }

    /** The same for each of these bags. */
    @Transactional(readOnly = true)
    public Map<BagId, Decision> standing(Actor actor, Instant now, Collection<BagId> bags) {
        return gather(actor, now, ledger.list(actor.station(), bags)).stream()
                .collect(Collectors.toMap(facts -> facts.bag().id(), Releases::standing));
    }

    private static Decision standing(ReleaseFacts facts) {
        return ReleaseRules.stillStands(facts).isAllowed()
                ? Decision.ALLOWED
                : Decision.refuse("release.no-longer-stands", facts.bag().name());
    }

    /** How many bags wait for a decision and for a label. */
    @Transactional(readOnly = true)
    public WaitingBags waiting(StationId station) {
        return store.countWaiting(station);
    }

    /** Every decision about a bag, oldest first. */
    @Transactional(readOnly = true)
    public List<RecordedDecision> decisions(StationId station, BagId bag) {
        return store.decisions(station, bag);
    }

    private static Map<BagId, List<Reason>> refusals(Map<BagId, Decision> decisions) {
        return decisions.entrySet().stream()
                .filter(entry -> !entry.getValue().isAllowed())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().reasons()));
    }

    private List<ReleaseFacts> gather(Actor releaser, Instant now, List<Bag> bags) {
        StationId station = releaser.station();
        Set<DonationNumber> dins = bags.stream().map(Bag::din).collect(Collectors.toSet());
        List<BagId> ids = bags.stream().map(Bag::id).toList();
        Map<DonationNumber, CollectionFacts> collected = donations.facts(station, dins);
        Map<DonationNumber, TestFacts> tested = laboratory.facts(station, dins);
        Map<BagId, MakingFacts> made = processing.facts(station, ids);
        Map<BagId, List<Hold>> holds = ledger.holds(station, ids).stream()
                .filter(hold -> hold.liftedAt() == null)
                .collect(Collectors.groupingBy(Hold::bag));
        Map<BagId, List<FamilyHold>> familyHolds =
                ledger.familyHolds(station, ids).stream().collect(Collectors.groupingBy(FamilyHold::of));
        Set<DonorId> people = collected.values().stream()
                .map(facts -> facts.donation().donor())
                .collect(Collectors.toSet());
        Map<DonorId, List<BloodGroup>> history = donors.groupHistory(station, people);
        Function<Bag, ReleaseFacts> facts = bag -> {
            CollectionFacts collection = collected.get(bag.din());
            return new ReleaseFacts(
                    bag,
                    now,
                    releaser.staffId(),
                    Optional.ofNullable(collection)
                            .map(found -> new Collected(
                                    found.eligible(), found.donation().outcome() == Donation.Outcome.COMPLETE)),
                    collection != null && isDeferred(bag, collection),
                    Optional.ofNullable(tested.get(bag.din())).map(Releases::tested),
                    groups(collection, history),
                    holds.getOrDefault(bag.id(), List.of()),
                    familyHolds.getOrDefault(bag.id(), List.of()),
                    Optional.ofNullable(made.get(bag.id())).map(making -> new Made(making.madeBy(), making.valid())));
        };
        return bags.stream().map(facts).toList();
    }

    private static Tested tested(TestFacts facts) {
        Optional<Conclusion> conclusion = Optional.ofNullable(facts.conclusion());
        return new Tested(
                facts.allFinal(),
                conclusion.filter(found -> found.fitness() == Fitness.FIT).isPresent(),
                conclusion.flatMap(found -> Optional.ofNullable(found.group())),
                facts.testers());
    }

    private static Set<BloodGroup> groups(
            @Nullable CollectionFacts collection, Map<DonorId, List<BloodGroup>> history) {
        return collection == null
                ? Set.of()
                : Set.copyOf(history.getOrDefault(collection.donation().donor(), List.of()));
    }

    /** A deferral from platelets alone leaves red cells and plasma usable (RULE E23). */
    private boolean isDeferred(Bag bag, CollectionFacts collection) {
        boolean platelets = catalogue.get(bag.product()).family() == Family.PLATELETS;
        return collection.deferrals().stream().anyMatch(deferral -> deferral.scope() == Scope.ALL || platelets);
    }
}
