package org.mailuo.processing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.processing.NewComponents;
import org.mailuo.processing.Part;
import org.mailuo.processing.Processing;
import org.mailuo.processing.Route;
import org.mailuo.processing.Suggestion;
import org.mailuo.products.BagSystem;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.units.Bag;
import org.mailuo.units.Ledger;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Scan a bag, see what to make of it and until when, weigh, press Enter. */
@Controller
@RequestMapping("/processing")
class MakingController {
    private static final String BENCH = "/processing/bench";

    /** Red cells in an additive solution: which one it was stands on the label, so nobody may leave it open. */
    private static final Set<String> SUSPENDED = Set.of("SRC", "LRC");

    private static final String NO_ADDITIVE = "NONE";

    private final Processing processing;
    private final Ledger ledger;
    private final Clock clock;

    MakingController(Processing processing, Ledger ledger, Clock clock) {
        this.processing = processing;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('MAKE','INSPECT')")
    String waiting(Actor actor, Model model) {
        model.addAttribute("waiting", processing.waiting(actor.station(), clock.instant(), 200));
        return "processing/waiting";
    }

    @GetMapping("/bench")
    @PreAuthorize("hasAnyAuthority('MAKE','INSPECT')")
    String bench(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID bag,
            @RequestParam(defaultValue = "") String recipe,
            @RequestParam(defaultValue = "COLD") Route route,
            Model model) {
        model.addAttribute("recipes", processing.recipes());
        model.addAttribute("recipe", recipe);
        model.addAttribute("route", route);
        if (bag != null) {
            propose(actor, new BagId(bag), recipe, route, model);
        }
        return "processing/bench";
    }

    @PostMapping("/bench")
    @PreAuthorize("hasAuthority('MAKE')")
    ModelAndView scan(
            Actor actor,
            @RequestParam String scan,
            @RequestParam(defaultValue = "") String recipe,
            @RequestParam(defaultValue = "COLD") Route route,
            HttpServletRequest request,
            Model model) {
        DonationNumber din = DonationNumber.parse(scan).orElse(null);
        if (din == null) {
            return Answer.of(
                    Verdict.stop("processing.bench.unread", List.of()).next("processing.bench.again"), request, BENCH);
        }
        List<Bag> bags = processing.candidates(actor.station(), din, recipe);
        if (bags.isEmpty()) {
            return Answer.of(
                    Verdict.stop("processing.bench.nothing", List.of(Reason.of("processing.nothing-here")))
                            .about(din.readable(), "/donations/" + din)
                            .next("processing.bench.other"),
                    request,
                    BENCH);
        }
        if (!Answer.isFragment(request)) {
            return new ModelAndView(
                    "redirect:" + BENCH + "?bag=" + bags.getFirst().id() + "&route=" + route + "&recipe="
                            + java.net.URLEncoder.encode(recipe, java.nio.charset.StandardCharsets.UTF_8));
        }
        propose(actor, bags.getFirst().id(), recipe, route, model);
        model.addAttribute("others", bags.subList(1, bags.size()));
        return new ModelAndView("processing/bench :: answer", model.asMap());
    }

    private void propose(Actor actor, BagId bag, String recipe, Route route, Model model) {
        Suggestion suggestion = processing.suggest(actor.station(), bag, recipe, route, clock.instant());
        String din = suggestion.bag().din().readable();
        Verdict verdict = suggestion.decision().isAllowed()
                ? Verdict.go(
                        "processing.bench.make",
                        suggestion.recipe(),
                        suggestion.bag().product(),
                        suggestion.bag().volume().value())
                : Verdict.stop("processing.bench.refused", suggestion.decision().reasons());
        model.addAttribute(
                "verdict",
                verdict.about(din, "/bags/" + bag)
                        .next(
                                suggestion.decision().isAllowed()
                                        ? "processing.bench.confirm"
                                        : "processing.bench.aside"));
        model.addAttribute("suggestion", suggestion);
        model.addAttribute(
                "suspended",
                suggestion.parts().stream()
                        .anyMatch(part -> SUSPENDED.contains(part.product().value())));
    }

    @PostMapping("/bench/make")
    @PreAuthorize("hasAuthority('MAKE')")
    ModelAndView make(
            Command command,
            @RequestParam UUID bag,
            @RequestParam String recipe,
            @RequestParam Route route,
            @RequestParam List<String> product,
            @RequestParam List<String> division,
            @RequestParam List<Integer> volume,
            @RequestParam(defaultValue = "0") int waste,
            @RequestParam(defaultValue = "") String additive,
            HttpServletRequest request,
            Model model) {
        List<Part> parts = new ArrayList<>();
        if (additive.isEmpty() && product.stream().anyMatch(SUSPENDED::contains)) {
            throw new RefusedException(Reason.of("processing.additive-not-chosen"));
        }
        for (int i = 0; i < product.size(); i++) {
            boolean isAdded = SUSPENDED.contains(product.get(i)) && !additive.equals(NO_ADDITIVE);
            parts.add(new Part(
                    ProductCode.of(product.get(i)),
                    division.get(i),
                    Millilitres.of(volume.get(i)),
                    isAdded ? additive : null,
                    BagSystem.CLOSED));
        }
        List<BagId> made = processing.make(
                command, List.of(new NewComponents(new BagId(bag), route, parts, Millilitres.of(waste), recipe)));
        List<Bag> children = ledger.list(command.station(), made);
        Verdict verdict = Verdict.go("processing.bench.made", children.size())
                .about(
                        children.getFirst().din().readable(),
                        "/donations/" + children.getFirst().din())
                .next("processing.bench.next");
        if (!Answer.isFragment(request)) {
            return Answer.redirect(verdict, request, BENCH);
        }
        model.addAttribute("verdict", verdict);
        model.addAttribute("children", children);
        return new ModelAndView("processing/bench :: answer", model.asMap());
    }
}
