package org.mailuo.distribution.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.distribution.Allocation;
import org.mailuo.distribution.IssuedBag;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.OrderState;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.Urgency;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Stations;
import org.mailuo.units.Bag;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The desk of orders: the list by urgency, one order, a new one. Portal users see their hospital's. */
@Controller
@RequestMapping("/orders")
class OrderController {
    private static final String READ = "hasAnyAuthority('DISTRIBUTE','HOSPITAL','INSPECT')";
    private static final String ORDER = "hasAnyAuthority('DISTRIBUTE','HOSPITAL')";
    private static final String DISTRIBUTE = "hasAuthority('DISTRIBUTE')";
    private static final Set<String> DECLINE_REASONS = Set.of("NO_STOCK", "POSTPONED", "MISTAKE");

    private final Orders orders;
    private final Names names;
    private final Stations stations;
    private final Trail trail;
    private final Clock clock;

    OrderController(Orders orders, Names names, Stations stations, Trail trail, Clock clock) {
        this.orders = orders;
        this.names = names;
        this.stations = stations;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize(READ)
    String list(
            @RequestParam(defaultValue = "OWED") String tab,
            @RequestParam(required = false) @Nullable UUID hospital,
            @RequestParam(defaultValue = "") String number,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        String wanted = number.strip();
        if (wanted.matches("[0-9]{1,15}")) {
            var found = orders.findByNumber(actor, Long.parseLong(wanted));
            if (found.isPresent()) {
                return "redirect:/orders/" + found.get();
            }
        }
        HospitalId only = hospital == null ? null : new HospitalId(hospital);
        Pager pager = Pager.of(page);
        model.addAttribute("tab", tab);
        model.addAttribute("number", wanted);
        model.addAttribute("hospital", hospital);
        model.addAttribute("states", OrderState.values());
        model.addAttribute("counts", orders.stateCounts(actor, only));
        model.addAttribute("slice", pager.slice(orders.list(actor, states(tab), only, pager.limit(), pager.offset())));
        names.add(model, actor);
        return "distribution/orders";
    }

    private static List<OrderState> states(String tab) {
        return Arrays.stream(OrderState.values())
                .filter(state ->
                        tab.equals("OWED") ? state.isOwed() : state.name().equals(tab))
                .toList();
    }

    @GetMapping("/new")
    @PreAuthorize(ORDER)
    String form(Actor actor, Model model) {
        LocalDateTime tomorrow = LocalDateTime.ofInstant(
                        clock.instant().plus(Duration.ofDays(1)), stations.zone(actor.station()))
                .truncatedTo(ChronoUnit.HOURS);
        return editor(OrderForm.empty(tomorrow), 0, actor, model);
    }

    @PostMapping
    @PreAuthorize(ORDER)
    ModelAndView place(
            @ModelAttribute("form") OrderForm form,
            @RequestParam(required = false) @Nullable String more,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        if (more != null) {
            return new ModelAndView(editor(form, OrderForm.ROWS, actor, model));
        }
        try {
            OrderId id =
                    orders.place(command, form.order(actor.hospital().orElse(null), stations.zone(actor.station())));
            return Answer.redirect(Verdict.go("distribution.placed"), request, "/orders/" + id);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("distribution.place.refused", refused.reasons()));
            return new ModelAndView(editor(form, 0, actor, model), HttpStatus.CONFLICT);
        }
    }

    private String editor(OrderForm form, int more, Actor actor, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("rows", form.rows(more));
        model.addAttribute("groups", BloodGroup.all());
        model.addAttribute("urgencies", Urgency.values());
        model.addAttribute("own", actor.hospital().map(HospitalId::new).orElse(null));
        names.add(model, actor);
        return "distribution/order-new";
    }

    @GetMapping("/{id}")
    @PreAuthorize(READ)
    String page(@PathVariable UUID id, Actor actor, Model model, HttpServletRequest request) {
        OrderId order = new OrderId(id);
        model.addAttribute("order", orders.get(actor, order));
        model.addAttribute("allocated", orders.allocated(actor, order));
        model.addAttribute("issued", orders.issued(actor, order));
        model.addAttribute("withdrawn", orders.withdrawn(actor, order));
        model.addAttribute("now", clock.instant());
        model.addAttribute("declineReasons", DECLINE_REASONS.stream().sorted().toList());
        model.addAttribute("changes", trail.of(actor.station(), "distribution.orders", id.toString()));
        names.add(model, actor);
        return Answer.isFragment(request) ? "distribution/order :: detail" : "distribution/order";
    }

    @PostMapping("/{id}/allocate")
    @PreAuthorize(DISTRIBUTE)
    ModelAndView allocate(@PathVariable UUID id, Command command, HttpServletRequest request) {
        Allocation done = orders.allocate(command, new OrderId(id));
        int bags = done.added().size();
        Verdict verdict = done.isComplete()
                ? Verdict.go("distribution.allocated", bags).next("distribution.allocated.next")
                : Verdict.await("distribution.allocated.partly", done.missing(), bags);
        return Answer.redirect(verdict, request, "/orders/" + id);
    }

    @PostMapping("/{id}/give-back")
    @PreAuthorize(DISTRIBUTE)
    ModelAndView giveBack(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> bags,
            Command command,
            HttpServletRequest request) {
        orders.release(command, new OrderId(id), bags.stream().map(BagId::new).toList());
        return Answer.redirect(Verdict.go("distribution.given-back", bags.size()), request, "/orders/" + id);
    }

    @PostMapping("/{id}/decline")
    @PreAuthorize(DISTRIBUTE)
    ModelAndView decline(
            @PathVariable UUID id, @RequestParam String reason, Command command, HttpServletRequest request) {
        orders.decline(command, new OrderId(id), DECLINE_REASONS.contains(reason) ? reason : "");
        return Answer.redirect(Verdict.go("distribution.declined"), request, "/orders/" + id);
    }

    /** Everything that is under way arrives at once. */
    @PostMapping("/{id}/receive")
    @PreAuthorize(ORDER)
    ModelAndView receive(@PathVariable UUID id, Command command, Actor actor, HttpServletRequest request) {
        OrderId order = new OrderId(id);
        List<Bag> underWay = orders.issued(actor, order).stream()
                .filter(each -> each.receivedAt() == null && each.fate() == null)
                .map(IssuedBag::bag)
                .toList();
        orders.receive(command, order, underWay.stream().map(Bag::id).toList());
        long recalled = underWay.stream().filter(Bag::isHeld).count();
        Verdict verdict = recalled > 0
                ? Verdict.stop("distribution.received.held", List.of(), underWay.size(), recalled)
                        .next("distribution.receive.held.next")
                : Verdict.go("distribution.received", underWay.size());
        return Answer.redirect(verdict, request, "/orders/" + id);
    }

    /** What goes with the bags, for two signatures. */
    @GetMapping("/{id}/note")
    @PreAuthorize(READ)
    String note(@PathVariable UUID id, Actor actor, Model model) {
        OrderId order = new OrderId(id);
        List<IssuedBag> issued = orders.issued(actor, order);
        model.addAttribute("order", orders.get(actor, order));
        model.addAttribute("issued", issued);
        model.addAttribute("station", stations.getStation(actor.station()));
        names.add(model, actor);
        return "distribution/note";
    }
}
