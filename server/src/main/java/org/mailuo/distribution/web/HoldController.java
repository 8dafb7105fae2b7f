package org.mailuo.distribution.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseId;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.HoldReason;
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

/** What holds blood: the register of causes, and the case of each with its bags inside and outside the station. */
@Controller
@RequestMapping("/holds")
class HoldController {
    private static final String READ = "hasAnyAuthority('QUALITY','RELEASE','DISTRIBUTE','DIRECT','INSPECT')";
    private static final String QUALITY = "hasAuthority('QUALITY')";
    private static final int MOST = 5000;

    private final Causes causes;
    private final Recalls recalls;
    private final Stations stations;
    private final Names names;
    private final Trail trail;

    HoldController(Causes causes, Recalls recalls, Stations stations, Names names, Trail trail) {
        this.causes = causes;
        this.recalls = recalls;
        this.stations = stations;
        this.names = names;
        this.trail = trail;
    }

    @GetMapping
    @PreAuthorize(READ)
    String list(
            @RequestParam(defaultValue = "false") boolean closed,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        Pager pager = Pager.of(page);
        model.addAttribute("slice", pager.slice(causes.list(actor.station(), !closed, pager.limit(), pager.offset())));
        model.addAttribute("closed", closed);
        sight(actor, model);
        return "distribution/holds";
    }

    @GetMapping("/new")
    @PreAuthorize(QUALITY)
    String form(
            @RequestParam(defaultValue = "QUALITY") HoldReason reason,
            @RequestParam(defaultValue = "DONATION") CauseScope scope,
            @RequestParam(defaultValue = "") String subject,
            Model model) {
        return form(HoldForm.empty(reason, scope, subject), model);
    }

    private static String form(HoldForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "reasons",
                List.of(
                        Choice.key("QUALITY", "distribution.holds.kind.QUALITY"),
                        Choice.key("RECALL", "distribution.holds.kind.RECALL")));
        model.addAttribute(
                "scopes",
                HoldForm.SCOPES.stream()
                        .map(scope -> Choice.key(scope.name(), "units.scope." + scope))
                        .toList());
        model.addAttribute(
                "codes",
                HoldForm.CODES.stream()
                        .map(code -> Choice.key(code, "units.cause." + code))
                        .toList());
        return "distribution/hold-new";
    }

    @PostMapping
    @PreAuthorize(QUALITY)
    ModelAndView open(
            @Valid @ModelAttribute("form") HoldForm form, Command command, Model model, HttpServletRequest request) {
        try {
            Cause cause = recalls.open(command, form.cause(stations.zone(command.station())));
            return Answer.redirect(opened(cause), request, "/holds/" + cause.id());
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("distribution.holds.refused", refused.reasons()));
            return new ModelAndView(form(form, model), HttpStatus.CONFLICT);
        }
    }

    private static Verdict opened(Cause cause) {
        if (cause.outside() > 0) {
            return Verdict.stop("distribution.holds.opened-outside", List.of(), cause.inStation(), cause.outside())
                    .next("distribution.holds.opened-outside.next");
        }
        return cause.bags() == 0
                ? Verdict.await("distribution.holds.opened-none", List.of()).next("distribution.holds.opened-none.next")
                : Verdict.go("distribution.holds.opened", cause.inStation());
    }

    @GetMapping("/{id}")
    @PreAuthorize(READ)
    String page(@PathVariable UUID id, Actor actor, Model model) {
        CauseId cause = new CauseId(id);
        model.addAttribute("cause", causes.get(actor.station(), cause));
        model.addAttribute("holds", causes.holds(actor.station(), cause, MOST, 0));
        model.addAttribute("lines", recalls.lines(actor, cause));
        model.addAttribute("changes", trail.of(actor.station(), "units.causes", id.toString()));
        sight(actor, model);
        names.add(model, actor);
        return "distribution/hold";
    }

    /** RULE P3: what a donor reported, and who he is, is for those who decide on it. */
    private static void sight(Actor actor, Model model) {
        model.addAttribute("seesDonors", actor.may(Duty.QUALITY) || actor.may(Duty.INSPECT));
        model.addAttribute("mayDecide", actor.may(Duty.QUALITY));
    }

    @PostMapping("/{id}/lift")
    @PreAuthorize(QUALITY)
    ModelAndView lift(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> bags,
            @RequestParam String why,
            Command command,
            Proof proof,
            HttpServletRequest request) {
        causes.lift(command, new CauseId(id), ids(bags), why.strip(), proof);
        return Answer.redirect(Verdict.go("distribution.holds.lifted", bags.size()), request, "/holds/" + id);
    }

    @PostMapping("/{id}/confirm")
    @PreAuthorize("hasAnyAuthority('QUALITY','DISTRIBUTE')")
    ModelAndView confirm(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") List<UUID> bags,
            Command command,
            HttpServletRequest request) {
        recalls.confirm(command, new CauseId(id), ids(bags));
        return Answer.redirect(Verdict.go("distribution.recall.confirmed", bags.size()), request, "/holds/" + id);
    }

    @PostMapping("/{id}/settle")
    @PreAuthorize(QUALITY)
    ModelAndView settle(
            @PathVariable UUID id,
            @RequestParam UUID bag,
            @RequestParam String settlement,
            Command command,
            HttpServletRequest request) {
        recalls.settle(command, new CauseId(id), new BagId(bag), settlement.strip());
        return Answer.redirect(Verdict.go("distribution.recall.settled"), request, "/holds/" + id);
    }

    @PostMapping("/{id}/close")
    @PreAuthorize(QUALITY)
    ModelAndView close(
            @PathVariable UUID id, @RequestParam String why, Command command, Proof proof, HttpServletRequest request) {
        recalls.close(command, new CauseId(id), why.strip(), proof);
        return Answer.redirect(Verdict.go("distribution.holds.closed"), request, "/holds/" + id);
    }

    private static List<BagId> ids(@Nullable List<UUID> bags) {
        return bags == null ? List.of() : bags.stream().map(BagId::new).toList();
    }
}
