package org.mailuo.collection.aftercare;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Donations;
import org.mailuo.donors.Donors;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.mailuo.units.Causes;
import org.mailuo.units.NewCause;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Post-donation information and confidential self-exclusion (RULE A1): nothing leaves from the minute of the intake. */
@Service
@Transactional
public class DonorReports {
    private final ReportStore store;
    private final Donations donations;
    private final Donors donors;
    private final Causes causes;
    private final Stations stations;
    private final Trail trail;

    DonorReports(ReportStore store, Donations donations, Donors donors, Causes causes, Stations stations, Trail trail) {
        this.store = store;
        this.donations = donations;
        this.donors = donors;
        this.causes = causes;
        this.stations = stations;
        this.trail = trail;
    }

    /**
     * Takes a report, and holds what it concerns. Whoever meets donors may take one.
     *
     * @return what it holds now; bags that have left are in the recall that the same cause opens
     * @throws RefusedException with every reason: unknown, from the future, another donor's donation, or no donation named
     *     where only that one is meant
     */
    public Cause take(Command command, NewReport report) {
        if (!command.actor().may(Duty.REGISTER) && !command.actor().may(Duty.COLLECT)) {
            command.require(Duty.QUALITY);
        }
        trail.begin(command, "collection.take-report");
        StationId station = command.station();
        store.keep(station, donors.get(station, report.donor()).id());
        DonationNumber din = report.din();
        Donation given = din == null ? null : donations.get(station, din);
        ZoneId zone = stations.zone(station);
        Optional<ReportReason> reason = reasons(LocalDate.ofInstant(report.toldAt(), zone)).stream()
                .filter(known -> known.code().equals(report.code()))
                .findFirst();
        ReportRules.mayBeTaken(report, given, reason, command.at()).orThrow();
        NewCause wanted = ReportRules.cause(report, given, reason.orElseThrow(), zone);
        Cause cause = causes.open(command, wanted);
        store.insert(command, cause.id(), report);
        return cause;
    }

    /** What may be reported on a day, the narrowest first. */
    @Transactional(readOnly = true)
    public List<ReportReason> reasons(LocalDate day) {
        return store.reasons(day);
    }

    /**
     * Whom a donor's or a donation's number names.
     *
     * @throws NotFoundException if nobody
     */
    @Transactional(readOnly = true)
    public NewReport about(StationId station, String number, Instant now) {
        Optional<DonationNumber> din = DonationNumber.parse(number);
        if (din.isPresent()) {
            Donation given = donations.get(station, din.get());
            return new NewReport(given.donor(), given.din(), "", NewReport.Channel.PHONE, now, "");
        }
        return store.findDonor(station, number.strip())
                .map(donor -> new NewReport(donor, null, "", NewReport.Channel.PHONE, now, ""))
                .orElseThrow(() -> new NotFoundException("donor"));
    }
}
