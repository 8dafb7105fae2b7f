package org.mailuo.testing;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;
import org.springframework.stereotype.Component;

/**
 * What the laboratory finds out too late: it holds every bag that could suffer from it, wherever it is, and those that
 * have left are recalled by the same cause. Called before any bag is locked.
 */
@Component
class Alarms {
    /** The hold's detail for bags of a donation that was fit and no longer is; whoever sees it learns no more. */
    static final String WITHDRAWN = "WITHDRAWN";

    private final Causes causes;
    private final TestingStore store;

    Alarms(Causes causes, TestingStore store) {
        this.causes = causes;
        this.store = store;
    }

    /** A result that is not good of donations that were fit: held before anybody reviews it. */
    void contradicted(Command command, Collection<DonationNumber> dins) {
        Set<DonationNumber> known = store.held(command.station(), dins, WITHDRAWN);
        dins.stream()
                .filter(din -> !known.contains(din))
                .forEach(din -> open(command, NewCause.ofDonation(HoldReason.UNFIT, din, "ALARM", WITHDRAWN)));
    }

    /** Donations that were fit and are unfit now. */
    void unfitAfterAll(Command command, Collection<DonationNumber> dins) {
        dins.forEach(din -> open(command, NewCause.ofDonation(HoldReason.UNFIT, din, "LATE_RESULT", "")));
    }

    /**
     * RULE V11: an invalid run puts every linked bag back, whatever was concluded of it since. One that never counted, and
     * whose bags still wait in quarantine, needs no hold: they wait for their results anyway.
     */
    void invalid(Command command, Collection<RunId> runs) {
        store.consequential(command.station(), runs)
                .forEach(run -> open(
                        command,
                        new NewCause(
                                HoldReason.UNFIT,
                                CauseScope.RUN,
                                run.toString(),
                                null,
                                null,
                                "INVALID_RUN",
                                WITHDRAWN,
                                "",
                                List.of())));
    }

    /** RULE LK2: who is found to carry an infection may have carried it before; his earlier donations are looked up. */
    void lookBack(Command command, Collection<DonationNumber> dins) {
        store.lookBacks(command.station(), dins)
                .forEach(back -> open(
                        command,
                        new NewCause(
                                HoldReason.RECALL,
                                CauseScope.DONOR,
                                back.donor().toString(),
                                back.from(),
                                back.until(),
                                "LOOK_BACK",
                                "",
                                "",
                                List.of())));
    }

    private void open(Command command, NewCause cause) {
        causes.open(command, cause);
    }
}
