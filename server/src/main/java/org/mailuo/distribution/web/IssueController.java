package org.mailuo.distribution.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.distribution.AllocatedBag;
import org.mailuo.distribution.IssueScan;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.Orders;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Times;
import org.mailuo.pages.Verdict;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.mailuo.station.Staff;
import org.mailuo.units.Bag;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The issue bench: number, product, tick; a second person; gone. What was ticked travels with the page and proves
 * nothing: the service asks everything again.
 */
@Controller
@RequestMapping("/orders/{id}")
@PreAuthorize("hasAuthority('DISTRIBUTE')")
class IssueController {
    /** A reserved bag on the list; the key is both its barcodes. */
    record Tick(AllocatedBag bag, String key, boolean ticked) {}

    private final Orders orders;
    private final Catalogue catalogue;
    private final Staff staff;
    private final Times times;
    private final Names names;

    IssueController(Orders orders, Catalogue catalogue, Staff staff, Times times, Names names) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.staff = staff;
        this.times = times;
        this.names = names;
    }

    @GetMapping("/issue")
    String page(@PathVariable UUID id, Actor actor, Model model) {
        return bench(id, "", List.of(), false, actor, model);
    }

    /** One scan: a donation number opens the question, its product answers it. */
    @PostMapping("/scan")
    String scan(
            @PathVariable UUID id,
            @RequestParam String scan,
            @RequestParam(defaultValue = "") String din,
            @RequestParam(required = false) @Nullable List<String> ticked,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        List<String> done = new ArrayList<>(ticked == null ? List.of() : ticked);
        String pending = "";
        Verdict verdict;
        Optional<DonationNumber> number = DonationNumber.parse(scan);
        try {
            if (number.isPresent()) {
                pending = number.get().barcode(0);
                verdict = numberScanned(id, number.get(), actor);
            } else if (din.isBlank()) {
                verdict = Verdict.await("distribution.bench.number-first", List.of());
            } else {
                AllocatedBag bag = orders.check(actor, new OrderId(id), new IssueScan(din, scan));
                verdict = tick(bag, done);
            }
        } catch (RefusedException refused) {
            pending = "";
            verdict =
                    Verdict.stop("distribution.bench.wrong", refused.reasons()).next("distribution.bench.aside");
        }
        boolean fragment = Answer.isFragment(request);
        model.addAttribute("verdict", verdict);
        String page = bench(id, pending, done, fragment, actor, model);
        return fragment ? page + " :: answer" : page;
    }

    private Verdict numberScanned(UUID id, DonationNumber number, Actor actor) {
        Bag bag = orders.allocated(actor, new OrderId(id)).stream()
                .map(AllocatedBag::bag)
                .filter(each -> each.din().equals(number))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.of("distribution.not-allocated", number.readable())));
        return Verdict.await("distribution.bench.product-now", List.of())
                .about(number.readable(), null)
                .with(bag.bloodGroup());
    }

    private Verdict tick(AllocatedBag bag, List<String> done) {
        String key = key(bag.bag());
        if (done.contains(key)) {
            throw new RefusedException(
                    Reason.of("distribution.scanned-twice", bag.bag().name()));
        }
        done.add(key);
        return Verdict.go("distribution.bench.ticked", done.size())
                .about(bag.bag().name(), null)
                .with(bag.bag().bloodGroup());
    }

    @PostMapping("/issue")
    ModelAndView issue(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<String> scans,
            Command command,
            Proof second,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        List<String> keys = scans == null ? List.of() : scans;
        try {
            orders.issue(
                    command,
                    new OrderId(id),
                    keys.stream().map(IssueController::scan).toList(),
                    second);
            return Answer.redirect(
                    Verdict.go("distribution.gone", keys.size()).next("distribution.gone.next"),
                    request,
                    "/orders/" + id);
        } catch (RefusedException refused) {
            model.addAttribute(
                    "verdict",
                    Verdict.stop("distribution.issue.refused", refused.reasons())
                            .next("distribution.bench.aside"));
            return new ModelAndView(bench(id, "", keys, false, actor, model), HttpStatus.CONFLICT);
        }
    }

    private String bench(UUID id, String pending, List<String> done, boolean fragment, Actor actor, Model model) {
        OrderId order = new OrderId(id);
        List<Tick> ticks = orders.allocated(actor, order).stream()
                .map(bag -> new Tick(bag, key(bag.bag()), done.contains(key(bag.bag()))))
                .toList();
        model.addAttribute("order", orders.get(actor, order));
        model.addAttribute("ticks", ticks);
        model.addAttribute("done", ticks.stream().filter(Tick::ticked).count());
        model.addAttribute("pending", pending);
        model.addAttribute("fragment", fragment);
        model.addAttribute("seconds", seconds(actor));
        names.add(model, actor);
        return "distribution/issue";
    }

    /** Who may be the second person: authorised for distribution today, and somebody else. */
    private List<Choice> seconds(Actor actor) {
        return staff.list(actor.station()).stream()
                .filter(person -> person.active()
                        && person.hospitalId() == null
                        && !person.id().value().equals(actor.staffId())
                        && person.dutiesOn(times.today()).contains(Duty.DISTRIBUTE))
                .map(person -> Choice.text(person.login(), person.login() + " – " + person.name()))
                .toList();
    }

    private String key(Bag bag) {
        return bag.din().barcode(0) + "|" + catalogue.get(bag.product()).isbtCode(bag.division());
    }

    private static IssueScan scan(String key) {
        int bar = key.indexOf('|');
        return bar < 0 ? new IssueScan(key, "") : new IssueScan(key.substring(0, bar), key.substring(bar + 1));
    }
}
