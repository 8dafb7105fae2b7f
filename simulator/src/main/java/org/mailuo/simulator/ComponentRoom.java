package org.mailuo.simulator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.mailuo.processing.NewComponents;
import org.mailuo.processing.Part;
import org.mailuo.products.BagSystem;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.simulator.PlannedVisit.Recipe;
import org.mailuo.storage.Zone;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

/** Components twice a day, by the trolley; what is broken or lipaemic is seen there. Cryoprecipitate the next morning. */
final class ComponentRoom {
    static final ProductCode WHOLE_BLOOD = ProductCode.of("WB");
    static final ProductCode RED_CELLS = ProductCode.of("LRC");
    static final ProductCode FRESH_PLASMA = ProductCode.of("FFP");
    static final ProductCode PLASMA = ProductCode.of("FP");
    static final ProductCode PLATELETS = ProductCode.of("PC");
    static final ProductCode APHERESIS_PLATELETS = ProductCode.of("AP");
    static final ProductCode CRYO = ProductCode.of("CRYO");
    static final ProductCode CRYO_POOR = ProductCode.of("CPP");
    private static final int TROLLEY = 100;

    private final House house;
    private final Crew crew;

    ComponentRoom(House house, Crew crew) {
        this.house = house;
        this.crew = crew;
    }

    /** What one delivery of whole blood becomes; the bags that stay whole go to quarantine with the made ones. */
    void make(LocalDate on, int hour, List<Bled> delivery) {
        Map<DonationNumber, Bled> byNumber = delivery.stream()
                .collect(Collectors.toMap(each -> each.donation().din(), each -> each));
        if (byNumber.isEmpty()) {
            return;
        }
        List<Bag> bags = house.ledger().bagsOf(crew.station(), byNumber.keySet());
        List<NewComponents> wanted = bags.stream()
                .filter(bag -> bag.product().equals(WHOLE_BLOOD))
                .filter(bag -> bled(byNumber, bag).isComplete())
                .map(bag -> recipe(bled(byNumber, bag), bag))
                .toList();
        for (int from = 0; from < wanted.size(); from += TROLLEY) {
            house.processing()
                    .make(
                            crew.at(crew.maker(), on, hour, from / TROLLEY * 10),
                            wanted.subList(from, Math.min(wanted.size(), from + TROLLEY)));
        }
        List<Bag> now = house.ledger().bagsOf(crew.station(), byNumber.keySet());
        putAway(
                on,
                hour,
                40,
                Zone.QUARANTINE,
                now.stream().filter(bag -> bag.status() == BagStatus.QUARANTINE).toList());
        spoil(on, hour, now, byNumber, "BROKEN", each -> each.visit().findings().broken(), Set.of(RED_CELLS));
        spoil(
                on,
                hour,
                now,
                byNumber,
                "LIPAEMIC",
                each -> each.visit().findings().lipaemic(),
                Set.of(FRESH_PLASMA, PLASMA));
    }

    private void spoil(
            LocalDate on,
            int hour,
            List<Bag> bags,
            Map<DonationNumber, Bled> byNumber,
            String reason,
            Predicate<Bled> found,
            Set<ProductCode> products) {
        List<BagId> spoilt = bags.stream()
                .filter(bag -> bag.status() == BagStatus.QUARANTINE && products.contains(bag.product()))
                .filter(bag -> found.test(bled(byNumber, bag)))
                .map(Bag::id)
                .toList();
        if (!spoilt.isEmpty()) {
            house.storage().discard(crew.at(crew.quality(), on, hour, 50), spoilt, reason, crew.proof(crew.maker()));
        }
    }

    /** The plasma set aside for it is thawed in the cold and becomes cryoprecipitate and what remains. */
    void makeCryo(LocalDate on, List<Bled> yesterday) {
        Set<DonationNumber> chosen = new HashSet<>();
        for (Bled each : yesterday) {
            if (each.isComplete() && each.visit().recipe() == Recipe.WITH_CRYO) {
                chosen.add(each.donation().din());
            }
        }
        if (chosen.isEmpty()) {
            return;
        }
        List<NewComponents> wanted = house.ledger().bagsOf(crew.station(), chosen).stream()
                .filter(bag -> bag.product().equals(FRESH_PLASMA) && bag.status() == BagStatus.QUARANTINE)
                .map(bag -> new NewComponents(
                        bag.id(),
                        List.of(
                                new Part(CRYO, "00", Millilitres.of(30)),
                                new Part(
                                        CRYO_POOR,
                                        "00",
                                        Millilitres.of(bag.volume().value() - 32))),
                        Millilitres.of(2)))
                .toList();
        if (!wanted.isEmpty()) {
            List<BagId> made = house.processing().make(crew.at(crew.maker(), on, 6, 30), wanted);
            putAway(on, 6, 50, Zone.QUARANTINE, house.ledger().list(crew.station(), made));
        }
    }

    /** One trolley for each temperature. */
    void putAway(LocalDate on, int hour, int minute, Zone zone, Collection<Bag> bags) {
        Map<StorageBand, List<BagId>> trolleys = new EnumMap<>(StorageBand.class);
        for (Bag bag : bags) {
            trolleys.computeIfAbsent(house.catalogue().get(bag.product()).band(), band -> new ArrayList<>())
                    .add(bag.id());
        }
        trolleys.forEach((band, ids) ->
                house.storage().put(crew.at(crew.keeper(), on, hour, minute), DemoStation.place(zone, band), ids));
    }

    private static Bled bled(Map<DonationNumber, Bled> byNumber, Bag bag) {
        Bled found = byNumber.get(bag.din());
        if (found == null) {
            throw new IllegalStateException("A bag of another delivery");
        }
        return found;
    }

    /** Red cells in their solution and plasma; what flowed too slowly gives neither platelets nor fresh plasma. */
    private static NewComponents recipe(Bled bled, Bag bag) {
        int blood = bag.volume().value();
        int nominal = bled.visit().nominalMl();
        int plasma = blood * 46 / 100;
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(RED_CELLS, "00", Millilitres.of(blood / 2 + nominal / 5), "MAP", BagSystem.CLOSED));
        if (bled.visit().recipe() == Recipe.WITH_PLATELETS && bled.donation().isForPlatelets()) {
            int platelets = 60;
            parts.add(new Part(PLATELETS, "00", Millilitres.of(platelets)));
            plasma -= platelets;
        }
        parts.add(new Part(bled.donation().isForFreshPlasma() ? FRESH_PLASMA : PLASMA, "00", Millilitres.of(plasma)));
        return new NewComponents(bag.id(), parts, Millilitres.of(blood * 3 / 100));
    }
}
