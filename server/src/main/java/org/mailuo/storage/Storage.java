package org.mailuo.storage;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailuo.audit.Trail;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
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
import org.mailuo.units.Bag;
import org.mailuo.units.Hold;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps bags where they belong and takes out what must not stay. */
@Service
@Transactional(readOnly = true)
public class Storage {
    /** The kind under which a discard is witnessed; its record is named after the signature. */
    static final String KIND = "storage.discard";

    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,15}");

    private final StorageStore store;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Signatures signatures;
    private final Trail trail;

    Storage(StorageStore store, Ledger ledger, Catalogue catalogue, Signatures signatures, Trail trail) {
        this.store = store;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.signatures = signatures;
        this.trail = trail;
    }

    /** @throws RefusedException {@code storage.code-shape}, {@code storage.name-missing} or {@code storage.code-taken} */
    @Transactional
    public void addPlace(Command command, NewPlace wanted) {
        trail.begin(command.require(Duty.ADMINISTER), "storage.add-place");
        NewPlace place = new NewPlace(
                wanted.code().strip().toUpperCase(Locale.ROOT),
                wanted.nameZh().strip(),
                wanted.nameEn().strip(),
                wanted.band(),
                wanted.zone(),
                wanted.siteId());
        Decision.all(
                        CODE.matcher(place.code()).matches() ? Decision.ALLOWED : Decision.refuse("storage.code-shape"),
                        place.nameZh().isEmpty() || place.nameEn().isEmpty()
                                ? Decision.refuse("storage.name-missing")
                                : Decision.ALLOWED)
                .orThrow();
        if (!store.insert(command.station(), Uuid7.next(command.at()), place)) {
            throw new RefusedException(Reason.of("storage.code-taken", place.code()));
        }
    }

    /** Puts bags away, all or none; refused for the wrong band or zone with every reason. */
    @Transactional
    public void put(Command command, String placeCode, Collection<BagId> bags) {
        trail.begin(command.require(Duty.STORE), "storage.put");
        Place place = getPlace(command.station(), placeCode);
        // Before the bags are locked: whoever records an excursion of this place waits, or is seen.
        store.share(command.station(), place.code());
        ledger.lock(command.station(), bags);
        Map<BagId, Set<HoldReason>> holds = openHolds(command.station(), bags);
        // Read under the lock: a hold opened meanwhile counts.
        Decision.all(list(command.station(), bags).stream()
                        .map(bag -> StorageRules.mayBePut(
                                bag,
                                catalogue.get(bag.product()),
                                holds.getOrDefault(bag.id(), Set.of()),
                                place,
                                command.at())))
                .orThrow();
        ledger.move(command, bags, place.code());
    }

    /**
     * Whether bags are where they may be issued from: in a known place of the right band, in the released zone (hard
     * stops 8 and 17). Distribution asks this at the moment of issue.
     */
    public Decision areWellKept(StationId station, Collection<BagId> bags) {
        Map<String, Place> places =
                store.places(station).stream().collect(Collectors.toMap(Place::code, Function.identity()));
        return Decision.all(list(station, bags).stream().map(bag -> isWellKept(bag, places)));
    }

    private Decision isWellKept(Bag bag, Map<String, Place> places) {
        Place place = bag.place() == null ? null : places.get(bag.place());
        if (place == null) {
            return Decision.refuse("storage.nowhere", bag.name());
        }
        return Decision.all(
                StorageRules.isInBand(bag, catalogue.get(bag.product()), place), StorageRules.isReleased(bag, place));
    }

    /**
     * Discards bags before a witness, who works for the station, is not the author and signs (hard stop 18).
     *
     * @param reason a {@link DiscardReason}
     */
    @Transactional
    public void discard(Command command, Collection<BagId> bags, String reason, Proof witness) {
        if (!command.actor().may(Duty.QUALITY)) {
            command.require(Duty.STORE);
        }
        trail.begin(command, "storage.discard", reason);
        Signer signer = signatures.proveSecond(command, witness);
        if (Arrays.stream(DiscardReason.values())
                .noneMatch(known -> known.name().equals(reason))) {
            throw new RefusedException(Reason.of("storage.unknown-reason", reason));
        }
        if (bags.isEmpty()) {
            throw new NotFoundException("bag");
        }
        ledger.discard(command, bags, reason);
        store.insertDiscards(command, Set.copyOf(bags), reason, signer);
        signatures.sign(
                command, signer, Meaning.WITNESSED, KIND, signer.signatureId().toString());
    }

    /**
     * Discards every bag in the station whose date has passed and writes the run down.
     *
     * @return the bags, to be taken out of their places
     */
    @Transactional
    public List<BagId> expire(Command command) {
        trail.begin(command.require(Duty.STORE), "storage.expire", "EXPIRED");
        List<BagId> expired = ledger.discardExpired(command);
        store.insertRun(command, expired);
        return expired;
    }

    /** Whether a run would find anything. */
    public boolean hasExpired(StationId station, Instant now) {
        return store.anyExpired(station, now);
    }

    public List<Place> places(StationId station) {
        return store.places(station);
    }

    public Optional<Place> findPlace(StationId station, String code) {
        return store.find(station, code.strip().toUpperCase(Locale.ROOT));
    }

    public Place getPlace(StationId station, String code) {
        return findPlace(station, code).orElseThrow(() -> new NotFoundException("place"));
    }

    /** Every place with what is in it. */
    public List<PlaceStock> stock(StationId station, Instant now) {
        return store.stock(station, now);
    }

    /** Bags in a place, the first to expire at the top. */
    public List<Bag> in(StationId station, String place, int limit, int offset) {
        return byExpiry(station, store.in(station, place, limit, offset));
    }

    /** Bags that expire within the span from now, the first at the top. */
    public List<Bag> expiringWithin(StationId station, Instant now, Duration span, int limit) {
        return byExpiry(station, store.expiring(station, now, now.plus(span), limit));
    }

    /** The latest runs, newest first. */
    public List<ExpiryRun> expiryRuns(StationId station, int limit) {
        return store.runs(station, limit);
    }

    private List<Bag> byExpiry(StationId station, List<BagId> ids) {
        return ledger.list(station, ids).stream()
                .sorted(java.util.Comparator.comparing(Bag::expiresAt).thenComparing(Bag::name))
                .toList();
    }

    private List<Bag> list(StationId station, Collection<BagId> ids) {
        List<Bag> found = ledger.list(station, ids);
        if (found.size() != new HashSet<>(ids).size()) {
            throw new NotFoundException("bag");
        }
        return found;
    }

    private Map<BagId, Set<HoldReason>> openHolds(StationId station, Collection<BagId> bags) {
        return ledger.holds(station, bags).stream()
                .filter(hold -> hold.liftedAt() == null)
                .collect(groupingBy(Hold::bag, mapping(Hold::reason, toSet())));
    }
}
