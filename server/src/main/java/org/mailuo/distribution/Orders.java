package org.mailuo.distribution;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.distribution.OrderStore.Head;
import org.mailuo.distribution.OrderStore.Link;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.products.Catalogue;
import org.mailuo.release.Releases;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.mailuo.station.Stations;
import org.mailuo.storage.Storage;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.Ledger;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders from the hospital's wish to the fate of every bag. Each step locks the order, then its bags, asks the ledger
 * and the rules again, and does all or nothing. A portal user meets only his own hospital's orders; others do not exist
 * for him.
 */
@Service
@Transactional
public class Orders {
    /** The kind under which bags are checked out; its record is named after the signature. */
    static final String KIND = "distribution.issue";

    private final OrderStore store;
    private final Trail trail;
    private final Ledger ledger;
    private final Storage storage;
    private final Catalogue catalogue;
    private final Hospitals hospitals;
    private final Stations stations;
    private final Signatures signatures;
    private final Releases releases;

    Orders(
            OrderStore store,
            Trail trail,
            Ledger ledger,
            Storage storage,
            Catalogue catalogue,
            Hospitals hospitals,
            Stations stations,
            Signatures signatures,
            Releases releases) {
        this.store = store;
        this.trail = trail;
        this.ledger = ledger;
        this.storage = storage;
        this.catalogue = catalogue;
        this.hospitals = hospitals;
        this.stations = stations;
        this.signatures = signatures;
        this.releases = releases;
    }

    // Ordering ----------------------------------------------------------------------------------------------------

    /** @throws RefusedException with everything that is wrong: contract, date, products, quantities, references */
    public OrderId place(Command command, NewOrder order) {
        trail.begin(requireEither(command), "distribution.place");
        requireOwn(command.actor(), order.hospital(), "hospital");
        LocalDate today = today(command);
        Decision.all(
                        hospitals.mayBeSupplied(command.station(), order.hospital(), today),
                        OrderRules.mayBePlaced(
                                order,
                                command.at(),
                                code -> catalogue.find(code).filter(product -> product.isInForce(today))))
                .orThrow();
        OrderId id = new OrderId(Uuid7.next(command.at()));
        store.insert(command, id, order, line -> catalogue.get(line.product()).family());
        return id;
    }

    /**
     * Reserves what the order still lacks and the stock can give. Reservations that can no longer be issued (held,
     * expired, discarded) are given up first.
     */
    public Allocation allocate(Command command, OrderId id) {
        trail.begin(command.require(Duty.DISTRIBUTE), "distribution.allocate");
        Head head = locked(command, id);
        requireOpen(head);
        int dropped = dropUseless(command, id);
        List<OrderLine> lines = store.lines(command.station(), id);
        List<AllocatedBag> chosen = choose(command, lines, head.urgency());
        if (!chosen.isEmpty()) {
            ledger.reserve(command, ids(chosen));
            store.insertAllocations(command, id, chosen);
        }
        store.refreshStates(command.station(), List.of(id));
        return new Allocation(chosen, dropped, AllocationRules.missing(lines, chosen));
    }

    /** Asks for other groups only for what the identical ones leave open: every bag on offer is locked meanwhile. */
    private List<AllocatedBag> choose(Command command, List<OrderLine> lines, Urgency urgency) {
        List<AllocatedBag> identical = AllocationRules.choose(
                lines,
                ledger.offerAll(command.station(), AllocationRules.identicalWishes(lines), command.at()),
                urgency,
                command.at());
        List<OrderLine> shorter = AllocationRules.with(lines, identical);
        List<AllocatedBag> compatible = AllocationRules.choose(
                shorter,
                ledger.offerAll(command.station(), AllocationRules.compatibleWishes(shorter), command.at()),
                urgency,
                command.at());
        return Stream.concat(identical.stream(), compatible.stream()).toList();
    }

    private int dropUseless(Command command, OrderId id) {
        List<BagId> useless = bagsOf(command.station(), store.allocations(command.station(), id)).stream()
                .map(AllocatedBag::bag)
                .filter(bag -> bag.status() != BagStatus.RESERVED || bag.isHeld() || bag.isExpiredAt(command.at()))
                .map(Bag::id)
                .toList();
        giveUp(command, useless);
        return useless.size();
    }

    /** Gives reserved bags back to the stock. */
    public void release(Command command, OrderId id, Collection<BagId> bags) {
        trail.begin(command.require(Duty.DISTRIBUTE), "distribution.give-back");
        locked(command, id);
        Set<BagId> own =
                store.allocations(command.station(), id).stream().map(Link::bag).collect(Collectors.toSet());
        if (!own.containsAll(bags)) {
            throw new RefusedException(Reason.of("distribution.not-allocated-here"));
        }
        giveUp(command, bags);
        store.refreshStates(command.station(), List.of(id));
    }

    private void giveUp(Command command, Collection<BagId> bags) {
        if (bags.isEmpty()) {
            return;
        }
        List<BagId> reserved = ledger.list(command.station(), bags).stream()
                .filter(bag -> bag.status() == BagStatus.RESERVED)
                .map(Bag::id)
                .toList();
        if (!reserved.isEmpty()) {
            ledger.unreserve(command, reserved);
        }
        store.deleteAllocations(command.station(), bags);
    }

    /** States that what was not issued will not be supplied, and gives back what was reserved. */
    public void decline(Command command, OrderId id, String reason) {
        trail.begin(command.require(Duty.DISTRIBUTE), "distribution.decline", reason);
        requireOpen(locked(command, id));
        if (reason.isBlank()) {
            throw new RefusedException(Reason.of("distribution.reason-missing"));
        }
        giveUp(
                command,
                store.allocations(command.station(), id).stream().map(Link::bag).toList());
        store.decline(command, id, reason);
        store.refreshStates(command.station(), List.of(id));
    }

    // Issue -------------------------------------------------------------------------------------------------------

    /**
     * Hands out the scanned bags, all or none. Everything is asked again at this moment: the scans against the
     * reservation, two persons, the contract, the release, compatibility, and by the ledger hold, date, label and
     * status (RULE D2, D3).
     *
     * @param second proof of the second person, who is not the author and signs what leaves (hard stop 18)
     */
    public void issue(Command command, OrderId id, List<IssueScan> scans, Proof second) {
        trail.begin(command.require(Duty.DISTRIBUTE), "distribution.issue");
        Signer checker = signatures.proveSecond(command, second, Duty.DISTRIBUTE);
        Head head = locked(command, id);
        Map<Integer, OrderLine> lines = store.lines(command.station(), id).stream()
                .collect(Collectors.toMap(OrderLine::number, Function.identity()));
        IssueRules.Match match = matched(command.station(), id, scans);
        LocalDate today = today(command);
        Decision.all(
                        hospitals.mayBeSupplied(command.station(), head.hospital(), today),
                        Decision.of(match.wrong()),
                        scans.isEmpty() ? Decision.refuse("distribution.nothing-scanned") : Decision.ALLOWED,
                        ledger.mayBeIssued(command, ids(match.bags())),
                        storage.areWellKept(command.station(), ids(match.bags())),
                        releases.stand(command.actor(), command.at(), ids(match.bags())),
                        Decision.all(match.bags().stream()
                                .map(each -> IssueRules.mayLeave(each.bag(), line(lines, each.lineNumber())))))
                .orThrow();
        store.insertIssues(command, ids(match.bags()), checker);
        ledger.issue(command, ids(match.bags()));
        signatures.sign(
                command, checker, Meaning.CHECKED, KIND, checker.signatureId().toString());
        store.refreshStates(command.station(), List.of(id));
    }

    /**
     * The reserved bag that both barcodes name, without changing anything: for the bench, bag by bag.
     *
     * @throws RefusedException with what is wrong with the scan
     */
    @Transactional(readOnly = true)
    public AllocatedBag check(Actor viewer, OrderId id, IssueScan scan) {
        get(viewer, id);
        IssueRules.Match match = matched(viewer.station(), id, List.of(scan));
        Decision.of(match.wrong()).orThrow();
        return match.bags().getFirst();
    }

    private IssueRules.Match matched(StationId station, OrderId id, List<IssueScan> scans) {
        IssueRules.Match match =
                IssueRules.match(scans, bagsOf(station, store.allocations(station, id)), this::productCode);
        return match.strangers().isEmpty()
                ? match
                : IssueRules.explain(
                        match, ledger.bagsOf(station, match.strangers().keySet()), this::productCode);
    }

    private String productCode(Bag bag) {
        return catalogue.get(bag.product()).isbtCode(bag.division());
    }

    private static OrderLine line(Map<Integer, OrderLine> lines, int number) {
        OrderLine line = lines.get(number);
        if (line == null) {
            throw new NotFoundException("order");
        }
        return line;
    }

    // After it left -----------------------------------------------------------------------------------------------

    /** The hospital has the bags in its hands; all were issued to this order. */
    public void receive(Command command, OrderId id, Collection<BagId> bags) {
        trail.begin(requireEither(command), "distribution.receive");
        List<Link> links = ownIssues(command, bags);
        if (!links.stream().allMatch(link -> link.order().equals(id))) {
            throw new RefusedException(Reason.of("distribution.not-in-delivery"));
        }
        ledger.receive(command, bags);
        store.insertReceipts(command, bags);
        store.refreshStates(command.station(), List.of(id));
    }

    /** What became of the bags, across orders (RULE D6). A fate is told once. */
    public void reportFates(Command command, List<NewFate> fates) {
        trail.begin(requireEither(command), "distribution.report-fates");
        Map<BagId, Link> issues = ownIssues(
                        command, fates.stream().map(NewFate::bag).toList())
                .stream()
                .collect(Collectors.toMap(Link::bag, Function.identity()));
        Decision.all(fates.stream()
                        .map(fate -> OrderRules.mayBeReported(fate, issuedAt(issues, fate.bag()), command.at())))
                .orThrow();
        for (Fate fate : Fate.values()) {
            List<BagId> bags = fates.stream()
                    .filter(each -> each.fate() == fate)
                    .map(NewFate::bag)
                    .toList();
            if (!bags.isEmpty()) {
                tellLedger(command, fate, bags);
            }
        }
        store.insertFates(command, fates);
        store.refreshStates(
                command.station(), issues.values().stream().map(Link::order).collect(Collectors.toSet()));
    }

    private void tellLedger(Command command, Fate fate, List<BagId> bags) {
        switch (fate) {
            case TRANSFUSED -> ledger.transfuse(command, bags);
            case RETURNED -> ledger.takeBack(command, bags);
            case DISCARDED -> ledger.discard(command, bags, "HOSPITAL");
        }
    }

    private static Instant issuedAt(Map<BagId, Link> issues, BagId bag) {
        Link link = issues.get(bag);
        if (link == null) {
            throw new NotFoundException("bag");
        }
        return link.at();
    }

    private List<Link> ownIssues(Command command, Collection<BagId> bags) {
        Set<BagId> distinct = new HashSet<>(bags);
        if (distinct.size() != bags.size()) {
            throw new RefusedException(Reason.of("distribution.named-twice"));
        }
        List<Link> links = store.lockIssues(command.station(), bags);
        boolean areOwn = links.stream().allMatch(link -> isOwn(command.actor(), link.hospital()));
        if (links.size() != distinct.size() || !areOwn) {
            throw new NotFoundException("bag");
        }
        return links;
    }

    // Reading -----------------------------------------------------------------------------------------------------

    @Transactional(readOnly = true)
    public Order get(Actor viewer, OrderId id) {
        Head head = store.find(viewer.station(), id).orElseThrow(() -> new NotFoundException("order"));
        requireOwn(viewer, head.hospital(), "order");
        return head.with(store.lines(viewer.station(), id));
    }

    /** By the number that people say. */
    @Transactional(readOnly = true)
    public Optional<OrderId> findByNumber(Actor viewer, long number) {
        return store.findByNumber(viewer.station(), number)
                .filter(head -> isOwn(viewer, head.hospital()))
                .map(Head::id);
    }

    /** Owed ones by urgency and need, the others newest first. */
    @Transactional(readOnly = true)
    public List<OrderSummary> list(
            Actor viewer, Collection<OrderState> states, @Nullable HospitalId hospital, int limit, int offset) {
        return store.list(viewer.station(), states, scope(viewer, hospital), limit, offset);
    }

    /** How many orders are in each state that is not over. */
    @Transactional(readOnly = true)
    public Map<OrderState, Integer> stateCounts(Actor viewer, @Nullable HospitalId hospital) {
        return store.stateCounts(viewer.station(), scope(viewer, hospital));
    }

    /** Orders in which the station owes blood, by urgency. */
    @Transactional(readOnly = true)
    public Map<Urgency, Dues> waiting(Actor viewer) {
        return store.waiting(viewer.station(), scope(viewer, null));
    }

    /** Bags under way to the hospital and not received. */
    @Transactional(readOnly = true)
    public Dues toReceive(Actor viewer) {
        return store.toReceive(viewer.station(), scope(viewer, null));
    }

    /** Bags received whose fate is not known. */
    @Transactional(readOnly = true)
    public Dues fatesOwed(Actor viewer) {
        return store.fatesOwed(viewer.station(), scope(viewer, null));
    }

    /** The bags whose fate is owed, longest waiting first. */
    @Transactional(readOnly = true)
    public List<IssuedBag> awaitingFate(Actor viewer, int limit) {
        return issued(viewer.station(), store.awaitingFate(viewer.station(), scope(viewer, null), limit));
    }

    @Transactional(readOnly = true)
    public List<AllocatedBag> allocated(Actor viewer, OrderId id) {
        get(viewer, id);
        return bagsOf(viewer.station(), store.allocations(viewer.station(), id));
    }

    @Transactional(readOnly = true)
    public List<IssuedBag> issued(Actor viewer, OrderId id) {
        get(viewer, id);
        return issued(viewer.station(), store.issuesOf(viewer.station(), id));
    }

    /** Bags that holds took from the order, newest first: the clerk finds others. */
    @Transactional(readOnly = true)
    public List<Withdrawal> withdrawn(Actor viewer, OrderId id) {
        get(viewer, id);
        List<OrderStore.Taken> taken = store.withdrawals(viewer.station(), id);
        Map<BagId, Bag> bags = bags(
                viewer.station(),
                taken.stream().map(OrderStore.Taken::bag).distinct().toList());
        return taken.stream()
                .map(one -> new Withdrawal(bag(bags, one.bag()), one.lineNumber(), one.reason(), one.at()))
                .toList();
    }

    /** The issued bags of a donation that the viewer may see, whatever became of them. */
    @Transactional(readOnly = true)
    public List<IssuedBag> find(Actor viewer, DonationNumber din) {
        List<BagId> bags = ledger.bagsOf(viewer.station(), List.of(din)).stream()
                .map(Bag::id)
                .toList();
        List<OrderStore.IssueRow> own = store.issues(viewer.station(), bags).stream()
                .filter(row -> isOwn(viewer, row.link().hospital()))
                .toList();
        return issued(viewer.station(), own);
    }

    /** Where the bags went, for those that left. */
    @Transactional(readOnly = true)
    public List<IssuedBag> whereabouts(StationId station, Collection<BagId> bags) {
        return issued(station, store.issues(station, bags));
    }

    /** Every bag that a patient got, by the hospital's pseudonym. */
    @Transactional(readOnly = true)
    public List<IssuedBag> ofPatient(StationId station, String patientRef) {
        return issued(station, store.issuesOfPatient(station, patientRef));
    }

    /** What left, arrived and was reported from {@code from} until before {@code until}, by hospital. */
    @Transactional(readOnly = true)
    public List<HospitalCount> counts(StationId station, Instant from, Instant until) {
        return store.counts(station, from, until);
    }

    private List<IssuedBag> issued(StationId station, List<OrderStore.IssueRow> rows) {
        Map<BagId, Bag> bags =
                bags(station, rows.stream().map(row -> row.link().bag()).toList());
        return rows.stream().map(row -> row.with(bag(bags, row.link().bag()))).toList();
    }

    private List<AllocatedBag> bagsOf(StationId station, List<Link> links) {
        Map<BagId, Bag> bags = bags(station, links.stream().map(Link::bag).toList());
        return links.stream()
                .map(link -> new AllocatedBag(link.lineNumber(), bag(bags, link.bag()), link.remarks()))
                .toList();
    }

    private Map<BagId, Bag> bags(StationId station, List<BagId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : ledger.list(station, ids).stream().collect(Collectors.toMap(Bag::id, Function.identity()));
    }

    private static Bag bag(Map<BagId, Bag> bags, BagId id) {
        Bag bag = bags.get(id);
        if (bag == null) {
            throw new NotFoundException("bag");
        }
        return bag;
    }

    private static List<BagId> ids(List<AllocatedBag> bags) {
        return bags.stream().map(each -> each.bag().id()).toList();
    }

    // Who may ----------------------------------------------------------------------------------------------------

    private Head locked(Command command, OrderId id) {
        return store.lock(command.station(), id).orElseThrow(() -> new NotFoundException("order"));
    }

    private LocalDate today(Command command) {
        return LocalDate.ofInstant(command.at(), stations.zone(command.station()));
    }

    private static void requireOpen(Head head) {
        if (!head.state().isOwed()) {
            throw new RefusedException(Reason.of("distribution.order-over", head.number(), head.state()));
        }
    }

    private static Command requireEither(Command command) {
        return command.actor().may(Duty.HOSPITAL) ? command : command.require(Duty.DISTRIBUTE);
    }

    private static void requireOwn(Actor actor, HospitalId hospital, String kind) {
        if (!isOwn(actor, hospital)) {
            throw new NotFoundException(kind);
        }
    }

    /** Portal users without a hospital see nothing (fail closed). */
    private static boolean isOwn(Actor actor, HospitalId hospital) {
        return actor.hospital()
                .map(own -> own.equals(hospital.value()))
                .orElse(!actor.duties().equals(Set.of(Duty.HOSPITAL)));
    }

    private static @Nullable HospitalId scope(Actor viewer, @Nullable HospitalId wanted) {
        return viewer.hospital()
                .map(HospitalId::new)
                .orElse(viewer.duties().equals(Set.of(Duty.HOSPITAL)) ? new HospitalId(new UUID(0, 0)) : wanted);
    }
}
