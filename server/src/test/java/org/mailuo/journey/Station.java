package org.mailuo.journey;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.hospitals.NewHospital;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.NewTraining;
import org.mailuo.station.SiteKind;
import org.mailuo.station.Staff;
import org.mailuo.station.Stations;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.units.Ledger;
import org.springframework.context.ApplicationContext;

/** A small station as an administrator leaves it on the evening before: places, people, numbers, one hospital. */
final class Station {
    static final StationId ID = new StationId(1);
    static final String FACILITY = "A9999";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Staff staff;
    private final StoryClock clock;

    private Station(Staff staff, StoryClock clock) {
        this.staff = staff;
        this.clock = clock;
    }

    static void found(ApplicationContext house, StoryClock clock) {
        Station station = new Station(house.getBean(Staff.class), clock);
        Stations stations = house.getBean(Stations.class);
        stations.found(
                station.system(),
                new NewStation("青禾血站", "Qinghe Blood Station", FACILITY, "QH-0001", ZONE, "CN-GB18467-2011"),
                new NewStaff("admin", "管理员", Workplace.PASSWORD).withOwnPassword());
        stations.changeSignIn(station.system(), 15, Set.of());
        stations.openSite(station.system(), new NewSite("BUS1", SiteKind.BUS, "一号献血车", "Blood bus 1"));
        house.getBean(Ledger.class).giveOutNumbers(station.system(), FACILITY, 26, 0, 10_000, "BUS1");
        UUID hospital = house.getBean(Hospitals.class)
                .add(
                        station.system(),
                        new NewHospital("H01", "县人民医院", "County Hospital", "YL-01", LocalDate.of(2027, 12, 31)))
                .value();
        station.people(hospital);
        station.places(house.getBean(Storage.class));
    }

    private void people(UUID hospital) {
        enlist("nurse", "许青", null, Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT);
        enlist("maker", "孟石", null, Duty.MAKE);
        enlist("tester", "白杨", null, Duty.TEST, Duty.RELEASE);
        enlist("reviewer", "陆川", null, Duty.REVIEW);
        enlist("officer", "Grace Oduya", null, Duty.RELEASE);
        enlist("labeller", "Tom Reed", null, Duty.LABEL, Duty.STORE);
        enlist("clerk", "Ann Hale", null, Duty.DISTRIBUTE);
        enlist("second", "Max Lowe", null, Duty.DISTRIBUTE);
        enlist("ward", "梁小雨", hospital, Duty.HOSPITAL);
        enlist("inspector", "程远", null, Duty.INSPECT, Duty.QUALITY);
    }

    private void enlist(String login, String name, @Nullable UUID hospital, Duty... duties) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZONE);
        staff.enlist(
                system(),
                new NewStaff(login, name, Workplace.PASSWORD, hospital).withOwnPassword(),
                List.of(duties),
                new NewTraining("SOP 2019", "管理员", today, today.plusYears(1)));
    }

    private void places(Storage storage) {
        storage.addPlace(system(), new NewPlace("R4-1", "四度冰箱一号", "Fridge 1", StorageBand.COLD_2_6, Zone.RELEASED));
        storage.addPlace(
                system(), new NewPlace("R4-Q", "四度冰箱待检区", "Fridge, quarantine", StorageBand.COLD_2_6, Zone.QUARANTINE));
        storage.addPlace(system(), new NewPlace("F18-1", "低温冰箱一号", "Freezer 1", StorageBand.FROZEN_18, Zone.RELEASED));
    }

    private Command system() {
        return Command.of(Actors.system(ID), clock.instant());
    }
}
