package org.mailuo.collection;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation.Outcome;
import org.mailuo.donors.Deferral;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.Scope;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Stations;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records what was drawn, takes its number, and enters its first bags in the ledger. */
@Service
@Transactional
public class Donations {
    private static final ProductCode WHOLE_BLOOD = ProductCode.of("WB");
    private static final ProductCode APHERESIS_PLATELETS = ProductCode.of("AP");

    private final DonationStore store;
    private final VisitStore visits;
    private final Donors donors;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final RuleBook rules;
    private final Trail trail;
    private final Stations stations;

    Donations(
            DonationStore store,
            VisitStore visits,
            Donors donors,
            Ledger ledger,
            Catalogue catalogue,
            RuleBook rules,
            Trail trail,
            Stations stations) {
        this.store = store;
        this.visits = visits;
        this.donors = donors;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.rules = rules;
        this.trail = trail;
        this.stations = stations;
    }

    /**
     * Records a donation. Deferrals are asked again at this moment: what became known since the examination stops it.
     * What is out of tolerance is recorded as it is and its bags are held.
     *
     * @throws RefusedException with every reason: not examined, deferred, tube and bag differ, impossible times or
     *     volume, a number that is not ours or was used. Nothing is changed then.
     */
    public Donation donate(Command command, VisitId id, NewDonation wanted) {
        trail.begin(command.require(Duty.COLLECT), "collection.donate");
        VisitStore.Opened opened = visits.lock(command.station(), id);
        Visit visit = opened.visit();
        ZoneId zone = stations.zone(command.station());
        LocalDate donatedOn = wanted.startedAt().atZone(zone).toLocalDate();
        Decision.all(
                        DonationRules.mayBeRecorded(visit, wanted, donatedOn, command.at()),
                        stillFree(command.station(), visit, donatedOn))
                .orThrow();
        DonationRules.Assessment assessment =
                DonationRules.assess(rules.inForce(donatedOn), visit.intention(), tookInhibitor(visit), wanted);
        Donation donation =
                donation(command, visit, wanted, donatedOn, opened.past().isEmpty(), assessment);
        ledger.register(command, donation.din(), bags(command, donation, zone));
        store.insert(command, donation);
        if (assessment.held()) {
            ledger.holdDonations(
                    command,
                    List.of(donation.din()),
                    HoldReason.COLLECTION,
                    donation.outcome() == Outcome.PART ? "PART" : "OVER",
                    null);
        }
        return donation;
    }

    /** Hard stop 1, RULE P2: at the start of the collection once more. */
    private Decision stillFree(StationId station, Visit visit, LocalDate day) {
        return Decision.of(EligibilityRules.deferralReasons(
                donors.standing(station, visit.donor()).activeOn(day),
                visit.intention().kind()));
    }

    private static boolean tookInhibitor(Visit visit) {
        Examination examination = visit.examination();
        return examination != null && examination.answers().plateletInhibitor();
    }

    private static Donation donation(
            Command command,
            Visit visit,
            NewDonation wanted,
            LocalDate donatedOn,
            boolean firstTime,
            DonationRules.Assessment assessment) {
        return new Donation(
                wanted.din(),
                visit.id(),
                visit.donor(),
                visit.siteId(),
                visit.intention().kind(),
                firstTime,
                visit.intention().nominalMl(),
                visit.intention().doses(),
                wanted.drawn(),
                wanted.anticoagulant(),
                wanted.bagLot(),
                wanted.startedAt(),
                wanted.endedAt(),
                donatedOn,
                assessment.outcome(),
                assessment.marks(),
                command.actor().staffId());
    }

    /** One bag of whole blood, or one for each dose of platelets with the volume shared out; none of a failed one. */
    private List<NewBag> bags(Command command, Donation donation, ZoneId zone) {
        if (donation.outcome() == Outcome.FAILED) {
            return List.of();
        }
        return switch (donation.kind()) {
            case WHOLE_BLOOD ->
                List.of(bag(
                        command,
                        donation,
                        zone,
                        WHOLE_BLOOD,
                        "00",
                        donation.drawn(),
                        Millilitres.of(donation.nominalMl())));
            case APHERESIS_PLATELETS -> doses(command, donation, zone);
        };
    }

    private List<NewBag> doses(Command command, Donation donation, ZoneId zone) {
        int each = donation.drawn().value() / donation.doses();
        int rest = donation.drawn().value() % donation.doses();
        List<NewBag> bags = new ArrayList<>();
        for (int dose = 1; dose <= donation.doses(); dose++) {
            Millilitres volume = Millilitres.of(dose == 1 ? each + rest : each);
            String division = donation.doses() == 1 ? "00" : "ABCD".charAt(dose - 1) + "0";
            bags.add(bag(command, donation, zone, APHERESIS_PLATELETS, division, volume, volume));
        }
        return bags;
    }

    private NewBag bag(
            Command command,
            Donation donation,
            ZoneId zone,
            ProductCode product,
            String division,
            Millilitres volume,
            Millilitres source) {
        Instant expiry = catalogue.expiry(
                product, donation.anticoagulant(), donation.startedAt(), donation.endedAt(), zone, List.of());
        return new NewBag(
                new BagId(Uuid7.next(command.at())),
                donation.din(),
                product,
                division,
                volume,
                source,
                donation.anticoagulant(),
                donation.startedAt(),
                expiry);
    }

    // Reading -----------------------------------------------------------------------------------------------------

    @Transactional(readOnly = true)
    public Donation get(StationId station, DonationNumber din) {
        return find(station, din).orElseThrow(() -> new NotFoundException("donation"));
    }

    @Transactional(readOnly = true)
    public Optional<Donation> find(StationId station, DonationNumber din) {
        return store.list(station, List.of(din)).stream().findFirst();
    }

    @Transactional(readOnly = true)
    public Map<DonationNumber, Donation> list(StationId station, Collection<DonationNumber> dins) {
        return store.list(station, dins).stream().collect(toMap(Donation::din, Function.identity()));
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Donation> of(StationId station, DonorId donor) {
        return store.of(station, donor);
    }

    /** In the order of collection. */
    @Transactional(readOnly = true)
    public List<DonationNumber> on(StationId station, LocalDate day) {
        return store.on(station, day);
    }

    /** What the release must know, for any number of donations in two questions to the database. */
    @Transactional(readOnly = true)
    public Map<DonationNumber, CollectionFacts> facts(StationId station, Collection<DonationNumber> dins) {
        List<DonationStore.Signed> signed = store.signed(station, dins);
        Map<DonorId, List<Deferral>> deferrals = donors.deferrals(
                station,
                signed.stream().map(each -> each.donation().donor()).distinct().toList());
        Map<DonationNumber, CollectionFacts> facts = LinkedHashMap.newLinkedHashMap(signed.size());
        for (DonationStore.Signed each : signed) {
            Donation donation = each.donation();
            List<Deferral> against = deferrals.getOrDefault(donation.donor(), List.of()).stream()
                    .filter(deferral -> standsAgainst(deferral, donation))
                    .toList();
            facts.put(
                    donation.din(),
                    new CollectionFacts(
                            donation, each.allowed(), each.decidedBy(), each.decidedAt(), each.ruleSet(), against));
        }
        return facts;
    }

    /** RULE P2: in force on the day, or permanent since; the scope of platelets concerns apheresis only. */
    private static boolean standsAgainst(Deferral deferral, Donation donation) {
        return (deferral.permanent() || deferral.isActiveOn(donation.donatedOn()))
                && (deferral.scope() == Scope.ALL || donation.kind() == DonationKind.APHERESIS_PLATELETS);
    }

    /** For the reconciliation: one entry a day with visits or donations, both ends included. */
    @Transactional(readOnly = true)
    public List<DayCount> days(StationId station, LocalDate from, LocalDate to) {
        return store.days(station, from, to);
    }

    /** Net weight of whole blood as a volume, by the density of the rule set in force. */
    public Millilitres volume(LocalDate day, int grams) {
        return DonationRules.volume(rules.inForce(day), grams);
    }
}
