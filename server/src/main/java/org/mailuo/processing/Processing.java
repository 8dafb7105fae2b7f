package org.mailuo.processing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.products.Catalogue;
import org.mailuo.products.Way;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.mailuo.units.Making;
import org.mailuo.units.NewBag;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes components: says what may be made of a bag until when, and writes down who made what of it. */
@Service
@Transactional(readOnly = true)
public class Processing {
    private final ProcessingStore store;
    private final Ledger ledger;
    private final Donations donations;
    private final Catalogue catalogue;
    private final Stations stations;
    private final Trail trail;
    private volatile @Nullable Limits limits;

    Processing(
            ProcessingStore store,
            Ledger ledger,
            Donations donations,
            Catalogue catalogue,
            Stations stations,
            Trail trail) {
        this.store = store;
        this.ledger = ledger;
        this.donations = donations;
        this.catalogue = catalogue;
        this.stations = stations;
        this.trail = trail;
    }

    /**
     * Consumes each parent and enters its parts, all or none. A part whose volume is out of the standard is entered but
     * not valid, so that it is never released.
     *
     * @return the bags made, in the order of the parts
     * @throws RefusedException with every reason of every parent
     */
    @Transactional
    public List<BagId> make(Command command, List<NewComponents> wanted) {
        trail.begin(command.require(Duty.MAKE), "processing.make");
        Bench bench = bench(
                command.station(), wanted.stream().map(NewComponents::parent).toList(), command.at());
        Decision.all(Decision.all(wanted.stream().map(one -> ProcessingRules.mayMake(bench.of(one)))), once(wanted))
                .orThrow();
        List<ProcessingStore.Made> makings = new ArrayList<>();
        List<ProcessingStore.MadePart> parts = new ArrayList<>();
        List<Making> entries = new ArrayList<>();
        for (NewComponents one : wanted) {
            MakingCase making = bench.of(one);
            UUID id = Uuid7.next(command.at());
            makings.add(
                    new ProcessingStore.Made(id, one, making.parent().volume().value()));
            List<NewBag> children = one.parts().stream()
                    .map(part -> child(making, part, bench.zone()))
                    .toList();
            entries.add(new Making(List.of(one.parent()), children));
            for (int i = 0; i < children.size(); i++) {
                Part part = one.parts().get(i);
                parts.add(new ProcessingStore.MadePart(
                        children.get(i).id(),
                        id,
                        part.volume().value(),
                        ProcessingRules.findings(catalogue.get(part.product()), making.parent(), part)));
            }
        }
        ledger.make(command, entries);
        store.insert(command, makings, parts);
        return parts.stream().map(ProcessingStore.MadePart::bag).toList();
    }

    private static Decision once(List<NewComponents> wanted) {
        return new HashSet<>(wanted.stream().map(NewComponents::parent).toList()).size() == wanted.size()
                ? Decision.ALLOWED
                : Decision.refuse("processing.parent-twice");
    }

    private NewBag child(MakingCase making, Part part, ZoneId zone) {
        Bag parent = making.parent();
        Way way = making.ways().get(part.product());
        String preservative = part.additive() == null ? parent.anticoagulant() : part.additive();
        boolean bound = way == null || way.keepsExpiry();
        return new NewBag(
                new BagId(Uuid7.next(making.now())),
                parent.din(),
                part.product(),
                part.division(),
                part.volume(),
                way != null && way.kind() == Way.Kind.SPLIT ? share(parent, part, making.wanted()) : parent.source(),
                preservative,
                parent.collectedAt(),
                catalogue.expiry(
                        part.product(),
                        preservative,
                        part.system(),
                        parent.collectedAt(),
                        making.now(),
                        zone,
                        bound ? List.of(parent.expiresAt()) : List.of()));
    }

    /** A part of a split counts as its share of the source, so that the units of the parts add up to the whole. */
    private static Millilitres share(Bag parent, Part part, NewComponents wanted) {
        return Millilitres.of(
                Math.max(1, parent.source().value() * part.volume().value() / wanted.partsMl()));
    }

    /**
     * What to make of a bag.
     *
     * @param recipe code of the wanted recipe; empty proposes the best that may still be made
     */
    public Suggestion suggest(StationId station, BagId bag, String recipe, Route route, Instant now) {
        return suggest(bench(station, List.of(bag), now), bag, recipe, route);
    }

    private static Suggestion suggest(Bench bench, BagId id, String wanted, Route route) {
        Bag bag = bench.bag(id);
        List<Limits.Recipe> recipes = bench.limits().recipesFor(bag.product()).stream()
                .filter(recipe ->
                        wanted.isEmpty() ? recipe.automatic() : recipe.code().equals(wanted))
                .toList();
        List<Reason> notes = new ArrayList<>();
        Suggestion last = new Suggestion(
                bag,
                "",
                route,
                List.of(),
                Millilitres.of(0),
                Decision.refuse("processing.nothing-to-make", bag.name(), bag.product()),
                notes,
                null);
        for (Limits.Recipe recipe : recipes) {
            NewComponents parts = parts(bag, recipe, route);
            MakingCase making = bench.of(parts);
            Decision decision = ProcessingRules.mayMake(making);
            last = new Suggestion(
                    bag,
                    recipe.code(),
                    route,
                    parts.parts(),
                    parts.waste(),
                    decision,
                    notes,
                    ProcessingRules.before(making));
            if (decision.isAllowed()) {
                return last;
            }
            decision.reasons().stream()
                    .filter(reason -> !notes.contains(reason))
                    .forEach(notes::add);
        }
        return last;
    }

    private static NewComponents parts(Bag bag, Limits.Recipe recipe, Route route) {
        return new NewComponents(
                bag.id(),
                route,
                recipe.shares().stream()
                        .map(share -> new Part(
                                share.product(),
                                share.division(),
                                Millilitres.of(bag.volume().value() * share.perMille() / 1000)))
                        .toList(),
                Millilitres.of(0),
                recipe.code());
    }

    /** Whole blood that waits to be made into components, the one that is first too late at the top. */
    public List<Suggestion> waiting(StationId station, Instant now, int limit) {
        List<ProductCode> parents = limits().recipes().stream()
                .filter(Limits.Recipe::automatic)
                .map(Limits.Recipe::parent)
                .distinct()
                .toList();
        List<BagId> bags = store.waiting(station, parents, limit);
        Bench bench = bench(station, bags, now);
        return bags.stream()
                .map(bag -> suggest(bench, bag, "", Route.COLD))
                .sorted(Comparator.comparingLong(suggestion -> suggestion.minutesLeft(now)))
                .toList();
    }

    /** Bags of the donation that the recipe may be made of; an empty recipe stands for the automatic ones. */
    public List<Bag> candidates(StationId station, DonationNumber din, String recipe) {
        return ledger.bagsOf(station, List.of(din)).stream()
                .filter(bag -> ProcessingRules.isUsable(bag).isAllowed())
                .filter(bag -> limits().recipesFor(bag.product()).stream()
                        .anyMatch(known -> recipe.isEmpty()
                                ? known.automatic()
                                : known.code().equals(recipe)))
                .toList();
    }

    /** All recipes with the product that each begins with, the preferred first. */
    public List<RecipeView> recipes() {
        return limits().recipes().stream()
                .map(recipe -> new RecipeView(recipe.parent(), recipe.code(), recipe.automatic()))
                .toList();
    }

    /** How each bag was made; a bag that was collected and not made is missing from the map. */
    public Map<BagId, MakingFacts> facts(StationId station, Collection<BagId> bags) {
        return store.facts(station, bags).stream().collect(toMap(MakingFacts::bag, Function.identity()));
    }

    private Bench bench(StationId station, Collection<BagId> parents, Instant now) {
        Map<BagId, Bag> bags = ledger.list(station, parents).stream().collect(toMap(Bag::id, Function.identity()));
        List<DonationNumber> dins =
                bags.values().stream().map(Bag::din).distinct().toList();
        return new Bench(
                bags,
                ledger.bagsOf(station, dins).stream().collect(groupingBy(Bag::din)),
                donations.list(station, dins),
                bags.values().stream()
                        .map(Bag::product)
                        .distinct()
                        .collect(toMap(
                                Function.identity(),
                                product -> catalogue.waysFrom(product).stream()
                                        .collect(toMap(Way::child, Function.identity())))),
                limits(),
                stations.zone(station),
                now);
    }

    /** Everything known about the parents of one command, gathered in three statements. */
    private record Bench(
            Map<BagId, Bag> bags,
            Map<DonationNumber, List<Bag>> siblings,
            Map<DonationNumber, Donation> donations,
            Map<ProductCode, Map<ProductCode, Way>> ways,
            Limits limits,
            ZoneId zone,
            Instant now) {
        Bag bag(BagId id) {
            Bag bag = bags.get(id);
            if (bag == null) {
                throw new NotFoundException("bag");
            }
            return bag;
        }

        MakingCase of(NewComponents wanted) {
            Bag parent = bag(wanted.parent());
            Donation donation = donations.get(parent.din());
            LocalDate collectedOn = parent.collectedAt().atZone(zone).toLocalDate();
            return new MakingCase(
                    parent,
                    wanted,
                    siblings.getOrDefault(parent.din(), List.of()),
                    ways.getOrDefault(parent.product(), Map.of()),
                    donation == null ? null : donation.duration(),
                    donation == null ? List.of() : donation.marks(),
                    limits,
                    collectedOn,
                    now);
        }
    }

    private Limits limits() {
        Limits read = limits;
        if (read == null) {
            read = store.limits();
            limits = read;
        }
        return read;
    }
}
