package org.mailuo.safety;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.mailuo.database.TestPostgres;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.hospitals.NewHospital;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Command;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewSite;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.NewTraining;
import org.mailuo.station.Proof;
import org.mailuo.station.SiteKind;
import org.mailuo.station.Staff;
import org.mailuo.station.StaffView;
import org.mailuo.station.Stations;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.mailuo.units.Ledger;
import org.springframework.context.ApplicationContext;

/**
 * A station for every history. One is founded through the services; the others are copies of it, row by row, which the
 * station in each key makes simple and quick. So no history sees another's bags, and what one left behind disturbs none.
 */
final class Houses {
    static final String FACILITY = "Z0000";
    static final String PASSWORD = "a long and winding road";
    private static final LocalDate FROM = LocalDate.of(2020, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2099, 12, 31);
    private static final StationId FIRST = new StationId(1);

    private final Connection owner;
    private final House house;
    private final List<String> copies;
    private final AtomicInteger last = new AtomicInteger(FIRST.value());

    private Houses(Connection owner, House house, List<String> copies) {
        this.owner = owner;
        this.house = house;
        this.copies = copies;
    }

    /** Founds the first station in an empty database. */
    static Houses found(ApplicationContext context, String database) throws SQLException {
        Connection owner = TestPostgres.shared().administrator(database);
        Command system = Command.of(Actors.system(FIRST), Instant.parse("2026-01-01T00:00:00Z"));
        Stations stations = context.getBean(Stations.class);
        stations.found(
                system,
                new NewStation("安全站", "Safety", FACILITY, "L-1", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                new NewStaff("founder.1", "Founder", PASSWORD));
        UUID site = stations.openSite(again(system), new NewSite("C01", SiteKind.CENTRE, "本部", "Centre"))
                .value();
        HospitalId hospital = context.getBean(Hospitals.class)
                .add(again(system), new NewHospital("H01", "县人民医院", "County People’s Hospital", "L-H01", UNTIL));
        context.getBean(Ledger.class).giveOutNumbers(again(system), FACILITY, 26, 0, 1000, "C01");
        for (Zone zone : Zone.values()) {
            for (StorageBand band : StorageBand.values()) {
                context.getBean(Storage.class)
                        .addPlace(again(system), new NewPlace(House.place(zone, band), "库", "Store", band, zone));
            }
        }
        Staff staff = context.getBean(Staff.class);
        for (Person person : Person.values()) {
            boolean lapsed = person == Person.LAPSED;
            staff.enlist(
                    again(system),
                    new NewStaff(login(person, FIRST), person.name(), PASSWORD, null, true),
                    person.duties(),
                    new NewTraining("SAFETY", "Trainer", lapsed ? FROM.minusYears(1) : FROM, lapsed ? FROM : UNTIL));
        }
        House house = House.of(context, site, hospital, people(staff));
        List<String> copies = copies(owner);
        // How the house was founded is nobody's concern in a history: without it a copy has a third of the rows.
        try (var forget = owner.createStatement()) {
            forget.execute("delete from audit.commands");
        }
        return new Houses(owner, house, copies);
    }

    private static Command again(Command command) {
        return Command.of(command.actor(), command.at());
    }

    private static Map<Person, UUID> people(Staff staff) {
        Map<String, UUID> byLogin = staff.list(FIRST).stream()
                .collect(Collectors.toMap(StaffView::login, view -> view.id().value()));
        Map<Person, UUID> people = new EnumMap<>(Person.class);
        Arrays.stream(Person.values()).forEach(person -> people.put(person, Scene.of(byLogin, login(person, FIRST))));
        return people;
    }

    /** As the person would sign. */
    static Proof proof(Person person, StationId station) {
        return new Proof(login(person, station), PASSWORD);
    }

    static String login(Person person, StationId station) {
        return person.name().toLowerCase(java.util.Locale.ROOT) + "." + station.value();
    }

    House house() {
        return house;
    }

    /** A station in which nothing happened yet. */
    StationId open(ZoneId zone) throws SQLException {
        StationId opened = copy(List.of(FIRST)).getFirst();
        try (var move = owner.prepareStatement("update station.stations set time_zone = ? where station_id = ?")) {
            move.setString(1, zone.getId());
            move.setInt(2, opened.value());
            move.executeUpdate();
        }
        return opened;
    }

    /** One station for each that is named, with all that it owns; all in a few statements. */
    synchronized List<StationId> copy(List<StationId> originals) throws SQLException {
        List<StationId> made = new ArrayList<>();
        Integer[] from = new Integer[originals.size()];
        Integer[] to = new Integer[originals.size()];
        for (int i = 0; i < originals.size(); i++) {
            made.add(new StationId(last.incrementAndGet()));
            from[i] = originals.get(i).value();
            to[i] = made.getLast().value();
        }
        for (String copy : copies) {
            try (var statement = owner.prepareStatement(copy)) {
                statement.setArray(1, owner.createArrayOf("integer", from));
                statement.setArray(2, owner.createArrayOf("integer", to));
                statement.executeUpdate();
            }
        }
        return made;
    }

    /** The copying of each table that has a station, without its triggers and keys: what is copied was checked before. */
    private static List<String> copies(Connection owner) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(HostileTest.PLANS.replace("-c ", "set ").replace(" set", "; set"));
            List<String> copies = new ArrayList<>();
            try (var rows = statement.executeQuery("""
                    select format('insert into %1$I.%2$I (%3$s) overriding system value select %4$s from %1$I.%2$I t'
                                  || ' join unnest(?, ?) as m (original, made) on t.station_id = m.original',
                                  table_schema, table_name,
                                  string_agg(quote_ident(column_name), ', ' order by ordinal_position),
                                  string_agg(case column_name
                                      when 'station_id' then 'm.made'
                                      when 'facility' then case table_name when 'stations'
                                          then 'chr(65 + m.made / 65536) || lpad(upper(to_hex(m.made % 65536)), 4, ''0'')' else 't.facility' end
                                      when 'login' then case table_name when 'staff'
                                          then 'split_part(t.login, ''.'', 1) || ''.'' || m.made' else 't.login' end
                                      else 't.' || quote_ident(column_name) end, ', ' order by ordinal_position))
                    from information_schema.columns c
                    join information_schema.tables using (table_schema, table_name)
                    where table_type = 'BASE TABLE' and (table_schema <> 'audit' or table_name in ('commands', 'clocks'))
                      and is_generated = 'NEVER'
                    group by table_schema, table_name
                    having bool_or(column_name = 'station_id')
                    order by table_schema, table_name
                    """)) {
                while (rows.next()) {
                    copies.add(rows.getString(1));
                }
            }
            return copies;
        }
    }
}
