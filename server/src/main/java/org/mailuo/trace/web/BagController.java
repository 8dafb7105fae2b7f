package org.mailuo.trace.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.mailuo.trace.BagFilter;
import org.mailuo.trace.Sight;
import org.mailuo.trace.Start;
import org.mailuo.trace.Trace;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A bag is a place: its page, and lists of bags. */
@Controller
@RequestMapping("/bags")
class BagController {
    /** Those that quality management opens by hand; the others come from their own modules. */
    private static final List<HoldReason> BY_HAND = List.of(
            HoldReason.QUALITY, HoldReason.RECALL, HoldReason.EXCURSION, HoldReason.POST_DONATION, HoldReason.EPIDEMIC);

    private final Trace trace;
    private final TraceViews views;
    private final Ledger ledger;
    private final Clock clock;

    BagController(Trace trace, TraceViews views, Ledger ledger, Clock clock) {
        this.trace = trace;
        this.views = views;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(Readers.STATION)
    String list(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable BagStatus status,
            @RequestParam(defaultValue = "false") boolean held,
            @RequestParam(required = false) @Nullable Integer expiring,
            @RequestParam(required = false) @Nullable String product,
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String discarded,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        Sight sight = Sight.of(actor);
        BagFilter filter = new BagFilter(
                from,
                to,
                status,
                held,
                expiring == null ? null : clock.instant().plus(Duration.ofDays(expiring)),
                blank(product),
                blank(group),
                sight.results() ? blank(discarded) : null);
        Pager pager = Pager.of(page);
        var rows = trace.bags(actor.station(), filter, pager.limit(), pager.offset());
        model.addAttribute("slice", pager.slice(rows));
        model.addAttribute("filter", filter);
        model.addAttribute("expiring", expiring);
        model.addAttribute("sight", sight);
        model.addAttribute("statuses", BagStatus.values());
        model.addAttribute("groups", BloodGroup.all());
        return "trace/bags";
    }

    @GetMapping("/{bagId}")
    @PreAuthorize(Readers.STATION)
    String page(@PathVariable UUID bagId, Actor actor, Locale locale, HttpServletRequest request, Model model) {
        Bag bag = ledger.get(actor.station(), new BagId(bagId));
        Sight sight = Sight.of(actor);
        model.addAttribute("bag", bag);
        model.addAttribute("productName", views.name(bag.product(), locale));
        model.addAttribute("sight", sight);
        model.addAttribute("now", clock.instant());
        if (Answer.isFragment(request) && "aside".equals(request.getHeader("HX-Target"))) {
            return "trace/bag :: summary";
        }
        model.addAttribute("story", trace.story(actor.station(), bag.id(), sight));
        model.addAttribute(
                "view",
                views.of(trace.from(actor.station(), new Start.Bag(bag.id())).seenWith(sight), locale));
        model.addAttribute("signatures", sight.results() ? trace.signatures(actor.station(), bag.id()) : List.of());
        model.addAttribute("mayHold", actor.may(Duty.QUALITY));
        model.addAttribute("holdReasons", BY_HAND);
        return "trace/bag";
    }

    /** Holds the bag and all that was made of it. */
    @PostMapping("/{bagId}/hold")
    @PreAuthorize("hasAuthority('QUALITY')")
    ModelAndView hold(
            @PathVariable UUID bagId,
            @RequestParam HoldReason reason,
            @RequestParam String detail,
            Command command,
            HttpServletRequest request) {
        if (!BY_HAND.contains(reason)) {
            throw new RefusedException(Reason.of("trace.hold-not-by-hand", reason));
        }
        String why = stated(detail, "trace.hold-without-reason");
        Bag bag = ledger.get(command.station(), new BagId(bagId));
        int held = ledger.hold(command.require(Duty.QUALITY), List.of(bag.id()), reason, why, null);
        return Answer.redirect(Verdict.go("trace.bag.hold.done", bag.name(), held), request, "/bags/" + bagId);
    }

    @PostMapping("/{bagId}/lift")
    @PreAuthorize("hasAuthority('QUALITY')")
    ModelAndView lift(
            @PathVariable UUID bagId,
            @RequestParam UUID hold,
            @RequestParam String why,
            Command command,
            Proof proof,
            HttpServletRequest request) {
        Bag bag = ledger.get(command.station(), new BagId(bagId));
        boolean isOfThisBag = ledger.holds(command.station(), List.of(bag.id())).stream()
                .anyMatch(one -> one.id().equals(hold));
        if (!isOfThisBag) {
            throw new RefusedException(Reason.of("units.hold-not-open"));
        }
        ledger.lift(command, List.of(hold), stated(why, "trace.lift-without-reason"), proof);
        return Answer.redirect(Verdict.go("trace.bag.lift.done", bag.name()), request, "/bags/" + bagId);
    }

    private static String stated(String text, String refusal) {
        String stated = text.strip();
        if (stated.length() < 3 || stated.length() > 200) {
            throw new RefusedException(Reason.of(refusal));
        }
        return stated;
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
