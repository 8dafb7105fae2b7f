package org.mailuo.safety;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.Examination;
import org.mailuo.collection.Intention;
import org.mailuo.collection.NewDonation;
import org.mailuo.collection.aftercare.FollowUp;
import org.mailuo.collection.aftercare.NewReport;
import org.mailuo.collection.aftercare.NewWindow;
import org.mailuo.distribution.Fate;
import org.mailuo.distribution.IssueScan;
import org.mailuo.distribution.NewFate;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.Urgency;
import org.mailuo.donors.Difference;
import org.mailuo.donors.NewDeferral;
import org.mailuo.donors.NewDonor;
import org.mailuo.donors.Scope;
import org.mailuo.processing.NewComponents;
import org.mailuo.processing.Route;
import org.mailuo.release.LabelScan;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Sex;
import org.mailuo.station.StaffView;
import org.mailuo.storage.NewExcursion;
import org.mailuo.storage.Zone;
import org.mailuo.testing.Conclusion;
import org.mailuo.testing.Fitness;
import org.mailuo.testing.NewRun;
import org.mailuo.units.Bag;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseScope;
import org.mailuo.units.HoldReason;
import org.mailuo.units.NewCause;

/**
 * A plain command to the public services. Things go by small numbers that the history gave them; a number that names
 * nothing makes the step one that is not taken, so that a history from which steps were dropped still runs.
 */
sealed interface Action extends Step {
    /** What the step names does not exist in this history. */
    final class NotTakenException extends RuntimeException {
        NotTakenException(Object what) {
            super("There is no " + what);
        }
    }

    void take(Scene at);

    // The donor's way ---------------------------------------------------------------------------------------------

    /** @param document of which the same number is the same paper */
    record Register(Person by, int donor, int document) implements Action {
        @Override
        public void take(Scene at) {
            at.known()
                    .donors
                    .put(
                            donor,
                            at.house()
                                    .donors()
                                    .register(
                                            at.by(by),
                                            new NewDonor(
                                                    "林则徐",
                                                    Sex.MALE,
                                                    at.today().minusYears(30),
                                                    new IdentityDocument(
                                                            IdentityDocument.Kind.OTHER, "PAPER-" + document),
                                                    "")));
        }
    }

    /** @param from days from today on @param days how long; 0 for ever */
    record Defer(Person by, int donor, int from, int days, Scope scope) implements Action {
        @Override
        public void take(Scene at) {
            LocalDate start = at.today().plusDays(from);
            at.house()
                    .donors()
                    .defer(
                            at.by(by),
                            List.of(new NewDeferral(
                                    Scene.of(at.known().donors, donor),
                                    "T10",
                                    scope,
                                    days == 0,
                                    start,
                                    days == 0 ? null : start.plusDays(days),
                                    "STAFF",
                                    null,
                                    "CN-GB18467-2011")));
        }
    }

    record Readmit(Person by, int donor) implements Action {
        @Override
        public void take(Scene at) {
            UUID deferral = at
                    .house()
                    .donors()
                    .deferrals(at.station(), List.of(Scene.of(at.known().donors, donor)))
                    .values()
                    .stream()
                    .flatMap(List::stream)
                    .findFirst()
                    .orElseThrow(() -> new NotTakenException(this))
                    .id();
            at.house().donors().lift(at.by(by), deferral, "MISTAKEN", at.proof(by));
        }
    }

    /** Two records are one person, whatever they disagree in. */
    record Merge(Person by, int merged, int into) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .merges()
                    .merge(
                            at.by(by),
                            Scene.of(at.known().donors, merged),
                            Scene.of(at.known().donors, into),
                            "SAME",
                            EnumSet.allOf(Difference.class),
                            Houses.proof(by, at.sender()));
        }
    }

    record Separate(Person by, int donor) implements Action {
        @Override
        public void take(Scene at) {
            UUID merge = at.house().merges().of(at.station(), Scene.of(at.known().donors, donor)).stream()
                    .filter(each -> each.undoneAt() == null)
                    .findFirst()
                    .orElseThrow(() -> new NotTakenException(this))
                    .id();
            at.house().merges().undo(at.by(by), merge, "TWO AFTER ALL", at.proof(by));
        }
    }

    /** What a donor says after he gave. @param donation of which he speaks; 0 for none */
    record Tell(Person by, int donor, int donation, String code) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .reports()
                    .take(
                            at.by(by),
                            new NewReport(
                                    Scene.of(at.known().donors, donor),
                                    donation == 0 ? null : Known.din(donation),
                                    code,
                                    NewReport.Channel.PHONE,
                                    at.now(),
                                    ""));
        }
    }

    /** @param from days from today on @param length days; 0 while nobody knows */
    record Epidemic(Person by, int from, int length, boolean cellsOnly) implements Action {
        @Override
        public void take(Scene at) {
            LocalDate start = at.today().plusDays(from);
            at.house()
                    .epidemics()
                    .open(
                            at.by(by),
                            new NewWindow(
                                    start,
                                    length == 0 ? null : start.plusDays(length),
                                    14,
                                    cellsOnly ? List.of(ProductCode.of("FFP"), ProductCode.of("PC")) : List.of(),
                                    List.of(),
                                    ""));
        }
    }

    /** @param ml of whole blood; 0 for platelets */
    record Visit(Person by, int visit, int donor, int ml) implements Action {
        @Override
        public void take(Scene at) {
            Intention intention = ml == 0 ? Intention.platelets(1) : Intention.wholeBlood(ml);
            at.known()
                    .visits
                    .put(
                            visit,
                            at.house()
                                    .visits()
                                    .open(
                                            at.by(by),
                                            Scene.of(at.known().donors, donor),
                                            at.house().site(),
                                            intention));
            at.known().donorOfVisit.put(visit, donor);
            if (ml == 0) {
                at.known().apheresis.add(visit);
            }
            at.known().stages.put(visit, Known.Stage.OPEN);
        }
    }

    /** @param strip the rapid test @param haemoglobin g/L */
    record Examine(Person by, int visit, int systolic, int haemoglobin, Examination.Rapid strip, boolean consent)
            implements Action {
        @Override
        public void take(Scene at) {
            boolean allowed = at.house()
                    .visits()
                    .examine(
                            at.by(by),
                            Scene.of(at.known().visits, visit),
                            new Examination(
                                    new Examination.Vitals(
                                            systolic, 80, 72, true, new BigDecimal("36.5"), BigDecimal.valueOf(70)),
                                    new Examination.Blood(
                                            haemoglobin, null, strip, 20, new BigDecimal("0.42"), 250, 180),
                                    Set.of(),
                                    new Examination.Answers(consent, false, false, false, false, null)))
                    .isAllowed();
            at.known().stages.put(visit, allowed ? Known.Stage.ELIGIBLE : Known.Stage.ENDED);
        }
    }

    /** @param number on the bag, by custom that of the visit @param tube on the tube @param ml drawn */
    record Donate(Person by, int visit, int number, int tube, int ml) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .donations()
                    .donate(
                            at.by(by),
                            Scene.of(at.known().visits, visit),
                            new NewDonation(
                                    Known.din(number),
                                    Known.din(tube),
                                    Millilitres.of(ml),
                                    at.now().minus(Duration.ofSeconds(250)),
                                    at.now().minus(Duration.ofSeconds(10)),
                                    "CPDA-1",
                                    "BL-1"));
            at.known().stages.put(visit, Known.Stage.ENDED);
            at.known().stages.put(number, ml < 30 ? Known.Stage.ENDED : Known.Stage.BLED);
        }
    }

    // Laboratory --------------------------------------------------------------------------------------------------

    record Receive(Person by, List<Integer> donations) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .laboratory()
                    .receive(at.by(by), donations.stream().map(Known::din).toList());
            donations.forEach(donation -> at.known().stages.put(donation, Known.Stage.RECEIVED));
        }
    }

    /** @param lotLeft days for which the reagent may still be used */
    record OpenRun(Person by, int run, Panel panel, boolean controlsIn, int lotLeft) implements Action {
        @Override
        public void take(Scene at) {
            at.known()
                    .runs
                    .put(
                            run,
                            new Known.Run(
                                    at.house()
                                            .laboratory()
                                            .openRun(
                                                    at.by(by),
                                                    new NewRun(
                                                            panel.name(),
                                                            panel.markers(),
                                                            panel.manufacturer(),
                                                            "L1",
                                                            at.today().plusDays(lotLeft),
                                                            "LINE-1",
                                                            controlsIn)),
                                    panel,
                                    List.of(),
                                    false));
        }
    }

    /** @param group as the tube shows it @param reason why a marker is tested again or put right, or null */
    record Enter(
            Person by,
            int run,
            int donation,
            Finding finding,
            String group,
            @Nullable String reason) implements Action {
        @Override
        public void take(Scene at) {
            Known.Run open = Scene.of(at.known().runs, run);
            at.house()
                    .laboratory()
                    .enter(at.by(by), open.id(), finding.results(Known.din(donation), open.panel(), group, reason));
            List<Integer> entered = new ArrayList<>(open.donations());
            entered.add(donation);
            at.known().runs.put(run, new Known.Run(open.id(), open.panel(), entered, open.reviewed()));
        }
    }

    record Review(Person by, List<Integer> runs, boolean valid) implements Action {
        @Override
        public void take(Scene at) {
            List<Known.Run> all =
                    runs.stream().map(run -> Scene.of(at.known().runs, run)).toList();
            at.house()
                    .laboratory()
                    .review(at.by(by), all.stream().map(Known.Run::id).toList(), valid, at.proof(by));
            runs.forEach(run -> at.known()
                    .runs
                    .computeIfPresent(run, (key, old) -> new Known.Run(old.id(), old.panel(), old.donations(), true)));
        }
    }

    record Conclude(Person by, List<Integer> donations) implements Action {
        @Override
        public void take(Scene at) {
            List<Conclusion> conclusions = at.house()
                    .laboratory()
                    .conclude(at.by(by), donations.stream().map(Known::din).toList());
            for (Conclusion conclusion : conclusions) {
                at.known()
                        .stages
                        .put(
                                conclusion.din().sequence(),
                                conclusion.fitness() == Fitness.PENDING ? Known.Stage.RECEIVED : Known.Stage.CONCLUDED);
            }
        }
    }

    // The bag's way -----------------------------------------------------------------------------------------------

    record Make(Person by, BagRef bag, Recipe recipe) implements Action {
        @Override
        public void take(Scene at) {
            Bag parent = at.bag(bag);
            at.house()
                    .processing()
                    .make(
                            at.by(by),
                            List.of(new NewComponents(
                                    parent.id(),
                                    Route.COLD,
                                    recipe.parts(parent.volume()),
                                    recipe.waste(parent.volume()),
                                    "")));
        }
    }

    record Hold(Person by, BagRef bag, HoldReason reason) implements Action {
        @Override
        public void take(Scene at) {
            at.house().ledger().hold(at.by(by), List.of(at.bag(bag).id()), reason, "", null);
        }
    }

    record HoldDonation(Person by, int donation, HoldReason reason) implements Action {
        @Override
        public void take(Scene at) {
            at.house().ledger().holdDonations(at.by(by), List.of(Known.din(donation)), reason, "", null);
        }
    }

    /** Lifts everything that holds the bag. */
    record Lift(Person by, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            List<UUID> open = at
                    .house()
                    .ledger()
                    .holds(at.station(), List.of(at.bag(bag).id()))
                    .stream()
                    .filter(hold -> hold.liftedAt() == null)
                    .map(org.mailuo.units.Hold::id)
                    .toList();
            at.house().ledger().lift(at.by(by), open, "LOOKED AT", at.proof(by));
        }
    }

    /** What this bag has to do with it: itself, its donation, its donor, a run, its place and so on. */
    record Recall(Person by, HoldReason reason, CauseScope scope, BagRef bag, int run) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .recalls()
                    .open(at.by(by), new NewCause(reason, scope, subject(at), null, null, "ALERT", "", "", List.of()));
        }

        private String subject(Scene at) {
            return switch (scope) {
                case BAG -> at.bag(bag).id().toString();
                case DONATION -> at.bag(bag).din().value();
                case DONOR ->
                    Scene.of(at.known().donors, Scene.of(at.known().donorOfVisit, bag.donation()))
                            .toString();
                case BAG_LOT -> "BL-1";
                case SITE -> "C01";
                case STATION -> at.station().toString();
                case RUN -> Scene.of(at.known().runs, run).id().toString();
                case REAGENT_LOT -> "L1";
                case INSTRUMENT -> "LINE-1";
                case PLACE -> at.house().place(at.bag(bag).product(), Zone.RELEASED, false);
            };
        }
    }

    /** @param hours since when @param over whether the place is in its band again */
    record Excursion(Person by, BagRef bag, Zone zone, int hours, boolean over) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .excursions()
                    .record(
                            at.by(by),
                            new NewExcursion(
                                    at.house().place(at.bag(bag).product(), zone, false),
                                    at.now().minus(Duration.ofHours(hours)),
                                    over ? at.now().minus(Duration.ofMinutes(1)) : null,
                                    BigDecimal.ONE,
                                    BigDecimal.TEN,
                                    ""));
        }
    }

    /** The hospital was told. */
    record Confirm(Person by, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            at.house().recalls().confirmBag(at.by(by), at.bag(bag).id());
        }
    }

    /** Quality management says what became of a bag of the oldest cause. */
    record Settle(Person by, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .recalls()
                    .settle(at.by(by), at.oldestCause(this).id(), at.bag(bag).id(), "FOUND");
        }
    }

    /** Frees a bag of the oldest cause alone; whatever else holds it stays. */
    record LiftOfCause(Person by, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .causes()
                    .lift(
                            at.by(by),
                            at.oldestCause(this).id(),
                            List.of(at.bag(bag).id()),
                            "LOOKED AT",
                            at.proof(by));
        }
    }

    /** Asks a donor how he is, in the oldest epidemic. */
    record Call(Person by, int donation, FollowUp.Outcome outcome) implements Action {
        @Override
        public void take(Scene at) {
            Cause window = at.house().causes().list(at.station(), true, 20, 0).stream()
                    .filter(cause -> cause.reason() == HoldReason.EPIDEMIC)
                    .findFirst()
                    .orElseThrow(() -> new NotTakenException(this));
            at.house().epidemics().record(at.by(by), new FollowUp(window.id(), Known.din(donation), outcome));
        }
    }

    /** Ends the oldest cause. */
    record EndCause(Person by) implements Action {
        @Override
        public void take(Scene at) {
            at.house().recalls().close(at.by(by), at.oldestCause(this).id(), "OVER", at.proof(by));
        }
    }

    record Release(Person by, List<BagRef> bags) implements Action {
        @Override
        public void take(Scene at) {
            at.house().releases().decide(at.by(by), at.ids(bags), at.proof(by));
        }
    }

    record Print(Person by, List<BagRef> bags) implements Action {
        @Override
        public void take(Scene at) {
            at.house().labels().print(at.by(by), at.ids(bags));
            at.known().printed.addAll(bags);
        }
    }

    /** @param labels the bags whose labels stick on them, in the same order; other ones if they were swapped */
    record ScanBack(Person by, List<BagRef> bags, List<BagRef> labels) implements Action {
        @Override
        public void take(Scene at) {
            List<LabelScan> scans = new ArrayList<>();
            for (int i = 0; i < bags.size(); i++) {
                List<String> read = at.house().labels().printed(at.station(), at.ids(List.of(labels.get(i)))).stream()
                        .map(printed -> printed.compound().encode())
                        .toList();
                scans.add(new LabelScan(at.bag(bags.get(i)).id(), read));
            }
            at.house().labels().verify(at.by(by), scans);
        }
    }

    record TearOff(Person by, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            at.house().labels().discardPrint(at.by(by), at.bag(bag).id(), "SMEARED", at.proof(by));
            at.known().printed.remove(bag);
        }
    }

    /** Into a place for the first of them. @param warm the wrong temperature for it */
    record Put(Person by, List<BagRef> bags, Zone zone, boolean warm) implements Action {
        @Override
        public void take(Scene at) {
            Bag first = at.bag(bags.getFirst());
            at.house().storage().put(at.by(by), at.house().place(first.product(), zone, warm), at.ids(bags));
        }
    }

    record Discard(Person by, Person witness, BagRef bag) implements Action {
        @Override
        public void take(Scene at) {
            at.house().storage().discard(at.by(by), List.of(at.bag(bag).id()), "BROKEN", at.proof(witness));
        }
    }

    record Expire(Person by) implements Action {
        @Override
        public void take(Scene at) {
            at.house().storage().expire(at.by(by));
        }
    }

    // The hospital's way ------------------------------------------------------------------------------------------

    record Order(Person by, int order, String product, String group, int quantity) implements Action {
        @Override
        public void take(Scene at) {
            at.known()
                    .orders
                    .put(
                            order,
                            new Known.Order(
                                    at.house()
                                            .orders()
                                            .place(
                                                    at.by(by),
                                                    new NewOrder(
                                                            at.house().hospital(),
                                                            Urgency.URGENT,
                                                            at.now().plus(Duration.ofHours(4)),
                                                            List.of(new NewLine(
                                                                    ProductCode.of(product),
                                                                    BloodGroup.of(group),
                                                                    quantity,
                                                                    "PT-1")))),
                                    product,
                                    group,
                                    false));
        }
    }

    record Allocate(Person by, int order) implements Action {
        @Override
        public void take(Scene at) {
            Known.Order known = Scene.of(at.known().orders, order);
            boolean any =
                    !at.house().orders().allocate(at.by(by), known.id()).added().isEmpty();
            at.known()
                    .orders
                    .put(order, new Known.Order(known.id(), known.product(), known.group(), any || known.allocated()));
        }
    }

    record GiveBack(Person by, int order, List<BagRef> bags) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .orders()
                    .release(at.by(by), Scene.of(at.known().orders, order).id(), at.ids(bags));
        }
    }

    record Issue(Person by, Person checker, int order, List<BagRef> bags) implements Action {
        @Override
        public void take(Scene at) {
            List<IssueScan> scans =
                    bags.stream().map(bag -> at.house().scan(at.bag(bag))).toList();
            at.house()
                    .orders()
                    .issue(at.by(by), Scene.of(at.known().orders, order).id(), scans, at.proof(checker));
        }
    }

    record Arrive(Person by, int order, List<BagRef> bags) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .orders()
                    .receive(at.by(by), Scene.of(at.known().orders, order).id(), at.ids(bags));
        }
    }

    record Report(Person by, BagRef bag, Fate fate) implements Action {
        @Override
        public void take(Scene at) {
            at.house()
                    .orders()
                    .reportFates(at.by(by), List.of(new NewFate(at.bag(bag).id(), fate, "PT-1", at.now())));
        }
    }

    // People --------------------------------------------------------------------------------------------------------

    record Withdraw(Person by, Person whose, Duty duty) implements Action {
        @Override
        public void take(Scene at) {
            StaffView.Authorisation given =
                    at.house().staff().get(at.station(), at.staff(whose)).authorisations().stream()
                            .filter(each -> each.duty() == duty)
                            .max(Comparator.comparing(StaffView.Authorisation::until))
                            .orElseThrow(() -> new NotTakenException(this));
            at.house().staff().withdraw(at.by(by), given.id(), at.today());
        }
    }

    record Close(Person by, Person whose) implements Action {
        @Override
        public void take(Scene at) {
            at.house().staff().setActive(at.by(by), at.staff(whose), false);
        }
    }
}
