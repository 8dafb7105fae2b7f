package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Command;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.SetupCode;
import org.mailuo.station.Stations;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Founds the first station of an empty installation, once. */
@Controller
@PreAuthorize("permitAll()")
class SetupController {
    private static final StationId FIRST = new StationId(1);

    private final Stations stations;
    private final SetupCode codes;
    private final Clock clock;

    SetupController(Stations stations, SetupCode codes, Clock clock) {
        this.stations = stations;
        this.codes = codes;
        this.clock = clock;
    }

    @ModelAttribute("zones")
    List<Choice> zones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> zone.startsWith("Asia/") || zone.equals("UTC"))
                .sorted()
                .map(zone -> Choice.text(zone, zone))
                .toList();
    }

    @GetMapping("/setup")
    String form(Model model) {
        if (stations.isFounded()) {
            return "redirect:/sign-in";
        }
        model.addAttribute("form", SetupForm.empty());
        return "station/setup";
    }

    @PostMapping("/setup")
    ModelAndView found(
            @Valid @ModelAttribute("form") SetupForm form, BindingResult errors, HttpServletRequest request) {
        if (stations.isFounded()) {
            return new ModelAndView("redirect:/sign-in");
        }
        check(form, errors);
        if (errors.hasErrors()) {
            return new ModelAndView("station/setup", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            stations.found(Command.of(Actors.system(FIRST), clock.instant()), form.station(), form.administrator());
        } catch (RefusedException refused) {
            return new ModelAndView("station/setup", HttpStatus.CONFLICT)
                    .addObject("verdict", Verdict.stop("station.setup.refused", refused.reasons()));
        }
        return Answer.redirect(Verdict.go("station.setup.done"), request, "/sign-in");
    }

    private void check(SetupForm form, BindingResult errors) {
        if (!errors.hasFieldErrors("code") && !codes.isRight(form.code())) {
            errors.rejectValue("code", "station.setup.code-wrong");
        }
        if (!ZoneId.getAvailableZoneIds().contains(String.valueOf(form.zone()))) {
            errors.rejectValue("zone", "station.setup.zone-unknown");
        }
        if (!Objects.equals(form.password(), form.again())) {
            errors.rejectValue("again", "station.password.differs");
        }
    }
}
