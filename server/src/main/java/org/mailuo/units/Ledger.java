package org.mailuo.units;

import static org.mailuo.units.BagStatus.AVAILABLE;
import static org.mailuo.units.BagStatus.CONSUMED;
import static org.mailuo.units.BagStatus.DISCARDED;
import static org.mailuo.units.BagStatus.ISSUED;
import static org.mailuo.units.BagStatus.RECEIVED;
import static org.mailuo.units.BagStatus.RESERVED;
import static org.mailuo.units.BagStatus.RETURNED;
import static org.mailuo.units.BagStatus.TRANSFUSED;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger's only door. Each step locks its bags in one order (no deadlock between two clerks), asks the rules, and
 * changes all of them or none; every refusal names each bag and each reason. The author's duty is checked by the module
 * that calls: the ledger is below them all.
 */
@Service
@Transactional
public class Ledger {
    /** The kind under which holds are lifted; its record is named after the signature. */
    static final String LIFT = "units.lift";

    private final LedgerStore store;
    private final Trail trail;
    private final Signatures signatures;

    Ledger(LedgerStore store, Trail trail, Signatures signatures) {
        this.store = store;
        this.trail = trail;
        this.signatures = signatures;
    }

    // Numbers -----------------------------------------------------------------------------------------------------

    /**
     * Gives out a range of donation numbers, for example to a bus.
     *
     * @param first sequence of the first number, 0 to 999999
     * @param givenTo code of the site that uses them
     * @throws RefusedException {@code units.range-overlaps}
     */
    public void giveOutNumbers(Command command, String facility, int year, int first, int count, String givenTo) {
        trail.begin(command.require(Duty.ADMINISTER), "units.give-out-numbers");
        store.insertRange(command, facility, year, first, first + count - 1, givenTo);
    }

    /** The highest sequence given out so far for a facility and a two-digit year; -1 if none. */
    @Transactional(readOnly = true)
    public int lastNumberGivenOut(StationId station, String facility, int year) {
        return store.lastNumberGivenOut(station, facility, year);
    }

    /**
     * Uses a number for one donation and enters the donation's first bags; for a failed donation there may be none.
     *
     * @throws RefusedException {@code units.number-not-ours} or {@code units.number-used}
     */
    public void register(Command command, DonationNumber din, List<NewBag> bags) {
        trail.begin(command, "units.register");
        switch (store.takeNumber(command, din)) {
            case TAKEN -> store.insertBags(command, bags);
            case USED -> throw new RefusedException(Reason.of("units.number-used", din.readable()));
            case NOT_OURS -> throw new RefusedException(Reason.of("units.number-not-ours", din.readable()));
        }
    }

    // Bags --------------------------------------------------------------------------------------------------------

    /** Consumes parents and enters their children, to which the database hands down every open hold. */
    public void make(Command command, List<Making> makings) {
        trail.begin(command, "units.make");
        List<BagId> parents =
                makings.stream().flatMap(m -> m.parents().stream()).toList();
        change(command, parents, CONSUMED);
        store.insertBags(
                command, makings.stream().flatMap(m -> m.children().stream()).toList());
        store.insertParents(command.station(), makings);
    }

    /**
     * Frees bags by a release decision and fixes the group that they carry for ever.
     *
     * @param releaseId the decision that frees them; the database asks for it again
     */
    public void release(Command command, UUID releaseId, Map<BagId, BloodGroup> groups) {
        trail.beginNow(command, "units.release");
        locked(command, groups.keySet(), bag -> BagRules.mayBecome(bag, AVAILABLE, command.at()));
        store.release(command, releaseId, groups);
    }

    /** Records that the printed final label was scanned back and is right. */
    public void label(Command command, Collection<BagId> bags) {
        trail.beginNow(command, "units.label");
        locked(command, bags, bag -> BagRules.mayBeLabelled(bag, command.at()));
        store.label(command, bags);
    }

    /** Records where bags are now; {@code place} is the code of a storage place. */
    public void move(Command command, Collection<BagId> bags, String place) {
        trail.begin(command, "units.move");
        locked(
                command,
                bags,
                bag -> bag.status().isInStation()
                        ? Decision.ALLOWED
                        : Decision.refuse("units.not-in-station", bag.name(), bag.status()));
        store.move(command.station(), bags, place);
    }

    public void reserve(Command command, Collection<BagId> bags) {
        trail.beginNow(command, "units.reserve");
        change(command, bags, RESERVED);
    }

    /** Gives reserved bags back to the stock. */
    public void unreserve(Command command, Collection<BagId> bags) {
        trail.begin(command, "units.unreserve");
        locked(command, bags, bag -> bag.status() == RESERVED ? Decision.ALLOWED : BagRules.follows(bag, RESERVED));
        store.setStatus(command.station(), bags, AVAILABLE);
    }

    /** Whether the bags may be issued now, with every reason; nobody else changes them until this transaction ends. */
    public Decision mayBeIssued(Command command, Collection<BagId> bags) {
        return Decision.all(
                store.lock(command.station(), bags).stream().map(bag -> BagRules.mayBecome(bag, ISSUED, command.at())));
    }

    public void issue(Command command, Collection<BagId> bags) {
        trail.beginNow(command, "units.issue");
        change(command, bags, ISSUED);
    }

    public void receive(Command command, Collection<BagId> bags) {
        trail.begin(command, "units.receive");
        change(command, bags, RECEIVED);
    }

    public void transfuse(Command command, Collection<BagId> bags) {
        trail.begin(command, "units.transfuse");
        change(command, bags, TRANSFUSED);
    }

    public void takeBack(Command command, Collection<BagId> bags) {
        trail.begin(command, "units.take-back");
        change(command, bags, RETURNED);
    }

    /** @param reason a code such as {@code EXPIRED}, {@code UNFIT} or {@code BROKEN}; counted in the reconciliation */
    public void discard(Command command, Collection<BagId> bags, String reason) {
        trail.begin(command, "units.discard", reason);
        locked(command, bags, bag -> BagRules.mayBecome(bag, DISCARDED, command.at()));
        store.discard(command.station(), bags, reason);
    }

    /**
     * Discards every bag in the station whose date has passed, reserved ones too.
     *
     * @return the bags discarded
     */
    public List<BagId> discardExpired(Command command) {
        trail.begin(command, "units.discard-expired", "EXPIRED");
        return store.discardExpired(command.station(), command.at());
    }

    // Holds -------------------------------------------------------------------------------------------------------

    /**
     * Holds bags and all that was or will be made of them from this moment, for a reason of their own; what concerns bags
     * that one has to look for first is a {@link Causes cause}. Bags already out of the station are held too, so that the
     * record shows it; getting them back is a recall.
     *
     * @return how many holds were opened; a bag already held for the same reason and detail is not held twice
     */
    public int hold(
            Command command, Collection<BagId> bags, HoldReason reason, String detail, @Nullable Instant until) {
        trail.begin(command, "units.hold", reason.name());
        return store.hold(command, bags, reason, detail, until);
    }

    /** Holds every bag of the donations, present and descended. */
    public int holdDonations(
            Command command,
            Collection<DonationNumber> dins,
            HoldReason reason,
            String detail,
            @Nullable Instant until) {
        trail.begin(command, "units.hold", reason.name());
        return store.holdDonations(command, dins, reason, detail, until);
    }

    /**
     * Lifts holds for a stated reason, with their copies in what was made of the bags since; a copy stays where another
     * parent still carries it. Other holds of the same bags stay.
     *
     * @param proof of the author, who signs
     * @throws RefusedException {@code units.hold-not-open}
     */
    public void lift(Command command, Collection<UUID> holds, String reason, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "units.lift-hold", reason);
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        if (holds.isEmpty()
                || store.lift(command, holds, reason, signer.signatureId())
                        != Set.copyOf(holds).size()) {
            throw new RefusedException(Reason.of("units.hold-not-open"));
        }
        signatures.sign(
                command, signer, Meaning.HOLD_LIFTED, LIFT, signer.signatureId().toString());
    }

    // Reading -----------------------------------------------------------------------------------------------------

    @Transactional(readOnly = true)
    public Bag get(StationId station, BagId bag) {
        return find(station, bag).orElseThrow(() -> new NotFoundException("bag"));
    }

    @Transactional(readOnly = true)
    public Optional<Bag> find(StationId station, BagId bag) {
        return store.list(station, List.of(bag)).stream().findFirst();
    }

    /** The bag whose label carries these three. */
    @Transactional(readOnly = true)
    public Optional<Bag> find(StationId station, DonationNumber din, ProductCode product, String division) {
        return store.bagsOf(station, List.of(din)).stream()
                .filter(bag -> bag.product().equals(product) && bag.division().equals(division))
                .findFirst();
    }

    /** Reads bags and keeps others from changing them until this transaction ends, in one order for everybody. */
    public List<Bag> lock(StationId station, Collection<BagId> bags) {
        return store.lock(station, bags);
    }

    @Transactional(readOnly = true)
    public List<Bag> list(StationId station, Collection<BagId> bags) {
        return store.list(station, bags);
    }

    /** All bags of the donations, made and consumed, ordered by number, product and division. */
    @Transactional(readOnly = true)
    public List<Bag> bagsOf(StationId station, Collection<DonationNumber> dins) {
        return store.bagsOf(station, dins);
    }

    /** Whether the number was used by a donation of this station. */
    @Transactional(readOnly = true)
    public boolean isUsed(StationId station, DonationNumber din) {
        return store.isUsed(station, din);
    }

    /** Bags in quarantine, longest waiting first. */
    @Transactional(readOnly = true)
    public List<Bag> inQuarantine(StationId station, int limit) {
        return store.inQuarantine(station, limit);
    }

    /**
     * Bags that may be reserved now: available, labelled, free of holds, in date; first expiry first (RULE D1).
     * Rows that another clerk is working on are passed over, so that two clerks are offered different bags.
     */
    public List<Bag> offer(StationId station, ProductCode product, BloodGroup group, Instant now, int limit) {
        return store.offer(station, product, group, now, limit);
    }

    /**
     * As {@link #offer} for many products and groups in one statement, so that a large order costs no more than a small
     * one.
     *
     * @return first expiry first; up to {@link Wish#bags()} for each wish
     */
    public List<Bag> offerAll(StationId station, Collection<Wish> wishes, Instant now) {
        return wishes.isEmpty() ? List.of() : store.offerAll(station, wishes, now);
    }

    /** What may be reserved now, counted by product and group. */
    @Transactional(readOnly = true)
    public List<Stock> stock(StationId station, Instant now) {
        return store.stock(station, now);
    }

    @Transactional(readOnly = true)
    public List<Hold> holds(StationId station, Collection<BagId> bags) {
        return store.holds(station, bags);
    }

    /** The open holds on what the bags were made of, and on the other bags of their donations; not those on themselves. */
    @Transactional(readOnly = true)
    public List<FamilyHold> familyHolds(StationId station, Collection<BagId> bags) {
        return store.familyHolds(station, bags);
    }

    @Transactional(readOnly = true)
    public List<BagEvent> history(StationId station, BagId bag) {
        return store.history(station, bag);
    }

    private void change(Command command, Collection<BagId> bags, BagStatus next) {
        locked(command, bags, bag -> BagRules.mayBecome(bag, next, command.at()));
        store.setStatus(command.station(), bags, next);
    }

    private void locked(Command command, Collection<BagId> bags, Function<Bag, Decision> rule) {
        List<Bag> found = store.lock(command.station(), bags);
        if (found.size() != new HashSet<>(bags).size()) {
            throw new NotFoundException("bag");
        }
        Decision.all(found.stream().map(rule)).orThrow();
    }
}
