package org.mailuo.station;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.mailuo.audit.Trail;
import org.mailuo.keys.Place;
import org.mailuo.keys.Vault;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factor at the door: a code of the telephone, or one of ten recovery codes. Each code opens once, and a wrong
 * one counts towards the lock of the account as a wrong password does.
 */
@Service
@Transactional(readOnly = true)
public class SecondFactors {
    private static final int RECOVERY_CODES = 10;

    private final FactorStore store;
    private final DoorStore doors;
    private final SignInGuard guard;
    private final Vault vault;
    private final Trail trail;

    SecondFactors(FactorStore store, DoorStore doors, SignInGuard guard, Vault vault, Trail trail) {
        this.store = store;
        this.doors = doors;
        this.guard = guard;
        this.vault = vault;
        this.trail = trail;
    }

    /** A new secret for this person, not kept anywhere yet. */
    public Enrolment propose(Actor actor) {
        return show(actor, Totp.newSecret());
    }

    /** The same secret again, for somebody who mistyped the first code. */
    public Enrolment show(Actor actor, String secret) {
        return new Enrolment(secret, SquareCode.of(Totp.uri("Mailuo", actor.login(), secret)));
    }

    /**
     * Enrols the author's telephone, proved by a first code.
     *
     * @return ten recovery codes, to be shown once
     * @throws RefusedException {@code station.code-wrong}; {@code station.factor-enrolled-before}
     */
    @Transactional
    public List<String> enrol(Command command, String secret, String code) {
        OptionalLong step = Totp.step(secret, code, command.at());
        Decision.all(
                        step.isPresent() ? Decision.ALLOWED : Decision.refuse("station.code-wrong"),
                        of(command.actor()).isEmpty()
                                ? Decision.ALLOWED
                                : Decision.refuse("station.factor-enrolled-before"))
                .orThrow();
        trail.begin(command, "station.enrol-factor");
        UUID factor = Uuid7.next(command.at());
        Map<String, byte[]> codes = new HashMap<>();
        Stream.generate(() -> TemporaryPassword.groups(2, 5))
                .limit(RECOVERY_CODES)
                .forEach(one -> codes.put(one, Totp.recoveryHash(secret, one)));
        store.insert(command.actor(), factor, vault.seal(place(command.station(), factor), secret), command.at());
        store.insertCodes(command.station(), factor, codes.values());
        doors.useCode(command.actor(), DoorEvent.ENROLLED, factor, step.getAsLong(), null, command.at());
        return codes.keySet().stream().sorted().toList();
    }

    /**
     * Whether this is a code of the person, used for the first time. The answer is kept whatever becomes of the running
     * transaction.
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    public boolean prove(Actor actor, String code, Instant at) {
        guard.require(actor.login(), at);
        boolean right =
                store.find(actor).filter(factor -> use(actor, factor, code, at)).isPresent();
        if (!right) {
            guard.failed(actor.login(), at);
        }
        return right;
    }

    private boolean use(Actor actor, FactorStore.Factor factor, String code, Instant at) {
        String secret = vault.open(place(actor.station(), factor.id()), factor.secretSealed());
        OptionalLong step = Totp.step(secret, code, at);
        if (step.isPresent()) {
            return doors.useCode(actor, DoorEvent.SIGNED_IN, factor.id(), step.getAsLong(), null, at);
        }
        byte[] hash = Totp.recoveryHash(secret, code);
        return store.isRecoveryCode(actor.station(), factor.id(), hash)
                && doors.useCode(actor, DoorEvent.SIGNED_IN, factor.id(), null, hash, at);
    }

    /** Ends a second factor: the person's own, or by an administrator for somebody who lost the telephone. */
    @Transactional
    public void end(Command command, StaffId person) {
        boolean own = command.actor().staffId().equals(person.value());
        trail.begin(own ? command : command.require(Duty.ADMINISTER), "station.end-factor");
        if (!store.end(command.station(), person, command.at())) {
            throw new StaleException("second-factor");
        }
    }

    /** One step of a rotation of the keys: seals the next secrets anew; empty at the end. */
    @Transactional
    public List<UUID> sealAnew(Command command, UUID after, int most) {
        trail.begin(command, "station.seal-anew");
        return store.stale(command.station(), after, vault.sealingKey(), most).stream()
                .map(factor -> {
                    Place place = place(command.station(), factor.id());
                    store.sealAnew(
                            command.station(),
                            factor.id(),
                            vault.seal(place, vault.open(place, factor.secretSealed())));
                    return factor.id();
                })
                .toList();
    }

    public Optional<SecondFactor> of(Actor actor) {
        return of(actor.station(), new StaffId(actor.staffId()));
    }

    public Optional<SecondFactor> of(StationId station, StaffId person) {
        return store.view(station, person);
    }

    private static Place place(StationId station, UUID factor) {
        return new Place("station.second_factors", "secret", station, factor);
    }
}
