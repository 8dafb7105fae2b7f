package org.mailuo.trace;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.mailuo.station.Signature;
import org.mailuo.station.Signatures;
import org.mailuo.trace.Finding.Hit;
import org.mailuo.trace.TraceStore.Parentage;
import org.mailuo.trace.TraceTree.Link;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows blood both ways. A tree is read at one moment, in at most five statements whatever its size: ancestors,
 * descendants, bags with what became of them, parentage, donations.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Trace {
    private static final Set<Duty> HOSPITAL_READERS =
            EnumSet.of(Duty.DISTRIBUTE, Duty.QUALITY, Duty.DIRECT, Duty.INSPECT, Duty.ADMINISTER);

    private final TraceStore store;
    private final BagStore bags;
    private final FindStore finds;
    private final Donors people;

    private final Signatures signatures;

    Trace(TraceStore store, BagStore bags, FindStore finds, Donors people, Signatures signatures) {
        this.people = people;
        this.store = store;
        this.signatures = signatures;
        this.bags = bags;
        this.finds = finds;
    }

    /** Whom records tell of that were written as JSON: by the donor, visit, donation or bag that they name. */
    public List<DonorId> donorsIn(StationId station, Collection<String> records) {
        return store.donorsIn(station, records);
    }

    /**
     * The whole tree of the start; empty when the station knows no such thing.
     *
     * <p>From a donor or donation: all bags and everything made of them. From a bag, order or patient: everything the
     * bags came from and everything made of them; where they stem from one donation, its other bags too. Where the tree
     * touches a pool from the side, the pool is there and says how many other parents it has.
     */
    public TraceTree from(StationId station, Start start) {
        return switch (start) {
            case Start.Donor(var donor) -> fromDonations(station, start, store.donationsOf(station, donor));
            case Start.Donation(var din) -> fromDonations(station, start, List.of(din));
            case Start.Bag(var bag) -> fromBags(station, start, List.of(bag));
            case Start.Order(var order) -> fromBags(station, start, store.bagsOfOrder(station, order));
            case Start.Patient(var reference) -> fromBags(station, start, store.bagsOfPatient(station, reference));
        };
    }

    private TraceTree fromDonations(StationId station, Start start, Collection<DonationNumber> dins) {
        Set<BagId> family = store.descendants(station, store.bagsOf(station, dins));
        return tree(station, start, dins, family);
    }

    private TraceTree fromBags(StationId station, Start start, Collection<BagId> bags) {
        Set<BagId> line = new HashSet<>(store.ancestors(station, bags));
        Set<DonationNumber> dins = store.donationsOf(station, line);
        if (dins.size() == 1) {
            line.addAll(store.bagsOf(station, dins));
            line.addAll(store.descendants(station, line));
        } else {
            line.addAll(store.descendants(station, bags));
        }
        return tree(station, start, dins, line);
    }

    private TraceTree tree(StationId station, Start start, Collection<DonationNumber> dins, Set<BagId> family) {
        List<Parentage> parentage = store.parentage(station, family);
        List<TraceNode.Donation> donations = store.donations(station, dins, family);
        List<TraceStore.BagRow> rows = store.bags(station, family, parentage);
        List<TraceNode> nodes = new ArrayList<>(store.donorsOf(station, donations));
        nodes.addAll(donations);
        rows.stream().map(TraceStore.BagRow::bag).forEach(nodes::add);
        rows.stream().flatMap(row -> row.supply().stream()).forEach(nodes::add);
        rows.stream().flatMap(row -> row.fate().stream()).forEach(nodes::add);
        List<Link> links = links(donations, rows, parentage, family);
        return new TraceTree(start, nodes, links, present(start, nodes));
    }

    private static List<Link> links(
            List<TraceNode.Donation> donations,
            List<TraceStore.BagRow> rows,
            List<Parentage> parentage,
            Set<BagId> family) {
        Map<DonationNumber, TraceNode.Donation> byNumber = new HashMap<>();
        donations.forEach(donation -> byNumber.put(donation.din(), donation));
        Set<BagId> children = parentage.stream()
                .filter(link -> family.contains(link.child()))
                .map(Parentage::child)
                .collect(Collectors.toSet());
        List<Link> links = new ArrayList<>();
        donations.forEach(donation -> links.add(new Link("donor:" + donation.donor(), donation.id())));
        rows.stream()
                .map(TraceStore.BagRow::bag)
                .filter(bag -> !children.contains(bag.bag()) && byNumber.containsKey(bag.din()))
                .forEach(bag -> links.add(new Link("donation:" + bag.din(), bag.id())));
        parentage.stream()
                .filter(link -> family.contains(link.child()) && family.contains(link.parent()))
                .forEach(link -> links.add(new Link("bag:" + link.parent(), "bag:" + link.child())));
        for (TraceStore.BagRow row : rows) {
            row.supply().ifPresent(supply -> links.add(new Link(row.bag().id(), supply.id())));
            row.fate()
                    .ifPresent(fate -> links.add(new Link(
                            row.supply().map(TraceNode::id).orElse(row.bag().id()), fate.id())));
        }
        return links;
    }

    private static Set<String> present(Start start, List<TraceNode> nodes) {
        return nodes.stream()
                .filter(node -> switch (start) {
                    case Start.Donor _, Start.Donation _, Start.Bag _ ->
                        node.id().equals(start.toString());
                    case Start.Order(var order) ->
                        node instanceof TraceNode.Supply supply
                                && supply.order().equals(order);
                    case Start.Patient(var reference) ->
                        node instanceof TraceNode.Fate fate && reference.equals(fate.patient());
                })
                .map(TraceNode::id)
                .collect(Collectors.toSet());
    }

    // One bag ---------------------------------------------------------------------------------------------------

    /** All that is written about a bag; of its tests and holds only what the sight allows (RULE P3). */
    public BagStory story(StationId station, BagId bag, Sight sight) {
        List<BagStory.Line> history = bags.history(station, bag);
        if (!sight.results()) {
            return new BagStory(
                    history.stream().map(Trace::withoutNote).toList(),
                    List.of(),
                    List.of(),
                    List.of(),
                    bags.labels(station, bag));
        }
        Set<DonationNumber> dins = store.donationsOf(station, store.ancestors(station, List.of(bag)));
        return new BagStory(
                history,
                bags.holds(station, bag),
                bags.conclusions(station, dins),
                bags.decisions(station, bag),
                bags.labels(station, bag));
    }

    /**
     * Who signed for the bag, oldest first: the reviews of its donations' runs, its releases, issue, discard, voided labels
     * and lifted holds, each compared with what it says today.
     */
    public List<Signature> signatures(StationId station, BagId bag) {
        return List.copyOf(
                signatures.list(station, bags.signatures(station, bag)).values());
    }

    private static BagStory.Line withoutNote(BagStory.Line line) {
        return new BagStory.Line(
                line.at(),
                line.actor(),
                line.action(),
                line.from(),
                line.to(),
                line.wasAt(),
                line.place(),
                line.heldBefore(),
                line.openHolds(),
                null,
                line.others());
    }

    /** Held bags by age, otherwise first expiry first; empty unless the filter limits enough. */
    public List<BagLine> bags(StationId station, BagFilter filter, int limit, long offset) {
        return filter.isNarrow() ? bags.list(station, filter, limit, offset) : List.of();
    }

    public HeldBags held(StationId station) {
        return bags.held(station);
    }

    // Search ----------------------------------------------------------------------------------------------------

    /**
     * What the text may mean, among the things that the person may see: donation numbers for everybody of the station,
     * donors for those who meet them, orders and patients for those who serve hospitals, a portal user only the orders
     * of his own hospital.
     *
     * @param today for numbers of this year and the last, of which only the last six digits were typed
     */
    public Finding find(Actor actor, String text, LocalDate today) {
        String asked = text.strip();
        StationId station = actor.station();
        Sight sight = Sight.of(actor);
        if (asked.isEmpty() || asked.length() > 100) {
            return new Finding(asked, null, List.of());
        }
        if (actor.hospital().isPresent() || Set.of(Duty.HOSPITAL).containsAll(actor.duties())) {
            return new Finding(asked, null, actor.hospital().isPresent() ? orders(actor, asked) : List.of());
        }
        Optional<DonationNumber> number = Search.number(asked);
        if (number.isPresent()) {
            List<Hit> hits = finds.donations(station, List.of(number.get()));
            return new Finding(asked, hits.isEmpty() ? "trace.find.unknown-number" : null, hits);
        }
        Optional<Search.Unchecked> unchecked = Search.unchecked(asked);
        if (unchecked.isPresent()) {
            return new Finding(
                    asked,
                    unchecked.get().isMissing() ? "trace.find.check-missing" : "trace.find.check-wrong",
                    finds.donations(station, List.of(unchecked.get().meant())));
        }
        List<Hit> hits = new ArrayList<>(bagHits(station, asked));
        Search.sequence(asked)
                .ifPresent(sequence -> hits.addAll(finds.sequences(station, sequence, today.getYear() % 100)));
        if (sight.orders()) {
            hits.addAll(orders(actor, asked));
        }
        if (sight.donors()) {
            hits.addAll(donors(station, asked));
        }
        if (HOSPITAL_READERS.stream().anyMatch(actor::may)) {
            hits.addAll(finds.hospitals(station, asked));
        }
        if (sight.patients() && Search.isPatient(asked)) {
            hits.addAll(finds.patients(station, asked));
        }
        return new Finding(asked, null, hits.stream().distinct().toList());
    }

    private List<Hit> bagHits(StationId station, String text) {
        Optional<Start> uuid = Start.parse("bag:" + text);
        Optional<Search.NamedBag> named = Search.bag(text);
        return uuid.isEmpty() && named.isEmpty()
                ? List.of()
                : finds.bags(
                        station,
                        uuid.map(start -> ((Start.Bag) start).bag().value()).orElse(null),
                        named.orElse(null));
    }

    private List<Hit> orders(Actor actor, String text) {
        return Search.ordinal(text)
                .map(number ->
                        finds.orders(actor.station(), number, actor.hospital().orElse(null)))
                .orElse(List.of());
    }

    /** Name, number and year of birth tell people apart; the rest is on the donor's own page. */
    private List<Hit> donors(StationId station, String text) {
        return people.search(station, text.startsWith("#") ? text.substring(1) : text, FindStore.LIMIT).stream()
                .map(donor -> new Hit(
                        Finding.Kind.DONOR,
                        donor.name(),
                        "#" + donor.number() + " · " + donor.bornOn().getYear(),
                        "",
                        "/donors/" + donor.id()))
                .toList();
    }
}
