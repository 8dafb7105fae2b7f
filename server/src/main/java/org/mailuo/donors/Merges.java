package org.mailuo.donors;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.donors.MergeRules.Side;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StaleException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes two records of one person one, and takes it back. Nothing is moved or rewritten: from the merge on the deferrals,
 * group history, visits and donations of each record count for both, in the rules and in the database.
 */
@Service
@Transactional
public class Merges {
    /** The kind under which a merge is signed. */
    static final String KIND = "donors.merge";

    /** The kind under which a separation is signed. */
    static final String UNDO = "donors.undo-merge";

    private final MergeStore store;
    private final DonorStore donors;
    private final Trail trail;
    private final Signatures signatures;

    Merges(MergeStore store, DonorStore donors, Trail trail, Signatures signatures) {
        this.store = store;
        this.donors = donors;
        this.trail = trail;
        this.signatures = signatures;
    }

    /** Where the two disagree, to be shown before anybody confirms it. */
    @Transactional(readOnly = true)
    public Set<Difference> differences(StationId station, DonorId merged, DonorId into) {
        return MergeRules.differences(side(station, merged, Set.of()), side(station, into, Set.of()));
    }

    /**
     * Lets {@code into} stand for both from now on. Conflicting blood groups hold every bag of both at once.
     *
     * @param confirmed the differences that the author has seen and confirms
     * @param proof of the author, who signs
     * @throws RefusedException {@code donors.merge-difference} for each difference not confirmed, {@code
     *     donors.merge-itself}, {@code donors.merge-merged}, {@code donors.merge-reason}
     */
    public UUID merge(
            Command command, DonorId merged, DonorId into, String reason, Set<Difference> confirmed, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "donors.merge", reason);
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        StationId station = command.station();
        Set<DonorId> already = store.lock(station, List.of(merged, into));
        Side first = side(station, merged, already);
        Side second = side(station, into, already);
        MergeRules.mayMerge(first, second, reason, confirmed).orThrow();
        UUID id = store.insert(
                command, merged, into, reason, MergeRules.differences(first, second), signer.signatureId());
        signatures.sign(command, signer, Meaning.APPROVED, KIND, id.toString());
        return id;
    }

    /**
     * Separates the two again, each with all that was recorded under its own number. A deferral recorded while they were
     * one stays against both; holds stay until they are lifted.
     *
     * @param proof of the author, who signs
     * @throws StaleException if it was undone before
     */
    public void undo(Command command, UUID merge, String reason, Proof proof) {
        trail.begin(command.require(Duty.QUALITY), "donors.undo-merge", reason);
        MergeRules.hasReason(reason).orThrow();
        Signer signer = signatures.proveAuthor(command, proof, Duty.QUALITY);
        Merge found = store.find(command.station(), merge).orElseThrow(() -> new NotFoundException("donor"));
        store.lock(command.station(), List.of(found.merged(), found.into()));
        if (!store.undo(command, found, reason, signer.signatureId())) {
            throw new StaleException("donor");
        }
        signatures.sign(command, signer, Meaning.APPROVED, UNDO, merge.toString());
    }

    /** Every merge in which a record of this person took part, newest first, undone ones too. */
    @Transactional(readOnly = true)
    public List<Merge> of(StationId station, DonorId donor) {
        return store.of(station, donor);
    }

    private Side side(StationId station, DonorId id, Set<DonorId> merged) {
        Donor donor = donors.list(station, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("donor"));
        Map<DonorId, List<BloodGroup>> groups = donors.groupsOf(station, List.of(id));
        return new Side(donor, merged.contains(id), new HashSet<>(groups.getOrDefault(id, List.of())));
    }
}
