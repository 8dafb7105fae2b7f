package org.mailuo.distribution.recall;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.distribution.Dues;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Proof;
import org.mailuo.station.Stations;
import org.mailuo.storage.Storage;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseId;
import org.mailuo.units.Causes;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewCause;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Recalls: whatever opened a cause, its bags outside the station are listed by the database in the same transaction. Here
 * hospitals confirm, and every bag is accounted for before the cause can be closed.
 */
@Service
@Transactional
public class Recalls {
    private final RecallStore store;
    private final Causes causes;
    private final Ledger ledger;
    private final Storage storage;
    private final Stations stations;
    private final Trail trail;

    Recalls(RecallStore store, Causes causes, Ledger ledger, Storage storage, Stations stations, Trail trail) {
        this.store = store;
        this.causes = causes;
        this.ledger = ledger;
        this.storage = storage;
        this.stations = stations;
        this.trail = trail;
    }

    /**
     * Opens a recall or a hold of quality management: everything inside is held, everything outside listed, and what appears later
     * is held too until the cause is closed.
     *
     * @throws RefusedException {@code distribution.recall-kind}, {@code distribution.recall-unknown} for a donation, site,
     *     place or bag that does not exist, and the reasons of {@link Causes#open}
     */
    public Cause open(Command command, NewCause wanted) {
        trail.begin(command.require(Duty.QUALITY), "distribution.open-recall");
        RecallRules.mayOpen(wanted, isKnown(command.station(), wanted)).orThrow();
        return causes.open(command, wanted);
    }

    /** A lot or an instrument may be named before it was ever used; a donation, site or place that is not there is a slip. */
    private boolean isKnown(StationId station, NewCause wanted) {
        String subject = wanted.subject();
        return switch (wanted.scope()) {
            // As a scanner sends it: the check character was asked for where the number was typed.
            case DONATION ->
                DonationNumber.parse("=" + subject + "00")
                        .filter(din -> ledger.isUsed(station, din))
                        .isPresent();
            case SITE ->
                stations.listSites(station).stream()
                        .anyMatch(site -> site.code().equals(subject));
            case PLACE -> storage.findPlace(station, subject).isPresent();
            case BAG, DONOR, BAG_LOT, STATION, RUN, REAGENT_LOT, INSTRUMENT -> true;
        };
    }

    /**
     * The hospital knows. A portal user says it for the bags of his own hospital; the station's staff write down a call.
     *
     * @throws NotFoundException for a bag that is not on the list, or another hospital's
     */
    public void confirm(Command command, CauseId cause, Collection<BagId> bags) {
        boolean portal = command.actor().may(Duty.HOSPITAL);
        if (!portal && !command.actor().may(Duty.QUALITY)) {
            command.require(Duty.DISTRIBUTE);
        }
        trail.begin(command, "distribution.confirm-recall");
        Set<BagId> listed = lines(command.actor(), cause).stream()
                .map(line -> line.bag().id())
                .collect(Collectors.toSet());
        if (bags.isEmpty() || !listed.containsAll(bags)) {
            throw new NotFoundException("bag");
        }
        store.confirm(command, cause, bags, portal ? "PORTAL" : "PHONE");
    }

    /** The hospital knows of a bag, whatever it is recalled for; as {@link #confirm}. */
    public void confirmBag(Command command, BagId bag) {
        trail.begin(command, "distribution.confirm-recall");
        List<CauseId> open = open(command.actor()).stream()
                .filter(line -> line.bag().id().equals(bag) && !line.isConfirmed())
                .map(RecalledBag::cause)
                .toList();
        if (open.isEmpty()) {
            throw new NotFoundException("bag");
        }
        open.forEach(cause -> confirm(command, cause, List.of(bag)));
    }

    /**
     * Says what became of a bag for which no hospital reports a fate, such as one given to another station.
     *
     * @throws RefusedException {@code distribution.recall-settled} or {@code distribution.recall-words}
     */
    public void settle(Command command, CauseId cause, BagId bag, String settlement) {
        trail.begin(command.require(Duty.QUALITY), "distribution.settle-recall", settlement);
        RecalledBag line = lines(command.actor(), cause).stream()
                .filter(one -> one.bag().id().equals(bag))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("bag"));
        RecallRules.maySettle(line, settlement).orThrow();
        store.settle(command, cause, bag, settlement);
    }

    /**
     * Ends a cause once nothing inside is held by it and everything outside is accounted for.
     *
     * @param proof of the author, who signs
     * @throws RefusedException {@code distribution.recall-open} with what is missing, and the reasons of {@link Causes#close}
     */
    public void close(Command command, CauseId cause, String why, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "distribution.close-recall", why);
        RecallRules.mayClose(lines(command.actor(), cause)).orThrow();
        causes.close(command, cause, why, proof);
    }

    /** Every bag of a cause that the viewer may see, by hospital. */
    @Transactional(readOnly = true)
    public List<RecalledBag> lines(Actor viewer, CauseId cause) {
        return store.lines(viewer.station(), cause, scope(viewer));
    }

    /** Lines that are not done, oldest first; a portal user sees those of his hospital. */
    @Transactional(readOnly = true)
    public List<RecalledBag> open(Actor viewer) {
        return store.open(viewer.station(), scope(viewer));
    }

    /** How many lines wait, and since when. */
    @Transactional(readOnly = true)
    public Dues waiting(Actor viewer) {
        return store.waiting(viewer.station(), scope(viewer));
    }

    /** Reserved bags that holds took from orders which still lack them. */
    @Transactional(readOnly = true)
    public Dues withdrawn(StationId station) {
        return store.withdrawn(station);
    }

    /** A portal user without a hospital sees nothing (fail closed). */
    private static @Nullable HospitalId scope(Actor viewer) {
        return viewer.hospital()
                .map(HospitalId::new)
                .or(() -> Optional.of(new HospitalId(new UUID(0, 0)))
                        .filter(none -> viewer.duties().equals(Set.of(Duty.HOSPITAL))))
                .orElse(null);
    }
}
