package org.mailuo.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.mailuo.collection.Donation;
import org.mailuo.collection.Examination;
import org.mailuo.collection.Intention;
import org.mailuo.collection.NewDonation;
import org.mailuo.collection.VisitId;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.NewDonor;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;

/** The donor's side of the house: one person after the other at each site, each step a command of its own. */
final class DonationSites {
    private static final String ANTICOAGULANT = "CPDA-1";
    private static final String APHERESIS_ANTICOAGULANT = "ACD-A";
    private static final Duration CHECK_IN = Duration.ofMinutes(2);
    private static final Duration EXAMINATION = Duration.ofMinutes(9);
    private static final Duration WAIT = Duration.ofMinutes(12);

    private final House house;
    private final Crew crew;
    private final AtomicIntegerArray used;

    DonationSites(House house, Crew crew) {
        this.house = house;
        this.crew = crew;
        this.used = new AtomicIntegerArray(crew.sites().size());
    }

    /** Everybody who comes to one site on one day. Sites may be served at the same time. */
    List<Bled> serve(int site, List<PlannedVisit> visits) {
        List<Bled> bled = new ArrayList<>();
        for (PlannedVisit visit : visits) {
            VisitId open = checkIn(site, visit);
            Decision decision =
                    house.visits().examine(at(site, visit.arrival().plus(EXAMINATION)), open, examination(visit));
            if (decision.isAllowed() != visit.donates()) {
                throw new UnexpectedException("the decision on a visit", decision.reasons());
            }
            if (visit.donates()) {
                bled.add(new Bled(visit, donate(site, visit, open)));
            }
        }
        return bled;
    }

    private VisitId checkIn(int site, PlannedVisit visit) {
        Person person = visit.person();
        DonorId donor = person.donor();
        if (donor == null) {
            donor = house.donors()
                    .register(
                            at(site, visit.arrival()),
                            new NewDonor(
                                    person.name(), person.sex(), person.bornOn(), person.document(), person.phone()));
            person.registeredAs(donor);
        }
        Intention intention =
                visit.isPlatelets() ? Intention.platelets(visit.doses()) : Intention.wholeBlood(visit.nominalMl());
        return house.visits()
                .open(
                        at(site, visit.arrival().plus(CHECK_IN)),
                        donor,
                        crew.sites().get(site).value(),
                        intention);
    }

    private Donation donate(int site, PlannedVisit visit, VisitId open) {
        Instant start = visit.arrival().plus(WAIT);
        Instant end = start.plus(visit.bleeding());
        int year = start.atZone(crew.zone()).getYear() % 100;
        DonationNumber din =
                DonationNumber.of(crew.facility(), year, DemoStation.firstNumber(site) + used.getAndIncrement(site));
        return house.donations()
                .donate(
                        at(site, end.plusSeconds(60)),
                        open,
                        new NewDonation(
                                din,
                                din,
                                Millilitres.of(visit.drawnMl()),
                                start,
                                end,
                                visit.isPlatelets() ? APHERESIS_ANTICOAGULANT : ANTICOAGULANT,
                                "BL-2201"));
    }

    private static Examination examination(PlannedVisit visit) {
        Vitals vitals = visit.vitals();
        boolean platelets = visit.isPlatelets();
        return new Examination(
                new Examination.Vitals(
                        vitals.systolic(),
                        vitals.diastolic(),
                        vitals.pulse(),
                        true,
                        BigDecimal.valueOf(vitals.temperatureTenths(), 1),
                        BigDecimal.valueOf(vitals.weightKg())),
                new Examination.Blood(
                        vitals.haemoglobin(),
                        null,
                        vitals.rapidHbsagReactive() ? Examination.Rapid.REACTIVE : Examination.Rapid.NON_REACTIVE,
                        vitals.rapidAltHigh() ? 92 : 24,
                        platelets ? BigDecimal.valueOf(vitals.haematocrit(), 3) : null,
                        platelets ? vitals.platelets() : null,
                        platelets ? vitals.platelets() - 40 : null),
                Set.of(),
                new Examination.Answers(true, false, false, false, false, null));
    }

    private Command at(int site, Instant when) {
        Actor nurse = crew.nurses().get(site);
        return Command.of(nurse, when);
    }
}
