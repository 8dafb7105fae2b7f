package org.mailuo.station;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Signature.Condition;
import org.mailuo.station.SignatureStore.Row;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Electronic signatures (RULE SIG): a person proves anew to be himself, says what he means, and is bound by digest to
 * exactly the rows that he signs. Whatever is changed in them later, or in the signature, shows as broken.
 *
 * <p>A service first lets the signer {@link #prove} himself, writes its rows with {@link Signer#signatureId}, then lets
 * him {@link #sign} what he wrote, all in one transaction.
 */
@Service
public class Signatures {
    private final SignatureStore store;
    private final StaffStore staff;
    private final ProofMemory memory;
    private final SignInGuard guard;
    private final Map<String, String> queries;

    Signatures(
            SignatureStore store,
            StaffStore staff,
            ProofMemory memory,
            SignInGuard guard,
            ObjectProvider<SignedRecord> records) {
        this.store = store;
        this.staff = staff;
        this.memory = memory;
        this.guard = guard;
        this.queries = records.stream().collect(Collectors.toUnmodifiableMap(SignedRecord::kind, SignedRecord::query));
    }

    // Signing -----------------------------------------------------------------------------------------------------

    /**
     * Finds out who signs. A wrong proof counts towards the lock of that account, whatever becomes of the transaction.
     *
     * @param oneOf the duties of which the signer needs one at the time of the command; none given: any of the station
     * @throws RefusedException {@code station.proof-refused}, the same for a wrong password, an unknown login, a closed
     *     and a locked account; {@code station.signer-not-authorised}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Signer prove(Command command, Proof proof, Duty... oneOf) {
        guard.require(proof.login(), command.at());
        StaffPrincipal account = staff.findAccount(command.station(), StaffRules.normal(proof.login()), command.at())
                .filter(found -> isRight(found, proof))
                .orElseThrow(() -> {
                    guard.failedWithin(proof.login(), command.at());
                    return new RefusedException(SignInGuard.refusal());
                });
        SignatureRules.maySign(account.actor(), List.of(oneOf)).orThrow();
        return new Signer(Uuid7.next(command.at()), account.actor(), account.displayName());
    }

    private boolean isRight(StaffPrincipal account, Proof proof) {
        return account.isEnabled()
                // A password that somebody else knows signs nothing.
                && account.temporaryUntil() == null
                && proof.password().length() <= PasswordRules.LONGEST
                && Optional.ofNullable(account.getPassword())
                        .filter(hash -> memory.isRight(account.actor().staffId(), proof.password(), hash))
                        .isPresent();
    }

    /** As {@link #prove}, refused with {@code station.signer-is-another} unless the author himself signs. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Signer proveAuthor(Command command, Proof proof, Duty... oneOf) {
        Signer signer = prove(command, proof, oneOf);
        SignatureRules.isAuthor(command.actor(), signer.person()).orThrow();
        return signer;
    }

    /** As {@link #prove}, refused with {@code station.signer-is-author} unless another person signs (hard stop 18). */
    @Transactional(propagation = Propagation.MANDATORY)
    public Signer proveSecond(Command command, Proof proof, Duty... oneOf) {
        Signer signer = prove(command, proof, oneOf);
        SignatureRules.isAnother(command.actor(), signer.person()).orThrow();
        return signer;
    }

    /** Binds the signer to the record as it was written in this transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sign(Command command, Signer signer, Meaning meaning, String kind, String recordId) {
        Row row = new Row(
                signer.signatureId(),
                signer.staffId(),
                signer.name(),
                meaning,
                kind,
                recordId,
                sha256(text(command.station(), kind, recordId)
                        .orElseThrow(() -> new IllegalStateException("Nothing to sign: " + kind + " " + recordId))),
                command.at(),
                command.id());
        store.insert(command.station(), row, ownDigest(command.station(), row));
    }

    // Reading -----------------------------------------------------------------------------------------------------

    /** Every signature of a record, oldest first, compared with what the record says now. */
    @Transactional(readOnly = true)
    public List<Signature> of(StationId station, String kind, String recordId) {
        return judged(station, store.of(station, kind, recordId));
    }

    /** Signatures by their ids, oldest first; each record is read once. */
    @Transactional(readOnly = true)
    public Map<UUID, Signature> list(StationId station, Collection<UUID> ids) {
        return judged(station, store.list(station, ids)).stream()
                .collect(Collectors.toMap(Signature::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    /** What a record's signers would sign now, to be read; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<String> text(StationId station, String kind, String recordId) {
        return Optional.ofNullable(queries.get(kind))
                .flatMap(query -> store.text(query, station, UUID.fromString(recordId)))
                .map(text -> kind + " " + recordId + "\n" + text);
    }

    private List<Signature> judged(StationId station, List<SignatureStore.Kept> kept) {
        Map<String, byte[]> now = new HashMap<>();
        return kept.stream()
                .map(each -> {
                    Row row = each.row();
                    byte[] digest = now.computeIfAbsent(
                            row.kind() + " " + row.recordId(),
                            record -> text(station, row.kind(), row.recordId())
                                    .map(Signatures::sha256)
                                    .orElseGet(() -> new byte[0]));
                    return row.with(condition(digest, row, ownDigest(station, row), each.ownDigest()));
                })
                .toList();
    }

    private static Condition condition(byte[] now, Row row, byte[] ownNow, byte[] own) {
        if (!Arrays.equals(ownNow, own)) {
            return Condition.SIGNATURE_CHANGED;
        }
        return Arrays.equals(now, row.digest()) ? Condition.INTACT : Condition.RECORD_CHANGED;
    }

    /** Each value with its length, so that no two rows read alike. */
    private static byte[] ownDigest(StationId station, Row row) {
        return sha256(Stream.of(
                        station,
                        row.id(),
                        row.signerId(),
                        row.signerName(),
                        row.meaning(),
                        row.kind(),
                        row.recordId(),
                        HexFormat.of().formatHex(row.digest()),
                        row.at(),
                        row.commandId())
                .map(String::valueOf)
                .map(value -> value.length() + ":" + value)
                .collect(Collectors.joining("\n")));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
