package org.mailuo.collection.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.collection.aftercare.DueCall;
import org.mailuo.collection.aftercare.Epidemics;
import org.mailuo.collection.aftercare.FollowUp;
import org.mailuo.collection.aftercare.NewWindow;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.ProductCode;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.mailuo.units.CauseId;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The calls that end the waiting time of an epidemic, and the window that begins it. */
@Controller
@RequestMapping("/collection/epidemic")
class EpidemicController {
    private static final int MOST = 200;

    private final Epidemics epidemics;
    private final Donors donors;
    private final Catalogue catalogue;
    private final Stations stations;
    private final AccessLog log;
    private final Clock clock;

    EpidemicController(
            Epidemics epidemics, Donors donors, Catalogue catalogue, Stations stations, AccessLog log, Clock clock) {
        this.epidemics = epidemics;
        this.donors = donors;
        this.catalogue = catalogue;
        this.stations = stations;
        this.log = log;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('REGISTER','QUALITY','INSPECT')")
    String calls(Actor actor, Model model) {
        List<DueCall> due = epidemics.due(actor.station(), clock.instant(), MOST);
        Map<DonorId, Donor> people = donors.list(
                actor.station(), due.stream().map(DueCall::donor).distinct().toList());
        people.keySet().forEach(donor -> log.looked(actor, donor, Access.Page.CALLS));
        model.addAttribute("due", due);
        model.addAttribute("people", people);
        model.addAttribute("particulars", donors.particulars(actor.station(), List.copyOf(people.keySet())));
        model.addAttribute("outcomes", Choice.of(FollowUp.Outcome.class, "collection.follow-up"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), stations.zone(actor.station()));
        model.addAttribute("today", today);
        model.addAttribute("products", catalogue.inForce(today));
        boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
        model.addAttribute(
                "sites",
                stations.listSites(actor.station()).stream()
                        .map(site -> Choice.text(site.id().toString(), site.name(chinese)))
                        .toList());
        return "collection/epidemic";
    }

    @PostMapping("/calls")
    @PreAuthorize("hasAnyAuthority('REGISTER','QUALITY')")
    ModelAndView record(
            @RequestParam UUID window,
            @RequestParam String din,
            @RequestParam FollowUp.Outcome outcome,
            Command command,
            HttpServletRequest request) {
        DonationNumber number = new DonationNumber(din);
        epidemics.record(command, new FollowUp(new CauseId(window), number, outcome));
        return Answer.redirect(
                Verdict.go("collection.follow-up.done." + outcome).about(number.readable(), "/donations/" + number),
                request,
                "/collection/epidemic");
    }

    @PostMapping
    @PreAuthorize("hasAuthority('QUALITY')")
    ModelAndView open(
            @RequestParam LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "14") int days,
            @RequestParam(defaultValue = "") List<String> exempt,
            @RequestParam(defaultValue = "") List<UUID> sites,
            @RequestParam(defaultValue = "") String note,
            Command command,
            HttpServletRequest request) {
        Cause cause = epidemics.open(
                command,
                new NewWindow(
                        from, to, days, exempt.stream().map(ProductCode::of).toList(), sites, note.strip()));
        return Answer.redirect(
                Verdict.go("collection.epidemic.opened", cause.inStation()), request, "/collection/epidemic");
    }
}
