package org.mailuo.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.hospitals.Hospital;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.NewHospital;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.mailuo.simulator.Crew.Client;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.NewTraining;
import org.mailuo.station.SiteId;
import org.mailuo.station.SiteKind;
import org.mailuo.station.SiteView;
import org.mailuo.station.StaffId;
import org.mailuo.station.StationView;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Zone;

/**
 * The station of the demo: its places, people, hospitals and number ranges. All of it is invented, and its facility
 * number is the one that the standard's own documentation uses.
 */
final class DemoStation {
    static final StationId ID = new StationId(1);
    static final String FACILITY = "A9999";
    /** Known to everybody: the demo is no place for real people's data. */
    static final String PASSWORD = "vein-to-vein-demo";

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int NUMBERS_PER_SITE = 20_000;

    private static final List<NewSite> SITES = List.of(
            new NewSite("C1", SiteKind.CENTRE, "脉络示范血站（虚构）", "Mailuo Demo Centre (fictional)"),
            new NewSite("H1", SiteKind.HOUSE, "云桥献血屋", "Cloud Bridge House"),
            new NewSite("H2", SiteKind.HOUSE, "梅溪献血屋", "Plum Creek House"),
            new NewSite("B1", SiteKind.BUS, "献血车一号", "Bus One"),
            new NewSite("B2", SiteKind.BUS, "献血车二号", "Bus Two"),
            new NewSite("B3", SiteKind.BUS, "献血车三号", "Bus Three"),
            new NewSite("V1", SiteKind.VISIT, "乡镇流动采血", "Village visits"));

    private record Post(String login, String name, Set<Duty> duties) {}

    private static final List<Post> POSTS = List.of(
            new Post("tester", "云清安", EnumSet.of(Duty.TEST)),
            new Post("reviewer", "林知远", EnumSet.of(Duty.REVIEW)),
            new Post("maker", "江暖河", EnumSet.of(Duty.MAKE)),
            new Post("releaser", "石正明", EnumSet.of(Duty.RELEASE)),
            new Post("labeller", "柳舒晨", EnumSet.of(Duty.LABEL)),
            new Post("keeper", "松望田", EnumSet.of(Duty.STORE)),
            new Post("clerk", "泉行思", EnumSet.of(Duty.DISTRIBUTE)),
            new Post("checker", "溪安和", EnumSet.of(Duty.DISTRIBUTE)),
            new Post("quality", "蓝清源", EnumSet.of(Duty.QUALITY)),
            new Post("director", "山长宁", EnumSet.of(Duty.DIRECT)),
            new Post("inspector", "霜正平", EnumSet.of(Duty.INSPECT)));

    private static final Set<Duty> NURSING = EnumSet.of(Duty.REGISTER, Duty.EXAMINE, Duty.COLLECT);

    private static final List<String> HOSPITALS =
            List.of("东湖", "西岭", "南浦", "北原", "云山", "清河", "白石", "青松", "红叶", "蓝田", "金桥", "银杏", "玉泉", "明德", "仁和");

    private static final List<String> HOSPITALS_EN = List.of(
            "East Lake",
            "West Ridge",
            "South Shore",
            "North Plain",
            "Cloud Hill",
            "Clear River",
            "White Stone",
            "Green Pine",
            "Red Leaf",
            "Blue Field",
            "Gold Bridge",
            "Ginkgo",
            "Jade Spring",
            "Bright Virtue",
            "Harmony");

    private final House house;

    DemoStation(House house) {
        this.house = house;
    }

    /** The station that lives in the database, if any does. */
    Optional<StationView> present() {
        return house.stations().listStations().stream().findFirst().flatMap(house.stations()::findStation);
    }

    static boolean isDemo(StationView station) {
        return station.id().equals(ID) && station.facility().equals(FACILITY);
    }

    /** Founds the station for a season from the first to the last day; people are authorised for it and a year more. */
    void found(LocalDate opening, LocalDate closing) {
        Instant eve = opening.minusDays(7).atTime(8, 0).atZone(ZONE).toInstant();
        StaffId first = house.stations()
                .found(
                        Command.of(Actors.system(ID), eve),
                        new NewStation(
                                "脉络示范血站（虚构）",
                                "Mailuo Demo Blood Station (fictional)",
                                FACILITY,
                                "DEMO-0000",
                                ZONE,
                                "CN-GB18467-2011",
                                true),
                        new NewStaff("admin", "白宁", PASSWORD).withOwnPassword());
        // Visitors of the demo have no telephone enrolled.
        house.stations().changeSignIn(Command.of(Actors.system(ID), eve), 60, Set.of());
        Actor admin = actor("admin", eve);
        SITES.forEach(site -> house.stations().openSite(Command.of(admin, eve), site));
        LocalDate from = opening.minusDays(7);
        LocalDate until = closing.plusYears(1);
        UUID taught = house.staff().train(Command.of(admin, eve), first, training(from, until));
        house.staff().authorise(Command.of(admin, eve), first, EnumSet.of(Duty.ADMINISTER), from, until, taught);
        for (int site = 0; site < SITES.size(); site++) {
            enlist(admin, eve, new Post(nurse(site), "雨禾" + "一二三四五六七".charAt(site), NURSING), null, from, until);
        }
        POSTS.forEach(post -> enlist(admin, eve, post, null, from, until));
        places(admin, eve);
        hospitals(admin, eve, from, until);
        for (int year = opening.getYear(); year <= closing.getYear() + 1; year++) {
            numbers(admin, eve, year);
        }
    }

    private void numbers(Actor admin, Instant at, int year) {
        for (int site = 0; site < SITES.size(); site++) {
            house.ledger()
                    .giveOutNumbers(
                            Command.of(admin, at),
                            FACILITY,
                            year % 100,
                            firstNumber(site),
                            NUMBERS_PER_SITE,
                            SITES.get(site).code());
        }
    }

    private void places(Actor admin, Instant at) {
        for (Zone zone : Zone.values()) {
            for (StorageBand band : List.of(StorageBand.COLD_2_6, StorageBand.PLATELETS_20_24, StorageBand.FROZEN_18)) {
                String code = place(zone, band);
                house.storage()
                        .addPlace(
                                Command.of(admin, at),
                                new NewPlace(code, zoneZh(zone) + bandZh(band), code.replace('-', ' '), band, zone));
            }
        }
    }

    private void hospitals(Actor admin, Instant at, LocalDate from, LocalDate until) {
        for (int i = 0; i < HOSPITALS.size(); i++) {
            String code = "H%02d".formatted(i + 1);
            HospitalId hospital = house.hospitals()
                    .add(
                            Command.of(admin, at),
                            new NewHospital(
                                    code,
                                    HOSPITALS.get(i) + "医院（虚构）",
                                    HOSPITALS_EN.get(i) + " Hospital (fictional)",
                                    "DEMO-" + code,
                                    until));
            enlist(
                    admin,
                    at,
                    new Post(portal(code), HOSPITALS.get(i) + "血库", EnumSet.of(Duty.HOSPITAL)),
                    hospital.value(),
                    from,
                    until);
        }
    }

    private void enlist(Actor admin, Instant at, Post post, @Nullable UUID hospital, LocalDate from, LocalDate until) {
        house.staff()
                .enlist(
                        Command.of(admin, at),
                        new NewStaff(post.login(), post.name(), PASSWORD, hospital).withOwnPassword(),
                        post.duties(),
                        training(from, until));
    }

    private static NewTraining training(LocalDate from, LocalDate until) {
        return new NewTraining("DEMO SOP", "白宁", from, until);
    }

    /** Everybody with what he may do at that time. */
    Crew crew(Instant at) {
        StationView station = house.stations().getStation(ID);
        List<SiteView> sites = house.stations().listSites(ID);
        List<Client> clients = new ArrayList<>();
        for (Hospital hospital : house.hospitals().list(ID)) {
            clients.add(new Client(
                    hospital.id(),
                    hospital.code(),
                    actor(portal(hospital.code()), at),
                    // A few large ones and a long tail.
                    1.0 / (1 + clients.size())));
        }
        List<Actor> nurses = new ArrayList<>();
        for (int site = 0; site < SITES.size(); site++) {
            nurses.add(actor(nurse(site), at));
        }
        return new Crew(
                ID,
                station.zone(),
                station.facility(),
                SITES.stream().map(wanted -> site(sites, wanted.code())).toList(),
                nurses,
                actor("tester", at),
                actor("reviewer", at),
                actor("maker", at),
                actor("releaser", at),
                actor("labeller", at),
                actor("keeper", at),
                actor("clerk", at),
                actor("checker", at),
                actor("quality", at),
                clients);
    }

    private static SiteId site(List<SiteView> sites, String code) {
        return sites.stream()
                .filter(site -> site.code().equals(code))
                .map(SiteView::id)
                .findFirst()
                .orElseThrow();
    }

    private Actor actor(String login, Instant at) {
        return house.staff()
                .findActor(login, at)
                .orElseThrow(() -> new IllegalStateException("No account " + login + " in this station"));
    }

    static ZoneId zone() {
        return ZONE;
    }

    static int siteCount() {
        return SITES.size();
    }

    static int firstNumber(int site) {
        return site * NUMBERS_PER_SITE;
    }

    static String place(Zone zone, StorageBand band) {
        return (zone.name().charAt(0) + "-" + band.name().split("_")[0]).toUpperCase(Locale.ROOT);
    }

    private static String nurse(int site) {
        return "nurse" + (site + 1);
    }

    private static String portal(String code) {
        return "hospital-" + code.toLowerCase(Locale.ROOT);
    }

    private static String zoneZh(Zone zone) {
        return switch (zone) {
            case QUARANTINE -> "待检区";
            case RELEASED -> "合格区";
            case UNFIT -> "不合格区";
        };
    }

    private static String bandZh(StorageBand band) {
        return switch (band) {
            case COLD_2_6 -> "冷藏库";
            case PLATELETS_20_24 -> "血小板振荡箱";
            case FROZEN_18, FROZEN_65, FROZEN_120 -> "低温冷库";
        };
    }
}
