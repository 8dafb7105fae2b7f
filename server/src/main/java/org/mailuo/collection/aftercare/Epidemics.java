package org.mailuo.collection.aftercare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donations;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The waiting time of an epidemic (RULE H1 to H5): each donation of the window is held at its donation, and the hold ends
 * when somebody heard from the donor that he is well, never because time has passed.
 */
@Service
@Transactional
public class Epidemics {
    private final EpidemicStore store;
    private final Causes causes;
    private final Donations donations;
    private final DonorReports reports;
    private final Stations stations;
    private final Trail trail;

    Epidemics(
            EpidemicStore store,
            Causes causes,
            Donations donations,
            DonorReports reports,
            Stations stations,
            Trail trail) {
        this.store = store;
        this.causes = causes;
        this.donations = donations;
        this.reports = reports;
        this.stations = stations;
        this.trail = trail;
    }

    /** Opens a window; donations that were given in it before are held now. */
    public Cause open(Command command, NewWindow window) {
        trail.begin(command.require(Duty.QUALITY), "collection.open-epidemic");
        EpidemicRules.mayOpen(window).orThrow();
        ZoneId zone = stations.zone(command.station());
        LocalDate to = window.to();
        Cause cause = causes.open(
                command,
                new NewCause(
                        HoldReason.EPIDEMIC,
                        CauseScope.STATION,
                        Integer.toString(command.station().value()),
                        window.from().atStartOfDay(zone).toInstant(),
                        to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant(),
                        "WINDOW",
                        "",
                        window.note(),
                        window.exempt()));
        store.insert(command, cause.id(), window);
        return causes.get(command.station(), cause.id());
    }

    /**
     * Writes down what a call found out. Well lifts the holds of this donation's bags and what was made of them; ill opens a
     * report of the donor.
     *
     * @throws RefusedException {@code collection.follow-up-early}
     * @throws NotFoundException if this window holds nothing of the donation
     */
    public void record(Command command, FollowUp followUp) {
        if (!command.actor().may(Duty.QUALITY)) {
            command.require(Duty.REGISTER);
        }
        trail.begin(command, "collection.follow-up", followUp.outcome().name());
        List<EpidemicStore.Held> held = store.held(command.station(), followUp.window(), followUp.din());
        Instant dueAt = held.stream()
                .map(EpidemicStore.Held::until)
                .max(Instant::compareTo)
                .orElseThrow(() -> new NotFoundException("hold"));
        EpidemicRules.mayBeRecorded(followUp.outcome(), dueAt, command.at()).orThrow();
        store.insert(command, followUp);
        List<BagId> bags = held.stream().map(EpidemicStore.Held::bag).toList();
        switch (followUp.outcome()) {
            case WELL -> causes.endWait(command, followUp.window(), bags);
            case ILL ->
                reports.take(
                        command,
                        new NewReport(
                                donations.get(command.station(), followUp.din()).donor(),
                                followUp.din(),
                                "ILLNESS",
                                NewReport.Channel.PHONE,
                                command.at(),
                                ""));
            case UNREACHABLE -> {}
        }
    }

    /** Donors to be called, longest due first; those who were found ill are quality management's. */
    @Transactional(readOnly = true)
    public List<DueCall> due(StationId station, Instant now, int limit) {
        return store.due(station, now, limit);
    }
}
