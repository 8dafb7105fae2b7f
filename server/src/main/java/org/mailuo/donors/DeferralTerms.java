package org.mailuo.donors;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Stations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Deferrals by the list of the standard: who records one names the reason and the day, and the list says the end. */
@Service
@Transactional
public class DeferralTerms {
    private final DeferralTermStore store;
    private final Donors donors;
    private final Stations stations;

    DeferralTerms(DeferralTermStore store, Donors donors, Stations stations) {
        this.store = store;
        this.donors = donors;
        this.stations = stations;
    }

    /** The reasons known to the rules of the station on a day, in the order of the list. */
    @Transactional(readOnly = true)
    public List<DeferralTerm> inForce(StationId station, LocalDate day) {
        String ruleSet = stations.getStation(station).ruleSet();
        return store.inForce(ruleSet.substring(0, ruleSet.indexOf('-')), day);
    }

    /**
     * Records that somebody may not give.
     *
     * @param since the day from which the time counts, not after today; null if nobody knows it or it has not come
     * @param until a later end than the list gives, as the examiner judges; null for that of the list
     * @throws RefusedException {@code donors.deferral-code}, and what {@link DeferralRules#mayFollow} refuses
     */
    public void defer(
            Command command, DonorId donor, String code, @Nullable LocalDate since, @Nullable LocalDate until) {
        if (!command.actor().may(Duty.QUALITY)) {
            command.require(Duty.EXAMINE);
        }
        LocalDate today = LocalDate.ofInstant(command.at(), stations.zone(command.station()));
        DeferralTerm term = inForce(command.station(), today).stream()
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.of("donors.deferral-code")));
        DeferralRules.mayFollow(term, since, until, today).orThrow();
        donors.get(command.station(), donor);
        donors.defer(
                command,
                List.of(new NewDeferral(
                        donor,
                        code,
                        term.scope(),
                        term.permanent(),
                        since == null ? today : since,
                        until == null ? term.endsOn(since).orElse(null) : until,
                        "STAFF",
                        null,
                        stations.getStation(command.station()).ruleSet())));
    }
}
