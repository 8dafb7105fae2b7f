package org.mailuo.station;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gives people accounts of their own and says what each may do, from when until when. */
@Service
@Transactional(readOnly = true)
public class Staff {
    private final StaffStore store;
    private final Trail trail;
    private final PasswordEncoder passwords;
    private final SignInGuard guard;

    Staff(StaffStore store, Trail trail, PasswordEncoder passwords, SignInGuard guard) {
        this.guard = guard;
        this.store = store;
        this.trail = trail;
        this.passwords = passwords;
    }

    /** Refused when the login is malformed or taken, the name is missing or the password too easy. */
    @Transactional
    public StaffId enlist(Command command, NewStaff wanted) {
        trail.begin(command.require(Duty.ADMINISTER), "station.enlist");
        NewStaff person = new NewStaff(
                StaffRules.normal(wanted.login()),
                wanted.name().strip(),
                wanted.password(),
                wanted.hospitalId(),
                wanted.ownPassword());
        Decision.all(
                        StaffRules.isLogin(person.login()),
                        StaffRules.isName(person.name()),
                        PasswordRules.isAcceptable(person.password(), person.login()))
                .orThrow();
        StaffId id = new StaffId(Uuid7.next(command.at()));
        Instant temporary = person.ownPassword() ? null : command.at().plus(PasswordRules.TEMPORARY);
        if (!store.insert(command.station(), id, person, hash(person.password()), temporary)) {
            throw new RefusedException(Reason.of("station.login-taken", person.login()));
        }
        return id;
    }

    /** As {@link #enlist(Command, NewStaff)}, trained and authorised at once for as long as the training counts. */
    @Transactional
    public StaffId enlist(Command command, NewStaff wanted, Collection<Duty> duties, NewTraining training) {
        StaffId id = enlist(command, wanted);
        UUID trained = train(command, id, training);
        authorise(command, id, duties, training.on(), training.until(), trained);
        return id;
    }

    /** Records what a person was taught. It gives no duty yet. */
    @Transactional
    public UUID train(Command command, StaffId id, NewTraining wanted) {
        trail.begin(command.require(Duty.ADMINISTER), "station.train");
        get(command.station(), id);
        StaffRules.isTraining(wanted).orThrow();
        UUID training = Uuid7.next(command.at());
        store.insert(command.station(), id, training, wanted);
        return training;
    }

    /**
     * Authorises a person for duties from one day to another, both included, in the station's calendar, on the strength
     * of a training that counts on all these days (hard stop 19). The same duty from the same day again moves its end.
     */
    @Transactional
    public void authorise(
            Command command, StaffId id, Collection<Duty> duties, LocalDate from, LocalDate until, UUID training) {
        trail.begin(command.require(Duty.ADMINISTER), "station.authorise");
        StaffView person = get(command.station(), id);
        Training taught = store.trainings(command.station(), id).stream()
                .filter(one -> one.id().equals(training))
                .findFirst()
                .orElseThrow(() -> new NotFoundException("training"));
        Decision.all(
                        duties.isEmpty() ? Decision.refuse("station.duty-missing") : Decision.ALLOWED,
                        StaffRules.isSpan(from, until),
                        StaffRules.isTrained(taught, from, until),
                        StaffRules.mayHave(duties, person.hospitalId() != null))
                .orThrow();
        store.authorise(command.station(), id, duties, from, until, training, command.at());
    }

    /** Newest first. */
    public List<Training> trainings(StationId station, StaffId id) {
        return store.trainings(station, id);
    }

    /** Ends an authorisation so that it does not count on {@code day} any more. */
    @Transactional
    public void withdraw(Command command, UUID authorisation, LocalDate day) {
        trail.begin(command.require(Duty.ADMINISTER), "station.withdraw");
        if (!store.withdraw(command.station(), authorisation, day)) {
            throw new StaleException("authorisation");
        }
    }

    /**
     * Closes or opens an account. Closing ends its sessions at once and its duties with yesterday; who comes back is
     * authorised anew. Nobody closes his own.
     */
    @Transactional
    public void setActive(Command command, StaffId id, boolean active) {
        trail.begin(command.require(Duty.ADMINISTER), active ? "station.reopen" : "station.close");
        if (!active && command.actor().staffId().equals(id.value())) {
            throw new RefusedException(Reason.of("station.close-own"));
        }
        if (!active) {
            store.endDuties(command.station(), id, command.at());
        }
        if (!store.setActive(command.station(), id, active, command.at())) {
            throw new StaleException("staff");
        }
    }

    /** Changes the author's own password, who proves himself by the present one. All his sessions end. */
    @Transactional
    public void changePassword(Command command, String present, String wanted) {
        String login = command.actor().login();
        guard.require(login, command.at());
        String known = store.findPassword(command.station(), command.actor().staffId())
                .orElseThrow(() -> new NotFoundException("staff"));
        if (!passwords.matches(present, known)) {
            guard.failed(login, command.at());
            throw new RefusedException(Reason.of("station.password-wrong"));
        }
        trail.begin(command, "station.change-password");
        Decision.all(PasswordRules.isAcceptable(wanted, login), PasswordRules.isNew(wanted, present))
                .orThrow();
        store.setPassword(command.station(), command.actor().staffId(), hash(wanted), command.at(), null);
    }

    /**
     * Gives somebody who forgot his password a temporary one. His sessions end, a lock of his account too.
     *
     * @return the password, to be told to him once and changed by him within a week
     */
    @Transactional
    public String resetPassword(Command command, StaffId id) {
        trail.begin(command.require(Duty.ADMINISTER), "station.reset-password");
        String login = get(command.station(), id).login();
        String temporary = TemporaryPassword.next();
        Instant until = command.at().plus(PasswordRules.TEMPORARY);
        store.setPassword(command.station(), id.value(), hash(temporary), command.at(), until);
        guard.record(login, DoorEvent.FREED, command.at(), "");
        return temporary;
    }

    private String hash(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("No hash was made");
        }
        return hash;
    }

    /** The person with this login as an author at that moment, with the duties valid then. */
    public Optional<Actor> findActor(String login, Instant at) {
        return store.findAccount(StaffRules.normal(login), at)
                .filter(StaffPrincipal::isEnabled)
                .map(StaffPrincipal::actor);
    }

    public StaffView get(StationId station, StaffId id) {
        return store.find(station, id).orElseThrow(() -> new NotFoundException("staff"));
    }

    /** Open accounts first, by login. */
    public List<StaffView> list(StationId station) {
        return store.list(station);
    }
}
