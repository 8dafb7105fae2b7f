package org.mailuo.donors;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.mailuo.station.Stations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of donors: who they are, why they may not give, and which group they were found to have. */
@Service
@Transactional
public class Donors {
    /** The kind under which the end of a deferral is signed. */
    static final String LIFT = "donors.lift-deferral";

    private final DonorStore store;
    private final Trail trail;
    private final Stations stations;
    private final Signatures signatures;

    Donors(DonorStore store, Trail trail, Stations stations, Signatures signatures) {
        this.store = store;
        this.trail = trail;
        this.stations = stations;
        this.signatures = signatures;
    }

    // People ------------------------------------------------------------------------------------------------------

    /**
     * Enters a person once.
     *
     * @throws RefusedException with every reason: a birth date or sex that the document contradicts, an impossible date,
     *     or {@code donors.known} with the number under which the document is registered already
     */
    public DonorId register(Command command, NewDonor donor) {
        trail.begin(command.require(Duty.REGISTER), "donors.register");
        LocalDate today = command.at().atZone(stations.zone(command.station())).toLocalDate();
        DonorRules.mayRegister(donor, today).orThrow();
        return store.insert(command, donor).orElseThrow(() -> known(command.station(), donor.document()));
    }

    private RefusedException known(StationId station, IdentityDocument document) {
        return store.findByDocument(station, document)
                .map(donor -> new RefusedException(Reason.of("donors.known", donor.number())))
                .orElseThrow();
    }

    @Transactional(readOnly = true)
    public Donor get(StationId station, DonorId donor) {
        return store.list(station, List.of(donor)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("donor"));
    }

    @Transactional(readOnly = true)
    public Map<DonorId, Donor> list(StationId station, Collection<DonorId> donors) {
        return DonorStore.byId(store.list(station, donors), Donor::id);
    }

    @Transactional(readOnly = true)
    public Optional<Donor> findByDocument(StationId station, IdentityDocument document) {
        return store.findByDocument(station, document);
    }

    /** Documents, phones and addresses, opened; ask only for what a page shows. */
    @Transactional(readOnly = true)
    public Map<DonorId, Particulars> particulars(StationId station, Collection<DonorId> donors) {
        return store.particulars(station, donors);
    }

    /** Document, phone and address of one donor, opened. */
    @Transactional(readOnly = true)
    public Particulars particulars(StationId station, DonorId donor) {
        return Optional.ofNullable(store.particulars(station, List.of(donor)).get(donor))
                .orElseThrow(() -> new NotFoundException("donor"));
    }

    /**
     * Corrects how a donor is reached. The trail says that, when and why it changed, never the numbers.
     *
     * @throws RefusedException {@code donors.phone-wrong}, {@code donors.address-long} or {@code donors.correct-reason}
     */
    public void correct(Command command, DonorId donor, String phone, String address, String reason) {
        trail.begin(command.require(Duty.REGISTER), "donors.correct", reason);
        Decision.all(
                        DonorRules.contactIsOne(phone.strip(), address.strip()),
                        reason.isBlank() ? Decision.refuse("donors.correct-reason") : Decision.ALLOWED)
                .orThrow();
        Particulars known = particulars(command.station(), donor);
        store.correct(command.station(), donor, new Particulars(known.document(), phone.strip(), address.strip()));
    }

    /** One step of a rotation: seals the next donors anew that another key sealed; empty at the end. */
    public List<DonorId> sealAnew(Command command, UUID after, int most) {
        trail.begin(command, "donors.seal-anew");
        List<DonorId> stale = store.stale(command.station(), after, most);
        store.sealAnew(command.station(), store.particulars(command.station(), stale));
        return stale;
    }

    /** By the beginning of the name, donor number, phone or document number, or the text of a card reader. */
    @Transactional(readOnly = true)
    public List<Donor> search(StationId station, String text, int limit) {
        String asked = CardText.read(text).map(card -> card.document().number()).orElse(text.strip());
        return asked.isEmpty() ? List.of() : store.search(station, asked, limit);
    }

    // Deferrals ---------------------------------------------------------------------------------------------------

    /**
     * Records why people may not give, within the command of the module that found it and checked the duty.
     *
     * @throws RefusedException {@code donors.deferral-end} or {@code donors.deferral-code}
     */
    public void defer(Command command, List<NewDeferral> deferrals) {
        trail.begin(command, "donors.defer");
        Decision.all(deferrals.stream().map(DeferralRules::mayBeRecorded)).orThrow();
        if (!deferrals.isEmpty()) {
            store.insertDeferrals(command, deferrals);
        }
    }

    /**
     * The re-entry decision: the only way out of a permanent deferral (RULE P2).
     *
     * @param reason why, as the author says it; required
     * @param proof of the author, who signs
     */
    public void lift(Command command, UUID deferral, String reason, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "donors.lift-deferral", reason);
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        if (reason.isBlank()) {
            throw new RefusedException(Reason.of("donors.lift-reason"));
        }
        if (!store.lift(command, deferral, reason, signer.signatureId())) {
            throw new RefusedException(Reason.of("donors.deferral-not-open"));
        }
        signatures.sign(command, signer, Meaning.DEFERRAL_LIFTED, LIFT, deferral.toString());
    }

    /** Every deferral of each donor that was not lifted, ended ones too, strictest first. */
    @Transactional(readOnly = true)
    public Map<DonorId, List<Deferral>> deferrals(StationId station, Collection<DonorId> donors) {
        return DonorStore.grouped(
                store.deferrals(station, donors).stream()
                        .filter(deferral -> deferral.liftedAt() == null)
                        .sorted(Deferral.STRICTEST_FIRST)
                        .toList(),
                Deferral::donor);
    }

    /** All that was ever recorded against one donor, newest first, lifted ones too. */
    @Transactional(readOnly = true)
    public List<Deferral> deferralHistory(StationId station, DonorId donor) {
        return store.deferrals(station, List.of(donor));
    }

    /** The donor with what stands against him, in one question to the database. */
    @Transactional(readOnly = true)
    public Standing standing(StationId station, DonorId donor) {
        return store.standing(station, donor).orElseThrow(() -> new NotFoundException("donor"));
    }

    // Blood groups ------------------------------------------------------------------------------------------------

    /** Adds what the laboratory concluded; recording the same again changes nothing. */
    public void recordGroups(Command command, List<GroupRecord> groups) {
        trail.begin(command, "donors.record-groups");
        if (!groups.isEmpty()) {
            store.insertGroups(command, groups);
        }
    }

    /** The groups of earlier donations, oldest first; a donor without any is not in the map. */
    @Transactional(readOnly = true)
    public Map<DonorId, List<BloodGroup>> groupHistory(StationId station, Collection<DonorId> donors) {
        return store.groupsOf(station, donors);
    }

    @Transactional(readOnly = true)
    public List<GroupRecord> groupRecords(StationId station, DonorId donor) {
        return store.groupRecords(station, List.of(donor));
    }
}
