package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import org.mailuo.audit.Trail;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.SiteKind;
import org.mailuo.station.StationView;
import org.mailuo.station.Stations;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The data of the station and the places where it works. */
@Controller
@RequestMapping("/station")
class StationController {
    private static final String READ = "hasAnyAuthority('ADMINISTER','INSPECT')";

    private final Stations stations;
    private final Trail trail;

    StationController(Stations stations, Trail trail) {
        this.stations = stations;
        this.trail = trail;
    }

    @ModelAttribute("kinds")
    List<Choice> kinds() {
        return Choice.of(SiteKind.class, "station.site");
    }

    @GetMapping
    @PreAuthorize(READ)
    String station(Actor actor, Model model) {
        StationView station = stations.getStation(actor.station());
        show(station, actor, model);
        model.addAttribute("form", StationForm.of(station));
        return "station/station";
    }

    private void show(StationView station, Actor actor, Model model) {
        model.addAttribute("station", station);
        model.addAttribute("duties", Choice.of(Duty.class, "duty"));
        model.addAttribute(
                "changes",
                trail.of(
                        actor.station(),
                        "station.stations",
                        Integer.toString(actor.station().value())));
    }

    @PostMapping
    @PreAuthorize("hasAuthority('ADMINISTER')")
    ModelAndView change(
            @Valid @ModelAttribute("form") StationForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request,
            Model model) {
        if (errors.hasErrors()) {
            show(stations.getStation(command.station()), command.actor(), model);
            return new ModelAndView("station/station", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            stations.change(command, form.change());
        } catch (RefusedException refused) {
            show(stations.getStation(command.station()), command.actor(), model);
            return new ModelAndView("station/station", HttpStatus.CONFLICT)
                    .addObject("verdict", Verdict.stop("station.change.refused", refused.reasons()));
        }
        return Answer.redirect(Verdict.go("station.change.done"), request, "/station");
    }

    @GetMapping("/sites")
    @PreAuthorize(READ)
    String sites(Actor actor, Model model) {
        model.addAttribute("form", SiteForm.empty());
        model.addAttribute("sites", stations.listSites(actor.station()));
        return "station/sites";
    }

    @PostMapping("/sites")
    @PreAuthorize("hasAuthority('ADMINISTER')")
    ModelAndView open(
            @Valid @ModelAttribute("form") SiteForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request) {
        ModelAndView again = new ModelAndView("station/sites", HttpStatus.UNPROCESSABLE_CONTENT)
                .addObject("sites", stations.listSites(command.station()));
        if (errors.hasErrors()) {
            return again;
        }
        try {
            stations.openSite(command, form.site());
        } catch (RefusedException refused) {
            return again.addObject("verdict", Verdict.stop("station.sites.refused", refused.reasons()));
        }
        return Answer.redirect(Verdict.go("station.sites.opened", form.nameZh()), request, "/station/sites");
    }
}
