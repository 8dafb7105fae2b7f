package org.mailuo.release;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mailuo.audit.Trail;
import org.mailuo.products.Catalogue;
import org.mailuo.products.Product;
import org.mailuo.release.ReleaseStore.Copy;
import org.mailuo.release.labelling.Bilingual;
import org.mailuo.release.labelling.FinalLabel;
import org.mailuo.release.labelling.IsbtProductCode;
import org.mailuo.release.labelling.IsbtStructure;
import org.mailuo.release.labelling.IsbtStructure.Compound;
import org.mailuo.release.labelling.IsbtStructure.Donation;
import org.mailuo.release.labelling.LabelCheck;
import org.mailuo.release.labelling.LabelPrinter;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Meaning;
import org.mailuo.station.Proof;
import org.mailuo.station.Signatures;
import org.mailuo.station.Signer;
import org.mailuo.station.StationView;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Final labels: printed only for released bags, scanned back before they count, never two for one bag. What a label
 * says is computed afresh for the print and again for the scan; nothing is read back from the print itself.
 */
@Service
@Transactional
public class Labels {
    /** The kind under which the void of a label is signed; its record is named after the signature. */
    static final String KIND = "release.label-void";

    private final ReleaseStore store;
    private final Trail trail;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Stations stations;
    private final MessageSource messages;
    private final Signatures signatures;
    private final Releases releases;
    private final LabelPrinter printer = new LabelPrinter();

    Labels(
            ReleaseStore store,
            Trail trail,
            Ledger ledger,
            Catalogue catalogue,
            Stations stations,
            MessageSource messages,
            Signatures signatures,
            Releases releases) {
        this.store = store;
        this.trail = trail;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.stations = stations;
        this.messages = messages;
        this.signatures = signatures;
        this.releases = releases;
    }

    /** Released bags without a final label, first expiry first. */
    @Transactional(readOnly = true)
    public List<Bag> waiting(StationId station, int limit) {
        return store.waiting(station, limit).stream()
                .flatMap(bag -> ledger.find(station, bag).stream())
                .toList();
    }

    /**
     * Records one print of the final label for each bag.
     *
     * @return the labels in the order asked, for {@link #pdf}
     * @throws RefusedException when a bag is not released, held, expired or labelled, or its last print is not void
     */
    public List<FinalLabel> print(Command command, Collection<BagId> bags) {
        trail.begin(command.require(Duty.LABEL), "release.print-labels");
        Map<BagId, Bag> found =
                ledger.lock(command.station(), bags).stream().collect(Collectors.toMap(Bag::id, Function.identity()));
        if (!found.keySet().containsAll(bags)) {
            throw new NotFoundException("bag");
        }
        Map<BagId, Copy> copies = store.nextCopies(command.station(), bags).stream()
                .collect(Collectors.toMap(Copy::bag, Function.identity()));
        Decision.all(
                        Decision.all(found.values().stream()
                                .map(bag -> Decision.all(
                                        LabelRules.mayPrint(bag, command.at()),
                                        copies.containsKey(bag.id())
                                                ? Decision.ALLOWED
                                                : Decision.refuse("release.label-printed-before", bag.name())))),
                        releases.stand(command.actor(), command.at(), bags))
                .orThrow();
        Map<BagId, FinalLabel> labels = contents(command.station(), found.values());
        store.insertLabels(
                command,
                List.copyOf(copies.values()),
                labels.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().compound().encode())));
        return bags.stream().map(labels::get).toList();
    }

    /** One page of 100 × 100 mm for each label. */
    public byte[] pdf(List<FinalLabel> labels) {
        return printer.pdf(labels);
    }

    /** The labels of bags whose print stands, to send them to the printer again after a jam; nothing is recorded. */
    @Transactional(readOnly = true)
    public List<FinalLabel> printed(StationId station, Collection<BagId> bags) {
        Set<BagId> standing =
                store.currentCopies(station, bags).stream().map(Copy::bag).collect(Collectors.toSet());
        return List.copyOf(contents(station, ledger.list(station, standing)).values());
    }

    /**
     * Compares what was scanned from the printed labels with what they must say (RULE REL-LABEL). A label that says
     * something else is void from that moment; one that was not read completely just waits. On a bag that had its right
     * label already, something else is a label swapped or stuck over: the bag is held.
     *
     * @return the answer for each bag; those allowed carry their final label now
     */
    public Map<BagId, Decision> verify(Command command, List<LabelScan> scans) {
        trail.begin(command.require(Duty.LABEL), "release.verify-labels");
        List<BagId> asked = scans.stream().map(LabelScan::bag).toList();
        Map<BagId, Bag> known = byId(ledger.list(command.station(), asked));
        Map<Boolean, List<LabelScan>> scansByLabelled = scans.stream()
                .collect(Collectors.partitioningBy(scan ->
                        known.containsKey(scan.bag()) && known.get(scan.bag()).isLabelled()));
        // A labelled bag may be reserved, and everybody locks orders before bags: so it is held before any bag is
        // locked.
        List<LabelScan> labelled = scansByLabelled.getOrDefault(true, List.of());
        Map<BagId, Decision> answers = new HashMap<>(judged(command, labelled, known));
        List<LabelScan> fresh = scansByLabelled.getOrDefault(false, List.of());
        answers.putAll(judged(
                command,
                fresh,
                byId(ledger.lock(
                        command.station(), fresh.stream().map(LabelScan::bag).toList()))));
        Map<BagId, Decision> inOrder = new LinkedHashMap<>();
        asked.forEach(bag -> inOrder.put(bag, answers.get(bag)));
        return inOrder;
    }

    private static Map<BagId, Bag> byId(List<Bag> bags) {
        return bags.stream().collect(Collectors.toMap(Bag::id, Function.identity()));
    }

    /** Judges each scan and writes down what follows from it. */
    private Map<BagId, Decision> judged(Command command, List<LabelScan> scans, Map<BagId, Bag> found) {
        List<BagId> bags = scans.stream().map(LabelScan::bag).toList();
        Map<BagId, FinalLabel> labels = contents(command.station(), found.values());
        Map<BagId, Copy> copies = store.currentCopies(command.station(), bags).stream()
                .collect(Collectors.toMap(Copy::bag, Function.identity()));
        Map<BagId, Decision> standing = releases.standing(command.actor(), command.at(), bags);
        Map<BagId, Decision> answers = new HashMap<>();
        List<Copy> right = new ArrayList<>();
        List<Copy> wrong = new ArrayList<>();
        List<BagId> swapped = new ArrayList<>();
        for (LabelScan scan : scans) {
            Bag bag = Optional.ofNullable(found.get(scan.bag())).orElseThrow(() -> new NotFoundException("bag"));
            Copy copy = copies.get(bag.id());
            FinalLabel label = labels.get(bag.id());
            Decision decision = copy == null || label == null
                    ? Decision.refuse("release.label-not-printed", bag.name())
                    : Decision.all(
                            LabelRules.mayPrint(bag, command.at()),
                            standing.getOrDefault(bag.id(), Decision.ALLOWED),
                            LabelCheck.verify(label, scan.codes()));
            answers.put(bag.id(), decision);
            if (copy != null && decision.isAllowed()) {
                right.add(copy);
            } else if (copy != null && LabelRules.voids(decision)) {
                if (bag.isLabelled()) {
                    swapped.add(bag.id());
                } else {
                    wrong.add(copy);
                }
            }
        }
        if (!right.isEmpty()) {
            store.insertChecks(command, right);
            ledger.label(command, right.stream().map(Copy::bag).toList());
        }
        if (!wrong.isEmpty()) {
            store.insertVoids(command, wrong, "MISMATCH", null);
        }
        if (!swapped.isEmpty()) {
            ledger.hold(command, swapped, HoldReason.QUALITY, "LABEL", null);
        }
        return answers;
    }

    /**
     * Voids the standing print of a bag that is not labelled yet, so that it can be printed again.
     *
     * @param proof of the author, who signs
     */
    public void discardPrint(Command command, BagId bag, String reason, Proof proof) {
        trail.begin(command.require(Duty.LABEL), "release.void-label", reason);
        Signer signer = signatures.proveAuthor(command, proof, Duty.LABEL);
        Bag found = ledger.get(command.station(), bag);
        if (reason.isBlank()) {
            throw new RefusedException(Reason.of("release.reason-missing"));
        }
        if (found.isLabelled()) {
            throw new RefusedException(Reason.of("release.labelled-before", found.name()));
        }
        List<Copy> standing = store.currentCopies(command.station(), List.of(bag));
        if (standing.isEmpty()) {
            throw new RefusedException(Reason.of("release.label-not-printed", found.name()));
        }
        store.insertVoids(command, standing, reason.strip(), signer.signatureId());
        signatures.sign(
                command, signer, Meaning.VOIDED, KIND, signer.signatureId().toString());
    }

    /** The bag that a two-dimensional code of a label names, by donation number, product and division. */
    @Transactional(readOnly = true)
    public Optional<Bag> findByScan(StationId station, String code) {
        return IsbtStructure.parse(code)
                .filter(Compound.class::isInstance)
                .map(Compound.class::cast)
                .flatMap(compound -> find(station, compound));
    }

    private Optional<Bag> find(StationId station, Compound compound) {
        Optional<Donation> donation = part(compound, Donation.class);
        Optional<IsbtStructure.Product> product = part(compound, IsbtStructure.Product.class);
        if (donation.isEmpty() || product.isEmpty()) {
            return Optional.empty();
        }
        IsbtProductCode code = product.get().code();
        return catalogue
                .findByIsbtCode(code.value())
                .flatMap(known -> ledger.find(station, donation.get().number(), known.code(), code.division()));
    }

    private static <T extends IsbtStructure> Optional<T> part(Compound compound, Class<T> kind) {
        return compound.parts().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private Map<BagId, FinalLabel> contents(StationId id, Collection<Bag> bags) {
        StationView station = stations.getStation(id);
        Map<BagId, FinalLabel> labels = new LinkedHashMap<>();
        for (Bag bag : bags) {
            bag.bloodGroup().ifPresent(group -> labels.put(bag.id(), content(station, bag, group)));
        }
        return labels;
    }

    private FinalLabel content(StationView station, Bag bag, BloodGroup group) {
        Product product = catalogue.get(bag.product());
        String band = "labelling.band." + product.band();
        return new FinalLabel(
                new Bilingual(station.nameZh(), station.nameEn()),
                station.licenceNumber(),
                bag.din(),
                group,
                new IsbtProductCode(product.isbtCode(bag.division())),
                new Bilingual(product.nameZh(), product.nameEn()),
                bag.volume(),
                bag.anticoagulant(),
                new Bilingual(say(band, Locale.SIMPLIFIED_CHINESE), say(band, Locale.ENGLISH)),
                bag.collectedAt(),
                bag.expiresAt(),
                station.zone(),
                List.of(),
                null);
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
