package org.mailuo.distribution.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailuo.distribution.Fate;
import org.mailuo.distribution.IssuedBag;
import org.mailuo.distribution.NewFate;
import org.mailuo.distribution.OrderState;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.mailuo.units.Stock;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The hospital's own pages: what is ordered, what has come, what became of it, and what the station could give. */
@Controller
@RequestMapping("/hospital")
@PreAuthorize("hasAuthority('HOSPITAL')")
class PortalController {
    private static final int SHOWN = 200;

    private final Orders orders;
    private final Recalls recalls;
    private final Ledger ledger;
    private final Catalogue catalogue;
    private final Stations stations;
    private final Names names;
    private final Clock clock;

    PortalController(
            Orders orders,
            Recalls recalls,
            Ledger ledger,
            Catalogue catalogue,
            Stations stations,
            Names names,
            Clock clock) {
        this.orders = orders;
        this.recalls = recalls;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.stations = stations;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    String page(Actor actor, Model model) {
        model.addAttribute(
                "recalled",
                recalls.open(actor).stream()
                        .collect(Collectors.toMap(
                                line -> line.bag().id(),
                                Function.identity(),
                                (one, other) -> one.isConfirmed() ? other : one,
                                LinkedHashMap::new))
                        .values());
        model.addAttribute("toReceive", orders.toReceive(actor));
        model.addAttribute("fatesOwed", orders.fatesOwed(actor));
        model.addAttribute(
                "orders",
                orders.list(
                        actor,
                        List.of(OrderState.SUBMITTED, OrderState.PARTLY, OrderState.ALLOCATED, OrderState.ISSUED),
                        null,
                        SHOWN,
                        0));
        model.addAttribute("groups", BloodGroup.all());
        model.addAttribute("levels", levels(actor));
        names.add(model, actor);
        return "distribution/portal";
    }

    /** How much there is, in words: a hospital plans with it and needs no count. */
    private Map<ProductCode, Map<BloodGroup, StockLevel>> levels(Actor actor) {
        return ledger.stock(actor.station(), clock.instant()).stream()
                .collect(Collectors.groupingBy(
                        Stock::product,
                        TreeMap::new,
                        Collectors.toMap(Stock::group, stock -> StockLevel.of(stock.bags()))));
    }

    @GetMapping("/receive")
    String receive(Actor actor, Model model) {
        model.addAttribute("toReceive", orders.toReceive(actor));
        return "distribution/receive";
    }

    /** One scan, one bag; where a donation sent several bags, the product is asked for too. */
    @PostMapping("/receive")
    ModelAndView receive(
            @RequestParam String scan,
            @RequestParam(defaultValue = "") String din,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        DonationNumber number = DonationNumber.parse(scan)
                .or(() -> DonationNumber.parse(din))
                .orElseThrow(() -> new RefusedException(Reason.of("distribution.unreadable", scan.strip())));
        List<IssuedBag> underWay = orders.find(actor, number).stream()
                .filter(each -> each.receivedAt() == null && each.fate() == null)
                .toList();
        List<IssuedBag> named = underWay.stream()
                .filter(each -> underWay.size() == 1 || isProduct(each, scan))
                .toList();
        if (underWay.isEmpty()) {
            throw new RefusedException(Reason.of("distribution.not-under-way", number.readable()));
        }
        boolean fragment = Answer.isFragment(request);
        model.addAttribute("fragment", fragment);
        if (named.size() != 1) {
            model.addAttribute("pending", number.barcode(0));
            model.addAttribute(
                    "verdict",
                    Verdict.await("distribution.bench.product-now", List.of()).about(number.readable(), null));
        } else {
            IssuedBag bag = named.getFirst();
            orders.receive(command, bag.order(), List.of(bag.bag().id()));
            Verdict received = bag.bag().isHeld()
                    ? Verdict.stop("distribution.receive.held", List.of()).next("distribution.receive.held.next")
                    : Verdict.go("distribution.receive.done");
            model.addAttribute(
                    "verdict",
                    received.about(bag.bag().name(), "/orders/" + bag.order())
                            .with(bag.bag().bloodGroup()));
        }
        model.addAttribute("toReceive", orders.toReceive(actor));
        return new ModelAndView(fragment ? "distribution/receive :: answer" : "distribution/receive");
    }

    private boolean isProduct(IssuedBag issued, String scan) {
        return scan.strip()
                .replaceFirst("^=<", "")
                .equals(catalogue
                        .get(issued.bag().product())
                        .isbtCode(issued.bag().division()));
    }

    @GetMapping("/fates")
    String fates(Actor actor, Model model) {
        return owed("", Fate.TRANSFUSED.name(), List.of(), actor, model);
    }

    @PostMapping("/fates")
    ModelAndView report(
            @RequestParam(required = false) @Nullable List<UUID> bags,
            @RequestParam Fate fate,
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String happenedAt,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        List<UUID> chosen = bags == null ? List.of() : bags;
        try {
            if (chosen.isEmpty()) {
                throw new RefusedException(Reason.of("distribution.nothing-chosen"));
            }
            Instant at = at(happenedAt, actor);
            String reference = patient.isBlank() ? null : patient.strip();
            orders.reportFates(
                    command,
                    chosen.stream()
                            .map(bag -> new NewFate(new BagId(bag), fate, reference, at))
                            .toList());
            return Answer.redirect(told(actor, fate, chosen), request, "/hospital/fates");
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("distribution.fates.refused", refused.reasons()));
            return new ModelAndView(owed(patient, fate.name(), chosen, actor, model), HttpStatus.CONFLICT);
        }
    }

    /** RULE RC3: who was given a recalled bag is to be told. */
    private Verdict told(Actor actor, Fate fate, List<UUID> bags) {
        long recalled = ledger
                .list(actor.station(), bags.stream().map(BagId::new).toList())
                .stream()
                .filter(Bag::isHeld)
                .count();
        return fate == Fate.TRANSFUSED && recalled > 0
                ? Verdict.stop("distribution.fates.recalled", List.of(), bags.size(), recalled)
                        .next("distribution.fates.recalled.next")
                : Verdict.go("distribution.fates.done", bags.size());
    }

    private String owed(String patient, String fate, List<UUID> chosen, Actor actor, Model model) {
        model.addAttribute("bags", orders.awaitingFate(actor, SHOWN));
        model.addAttribute("fates", Fate.values());
        model.addAttribute("fate", fate);
        model.addAttribute("patient", patient);
        model.addAttribute("chosen", chosen);
        model.addAttribute(
                "happenedAt",
                LocalDateTime.ofInstant(clock.instant(), stations.zone(actor.station()))
                        .truncatedTo(ChronoUnit.MINUTES));
        names.add(model, actor);
        return "distribution/fates";
    }

    private Instant at(String typed, Actor actor) {
        try {
            return LocalDateTime.parse(typed)
                    .atZone(stations.zone(actor.station()))
                    .toInstant();
        } catch (DateTimeException notATime) {
            throw new RefusedException(Reason.of("distribution.time-missing"));
        }
    }
}
