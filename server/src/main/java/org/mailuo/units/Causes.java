package org.mailuo.units;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of what makes blood unsafe. Opening a cause holds, in the same transaction, every bag that it concerns
 * with all its descendants; while it is open, bags that appear later are held as they appear. The database finds them,
 * so that no source can forget one.
 */
@Service
@Transactional
public class Causes {
    /** The kind under which the end of a cause is signed. */
    static final String CLOSE = "units.close-cause";

    private final CauseStore store;
    private final Trail trail;
    private final Signatures signatures;

    Causes(CauseStore store, Trail trail, Signatures signatures) {
        this.store = store;
        this.trail = trail;
        this.signatures = signatures;
    }

    /**
     * Opens a cause within the command of the module that learned of it and checked the duty. Called before that module
     * locks bags.
     *
     * @return the cause with what it holds now; nothing yet is an answer too
     * @throws RefusedException {@code units.cause-subject}, {@code units.cause-text} or {@code units.cause-span}
     */
    public Cause open(Command command, NewCause wanted) {
        trail.begin(command, "units.open-cause", wanted.code());
        CauseRules.mayOpen(wanted).orThrow();
        CauseId id = new CauseId(Uuid7.next(command.at()));
        store.insert(command, id, wanted);
        return get(command.station(), id);
    }

    /**
     * Lifts what this cause holds of these bags and of what was made of them; other holds stay.
     *
     * @param why required; never personal data
     * @param proof of the author, who signs
     * @throws RefusedException {@code units.hold-not-open} if it does not hold one of the bags, or
     *     {@code units.lift-without-reason}
     */
    public void lift(Command command, CauseId cause, Collection<BagId> bags, String why, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "units.lift-cause", why);
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        lift(command, cause, bags, why, signer.signatureId());
        signatures.sign(
                command,
                signer,
                Meaning.HOLD_LIFTED,
                Ledger.LIFT,
                signer.signatureId().toString());
    }

    /**
     * Ends the wait of an epidemic for these bags, within the command of the call that found the donor well (RULE H2);
     * the database lets no other hold go without a signature.
     */
    public void endWait(Command command, CauseId window, Collection<BagId> bags) {
        trail.begin(command, "units.lift-cause", "WELL");
        lift(command, window, bags, "WELL", (UUID) null);
    }

    private void lift(Command command, CauseId cause, Collection<BagId> bags, String why, @Nullable UUID signature) {
        if (why.isBlank()) {
            throw new RefusedException(Reason.of("units.lift-without-reason"));
        }
        if (bags.isEmpty()
                || store.lift(command, cause, bags, why, signature)
                        != bags.stream().distinct().count()) {
            throw new RefusedException(Reason.of("units.hold-not-open"));
        }
    }

    /**
     * Ends a cause: nothing that appears later is held any more.
     *
     * @param proof of the author, who signs
     * @throws RefusedException {@code units.cause-closed}, or {@code units.cause-still-holds} while a bag in the station
     *     is neither lifted nor discarded
     */
    public void close(Command command, CauseId cause, String why, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "units.close-cause", why);
        if (why.isBlank()) {
            throw new RefusedException(Reason.of("units.lift-without-reason"));
        }
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        CauseRules.mayClose(get(command.station(), cause)).orThrow();
        store.close(command, cause, why, signer.signatureId());
        signatures.sign(command, signer, Meaning.HOLD_LIFTED, CLOSE, cause.toString());
    }

    @Transactional(readOnly = true)
    public Cause get(StationId station, CauseId cause) {
        return store.list(station, List.of(cause)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("cause"));
    }

    /** The open ones oldest first, or the closed ones newest first. */
    @Transactional(readOnly = true)
    public List<Cause> list(StationId station, boolean open, int limit, int offset) {
        return store.list(station, open, limit, offset);
    }

    /** How many causes are open, and since when the oldest; windows of epidemics, which wait for nobody, not among them. */
    @Transactional(readOnly = true)
    public Waiting waiting(StationId station) {
        return store.waiting(station);
    }

    /** What waits for quality management. */
    public record Waiting(long count, @Nullable Instant oldest) {}

    /** Every bag that the cause ever held, by number and product. */
    @Transactional(readOnly = true)
    public List<CausedHold> holds(StationId station, CauseId cause, int limit, int offset) {
        return store.holds(station, cause, limit, offset);
    }
}
