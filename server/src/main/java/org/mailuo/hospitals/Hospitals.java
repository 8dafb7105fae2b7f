package org.mailuo.hospitals;

import java.time.LocalDate;
import java.util.List;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The register of hospitals. */
@Service
@Transactional
public class Hospitals {
    private final HospitalStore store;
    private final Trail trail;

    Hospitals(HospitalStore store, Trail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** @throws RefusedException {@code hospitals.code-taken}, or what is missing */
    public HospitalId add(Command command, NewHospital hospital) {
        trail.begin(command.require(Duty.ADMINISTER), "hospitals.add");
        HospitalRules.mayBeRegistered(hospital).orThrow();
        HospitalId id = new HospitalId(Uuid7.next(command.at()));
        store.insert(command.station(), id, hospital);
        return id;
    }

    /** Records until which day the contract now runs; an earlier day ends it. */
    public void extendContract(Command command, HospitalId id, LocalDate until) {
        trail.begin(command.require(Duty.ADMINISTER), "hospitals.extend-contract");
        if (store.setContract(command.station(), id, until) == 0) {
            throw new NotFoundException("hospital");
        }
    }

    /** Whether the hospital may order and be issued blood on that day of the station's calendar (RULE D2). */
    @Transactional(readOnly = true)
    public Decision mayBeSupplied(StationId station, HospitalId id, LocalDate day) {
        return HospitalRules.mayBeSupplied(get(station, id), day);
    }

    @Transactional(readOnly = true)
    public Hospital get(StationId station, HospitalId id) {
        return store.find(station, id).orElseThrow(() -> new NotFoundException("hospital"));
    }

    /** All hospitals of the station, by code. */
    @Transactional(readOnly = true)
    public List<Hospital> list(StationId station) {
        return store.list(station);
    }
}
