package org.mailuo.distribution;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.hospitals.NewHospital;
import org.mailuo.products.Catalogue;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Actors;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.springframework.context.ApplicationContext;

/** A station with two clerks, two hospitals, a portal user of the first, and bags ready to leave. */
public final class DistributionHouse {
    public static final String PASSWORD = StationFixtures.PASSWORD;

    private final StationId station;
    private final Instant now;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Hospitals hospitals;
    private final Staff staff;
    private final Storage storage;
    private final Origins origins;
    private final String facility;
    private final AtomicInteger sequence = new AtomicInteger();
    public final HospitalId hospital;
    public final HospitalId other;
    public final Actor clerk;
    public final Actor second;
    public final Actor portal;

    public DistributionHouse(ApplicationContext context, int station, Instant now) {
        this.station = new StationId(station);
        this.now = now;
        this.ledger = context.getBean(Ledger.class);
        this.catalogue = context.getBean(Catalogue.class);
        this.hospitals = context.getBean(Hospitals.class);
        this.staff = context.getBean(Staff.class);
        this.storage = context.getBean(Storage.class);
        this.facility = "A9" + station;
        context.getBean(Stations.class)
                .found(
                        system(),
                        new NewStation(
                                "配血站",
                                "Distribution",
                                facility,
                                "L-" + station,
                                ZoneId.of("Asia/Shanghai"),
                                "CN-GB18467-2011"),
                        new NewStaff("admin." + station, "Admin", PASSWORD).withOwnPassword());
        ledger.giveOutNumbers(system(), facility, 26, 0, 100_000, "CENTRE");
        for (StorageBand band : StorageBand.values()) {
            storage.addPlace(system(), new NewPlace("R-" + band.ordinal(), "成品库", "Released", band, Zone.RELEASED));
        }
        storage.addPlace(system(), new NewPlace("Q-1", "待检库", "Quarantine", StorageBand.COLD_2_6, Zone.QUARANTINE));
        hospital = aHospital(
                "H01", LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai")).plusYears(1));
        other = aHospital(
                "H02", LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai")).plusYears(1));
        clerk = aPerson("one." + station, Duty.DISTRIBUTE, null);
        second = aPerson("two." + station, Duty.DISTRIBUTE, null);
        portal = aPerson("portal." + station, Duty.HOSPITAL, hospital.value());
        origins = new Origins(context, this.station, now, this::aNewBag);
    }

    Origins origins() {
        return origins;
    }

    public Command system() {
        return Command.of(Actors.system(station), now);
    }

    HospitalId aHospital(String code, LocalDate until) {
        return hospitals.add(system(), new NewHospital(code, "县人民医院", "County People’s Hospital", "L-" + code, until));
    }

    public Actor aPerson(String login, Duty duty, @Nullable UUID at) {
        LocalDate day = LocalDate.ofInstant(now, ZoneId.of("Asia/Shanghai"));
        staff.enlist(
                system(),
                new NewStaff(login, "Person", PASSWORD, at).withOwnPassword(),
                List.of(duty),
                StationFixtures.aTraining(day.minusDays(1), day.plusDays(300)));
        return staff.findActor(login, now).orElseThrow();
    }

    /** Released and labelled bags that expire one after the other from the tenth day on. */
    public List<BagId> aStock(ProductCode product, String group, int bags) {
        return ready(
                IntStream.range(0, bags)
                        .mapToObj(i -> aNewBag(product, Duration.ofDays(10).plusMinutes(i)))
                        .toList(),
                group);
    }

    public BagId aBag(ProductCode product, String group, Duration left) {
        return ready(List.of(aNewBag(product, left)), group).getFirst();
    }

    /** Released and labelled, and still where it waited; nowhere for an empty place. */
    BagId aBagLeftIn(String place, ProductCode product, String group, Duration left) {
        NewBag bag = aNewBag(product, left);
        origins.make(List.of(bag), BloodGroup.of(group));
        if (!place.isEmpty()) {
            storage.put(system(), place, List.of(bag.id()));
        }
        origins.release(List.of(bag.id()));
        return bag.id();
    }

    private List<BagId> ready(List<NewBag> bags, String group) {
        List<BagId> ids = bags.stream().map(NewBag::id).toList();
        origins.make(bags, BloodGroup.of(group));
        origins.release(ids);
        bags.stream()
                .collect(Collectors.groupingBy(
                        bag -> catalogue.get(bag.product()).band()))
                .forEach((band, same) -> storage.put(
                        system(),
                        "R-" + band.ordinal(),
                        same.stream().map(NewBag::id).toList()));
        return ids;
    }

    NewBag aNewBag(ProductCode product, Duration left) {
        return new NewBag(
                new BagId(Uuid7.next(now)),
                DonationNumber.of(facility, 26, sequence.getAndIncrement()),
                product,
                "00",
                Millilitres.of(300),
                Millilitres.of(400),
                "CPDA-1",
                now.minus(Duration.ofHours(20)),
                now.plus(left));
    }

    /** What a scanner reads from the bags. */
    public List<IssueScan> scans(List<BagId> bags) {
        return ledger.list(station, bags).stream().map(this::scan).toList();
    }

    private IssueScan scan(Bag bag) {
        return new IssueScan(
                bag.din().barcode(0),
                "=<" + catalogue.get(bag.product()).isbtCode(bag.division()),
                "=%" + bag.bloodGroup().orElseThrow().isbtCode() + "00");
    }
}
