package org.mailuo.station;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Founds stations and keeps their data and places. */
@Service
@Transactional(readOnly = true)
public class Stations {
    private static final Pattern FACILITY = Pattern.compile("[A-NP-Z1-9][0-9A-Z]{4}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,11}");

    /** Stands for the training of somebody whom nobody in the house could train. */
    private static final String FOUNDING = "FOUNDING";

    private static final int LONGEST_IDLE = 60;

    private final StationStore store;
    private final Staff staff;
    private final Trail trail;
    private final Map<StationId, ZoneId> zones = new ConcurrentHashMap<>();

    Stations(StationStore store, Staff staff, Trail trail) {
        this.store = store;
        this.staff = staff;
        this.trail = trail;
    }

    /**
     * Founds the station of the command together with its first administrator, who is authorised for ADMINISTER for one
     * year. The command comes from {@link Actors#system}, since nobody exists yet.
     *
     * @return the administrator
     */
    @Transactional
    public StaffId found(Command command, NewStation station, NewStaff administrator) {
        trail.begin(command.require(Duty.ADMINISTER), "station.found");
        Decision.all(
                        FACILITY.matcher(station.facility()).matches()
                                ? Decision.ALLOWED
                                : Decision.refuse("station.facility-shape"),
                        named(station.nameZh(), station.nameEn()),
                        store.find(command.station()).isEmpty()
                                ? Decision.ALLOWED
                                : Decision.refuse("station.founded-before"))
                .orThrow();
        if (!store.insert(command.station(), station)) {
            throw new RefusedException(Reason.of("station.founded-before"));
        }
        zones.remove(command.station());
        StaffId first = staff.enlist(command, administrator);
        LocalDate today = command.at().atZone(station.zone()).toLocalDate();
        LocalDate until = today.plusYears(1);
        UUID training = staff.train(command, first, new NewTraining(FOUNDING, administrator.name(), today, until));
        staff.authorise(command, first, EnumSet.of(Duty.ADMINISTER), today, until, training);
        return first;
    }

    /** Refused with {@code station.name-missing} or {@code station.idle-range}. */
    @Transactional
    public void change(Command command, StationChange wanted) {
        trail.begin(command.require(Duty.ADMINISTER), "station.change");
        Decision.all(
                        named(wanted.nameZh(), wanted.nameEn()),
                        wanted.idleMinutes() < 1 || wanted.idleMinutes() > LONGEST_IDLE
                                ? Decision.refuse("station.idle-range", LONGEST_IDLE)
                                : Decision.ALLOWED)
                .orThrow();
        store.change(command.station(), wanted);
    }

    /** As {@link #change}, of the rules of signing in alone. */
    @Transactional
    public void changeSignIn(Command command, int idleMinutes, Set<Duty> secondFactorFor) {
        StationView now = getStation(command.station());
        change(
                command,
                new StationChange(now.nameZh(), now.nameEn(), now.licenceNumber(), idleMinutes, secondFactorFor));
    }

    /** Opens a place. Refused when the code is malformed or taken. */
    @Transactional
    public SiteId openSite(Command command, NewSite wanted) {
        trail.begin(command.require(Duty.ADMINISTER), "station.open-site");
        NewSite site = new NewSite(
                wanted.code().strip().toUpperCase(Locale.ROOT),
                wanted.kind(),
                wanted.nameZh().strip(),
                wanted.nameEn().strip());
        Decision.all(
                        CODE.matcher(site.code()).matches() ? Decision.ALLOWED : Decision.refuse("station.code-shape"),
                        named(site.nameZh(), site.nameEn()))
                .orThrow();
        SiteId id = new SiteId(Uuid7.next(command.at()));
        if (!store.insert(command.station(), id, site)) {
            throw new RefusedException(Reason.of("station.code-taken", site.code()));
        }
        return id;
    }

    private static Decision named(String nameZh, String nameEn) {
        return nameZh.isBlank() || nameEn.isBlank() ? Decision.refuse("station.name-missing") : Decision.ALLOWED;
    }

    /** Whether this installation has any station yet. */
    public boolean isFounded() {
        return store.any();
    }

    public List<StationId> listStations() {
        return store.all();
    }

    public Optional<StationView> findStation(StationId id) {
        return store.find(id);
    }

    public StationView getStation(StationId id) {
        return store.find(id).orElseThrow(() -> new NotFoundException("station"));
    }

    /** From memory: every step asks for it, and a station does not move. */
    public ZoneId zone(StationId id) {
        return zones.computeIfAbsent(id, wanted -> getStation(wanted).zone());
    }

    /** By code. */
    public List<SiteView> listSites(StationId station) {
        return store.sites(station);
    }

    public Optional<SiteView> findSite(StationId station, SiteId id) {
        return store.findSite(station, id);
    }
}
