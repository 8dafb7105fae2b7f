package org.mailuo.hospitals.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.LocalDate;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.hospitals.HospitalId;
import org.mailuo.hospitals.Hospitals;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Times;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.RefusedException;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Which hospitals the station supplies, and until when. */
@Controller
@RequestMapping("/hospitals")
class HospitalController {
    private static final String READ = "hasAnyAuthority('ADMINISTER','DISTRIBUTE','INSPECT')";
    private static final String ADMINISTER = "hasAuthority('ADMINISTER')";

    private final Hospitals hospitals;
    private final Trail trail;
    private final Times times;

    HospitalController(Hospitals hospitals, Trail trail, Times times) {
        this.hospitals = hospitals;
        this.trail = trail;
        this.times = times;
    }

    @ModelAttribute("today")
    LocalDate today() {
        return times.today();
    }

    @GetMapping
    @PreAuthorize(READ)
    String list(Actor actor, Model model) {
        model.addAttribute("hospitals", hospitals.list(actor.station()));
        return "hospitals/list";
    }

    @GetMapping("/new")
    @PreAuthorize(ADMINISTER)
    String form(Model model) {
        model.addAttribute("form", HospitalForm.empty());
        return "hospitals/new";
    }

    @PostMapping
    @PreAuthorize(ADMINISTER)
    ModelAndView add(
            @Valid @ModelAttribute("form") HospitalForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request) {
        if (errors.hasErrors()) {
            return new ModelAndView("hospitals/new", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            HospitalId id = hospitals.add(command, form.hospital());
            return Answer.redirect(Verdict.go("hospitals.added"), request, "/hospitals/" + id);
        } catch (RefusedException refused) {
            return new ModelAndView("hospitals/new", HttpStatus.CONFLICT)
                    .addObject("verdict", Verdict.stop("hospitals.refused", refused.reasons()));
        }
    }

    @GetMapping("/{id}")
    @PreAuthorize(READ)
    String page(@PathVariable UUID id, Actor actor, Model model) {
        model.addAttribute("hospital", hospitals.get(actor.station(), new HospitalId(id)));
        model.addAttribute("changes", trail.of(actor.station(), "hospitals.hospitals", id.toString()));
        return "hospitals/hospital";
    }

    @PostMapping("/{id}/contract")
    @PreAuthorize(ADMINISTER)
    ModelAndView extend(
            @PathVariable UUID id,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate until,
            Command command,
            HttpServletRequest request) {
        hospitals.extendContract(command, new HospitalId(id), until);
        return Answer.redirect(Verdict.go("hospitals.extended", until), request, "/hospitals/" + id);
    }
}
