package org.mailuo.simulator;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mailuo.release.LabelScan;
import org.mailuo.release.labelling.BloodGroupCode;
import org.mailuo.release.labelling.IsbtProductCode;
import org.mailuo.release.labelling.IsbtStructure;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.storage.Zone;
import org.mailuo.testing.Conclusion;
import org.mailuo.testing.Fitness;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** The morning's release: one signature for the list, labels scanned back, the free bags put away, the rest destroyed. */
final class ReleaseDesk {
    private static final int TROLLEY = 100;

    private final House house;
    private final Crew crew;
    private final ComponentRoom room;

    ReleaseDesk(House house, Crew crew, ComponentRoom room) {
        this.house = house;
        this.crew = crew;
        this.room = room;
    }

    /** @return the bags that are free and labelled now */
    List<Bag> morning(LocalDate on, List<Bled> yesterday, List<Conclusion> conclusions) {
        Set<DonationNumber> numbers = yesterday.stream()
                .filter(each -> !each.hasFailed())
                .map(each -> each.donation().din())
                .collect(Collectors.toSet());
        List<BagId> quarantine = in(BagStatus.QUARANTINE, house.ledger().bagsOf(crew.station(), numbers));
        if (quarantine.isEmpty()) {
            return List.of();
        }
        house.releases().decide(crew.at(crew.releaser(), on, 9, 30), quarantine, crew.proof(crew.releaser()));
        List<Bag> decided = house.ledger().list(crew.station(), quarantine);
        List<Bag> free = decided.stream()
                .filter(bag -> bag.status() == BagStatus.AVAILABLE)
                .toList();
        for (int from = 0; from < free.size(); from += TROLLEY) {
            label(on, from / TROLLEY, free.subList(from, Math.min(free.size(), from + TROLLEY)));
        }
        room.putAway(on, 10, 15, Zone.RELEASED, free);
        destroy(on, decided, conclusions);
        return free;
    }

    private void label(LocalDate on, int batch, List<Bag> bags) {
        house.labels()
                .print(
                        crew.at(crew.labeller(), on, 9, 40 + batch),
                        bags.stream().map(Bag::id).toList());
        Map<BagId, Decision> answers = house.labels()
                .verify(
                        crew.at(crew.labeller(), on, 9, 50 + batch),
                        bags.stream().map(this::scan).toList());
        Decision all = Decision.all(answers.values().stream());
        if (!all.isAllowed()) {
            throw new UnexpectedException("a label that was scanned back", all.reasons());
        }
    }

    /** What the scanner reads from the label of this very bag. */
    private LabelScan scan(Bag bag) {
        BloodGroup group =
                bag.bloodGroup().orElseThrow(() -> new IllegalStateException("A released bag without a group"));
        String product = house.catalogue().get(bag.product()).isbtCode(bag.division());
        return new LabelScan(
                bag.id(),
                List.of(
                        bag.din().barcode(0),
                        new IsbtStructure.Groups(BloodGroupCode.of(group)).encode(),
                        new IsbtStructure.Product(new IsbtProductCode(product)).encode(),
                        new IsbtStructure.Expiry(LocalDateTime.ofInstant(bag.expiresAt(), crew.zone())).encode()));
    }

    private void destroy(LocalDate on, List<Bag> decided, List<Conclusion> conclusions) {
        Set<DonationNumber> unfit = conclusions.stream()
                .filter(conclusion -> conclusion.fitness() == Fitness.UNFIT)
                .map(Conclusion::din)
                .collect(Collectors.toSet());
        List<Bag> kept = decided.stream()
                .filter(bag -> bag.status() == BagStatus.QUARANTINE)
                .toList();
        discard(
                on,
                "UNFIT",
                kept.stream().filter(bag -> unfit.contains(bag.din())).toList());
        discard(
                on,
                "NOT_CONFORMING",
                kept.stream().filter(bag -> !unfit.contains(bag.din())).toList());
    }

    private void discard(LocalDate on, String reason, Collection<Bag> bags) {
        if (!bags.isEmpty()) {
            house.storage()
                    .discard(
                            crew.at(crew.quality(), on, 10, 20),
                            bags.stream().map(Bag::id).toList(),
                            reason,
                            crew.proof(crew.keeper()));
        }
    }

    private static List<BagId> in(BagStatus status, Collection<Bag> bags) {
        return bags.stream().filter(bag -> bag.status() == status).map(Bag::id).toList();
    }
}
