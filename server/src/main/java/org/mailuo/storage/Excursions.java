package org.mailuo.storage;

import org.mailuo.audit.Trail;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.units.Cause;
import org.mailuo.units.Causes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Places that left their temperature band, and the bags that were in them (RULE ST3). */
@Service
@Transactional
public class Excursions {
    private final Storage storage;
    private final StorageStore store;
    private final Causes causes;
    private final Trail trail;

    Excursions(Storage storage, StorageStore store, Causes causes, Trail trail) {
        this.storage = storage;
        this.store = store;
        this.causes = causes;
        this.trail = trail;
    }

    /**
     * Records an excursion and holds every bag that was in the place meanwhile, wherever it is now; while it goes on, every bag
     * that is put there. Quality management decides on each: fit again, or discarded.
     *
     * @throws RefusedException {@code storage.excursion-future}, {@code storage.excursion-span} or
     *     {@code storage.excursion-reading}
     */
    public Cause record(Command command, NewExcursion excursion) {
        if (!command.actor().may(Duty.QUALITY)) {
            command.require(Duty.STORE);
        }
        trail.begin(command, "storage.record-excursion");
        ExcursionRules.mayBeRecorded(excursion, command.at()).orThrow();
        Place place = storage.getPlace(command.station(), excursion.place());
        Cause cause = causes.open(command, ExcursionRules.cause(excursion, place));
        store.insertExcursion(command, cause.id(), place, excursion);
        return cause;
    }
}
