package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.audit.Trail;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Times;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.NewStaff;
import org.mailuo.station.SecondFactors;
import org.mailuo.station.SignInGuard;
import org.mailuo.station.Staff;
import org.mailuo.station.StaffId;
import org.mailuo.station.StaffView;
import org.mailuo.station.Training;
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

/** The people of the station and what each may do. */
@Controller
@RequestMapping("/station/staff")
class StaffController {
    private static final String ADMINISTER = "hasAuthority('ADMINISTER')";
    private static final String READ = "hasAnyAuthority('ADMINISTER','INSPECT')";

    private static final int DOOR_LINES = 20;

    private final Staff staff;
    private final SecondFactors factors;
    private final SignInGuard guard;
    private final Trail trail;
    private final Times times;
    private final Clock clock;

    StaffController(Staff staff, SecondFactors factors, SignInGuard guard, Trail trail, Times times, Clock clock) {
        this.staff = staff;
        this.factors = factors;
        this.guard = guard;
        this.trail = trail;
        this.times = times;
        this.clock = clock;
    }

    /** Duties of the station's own people; the portal's duty comes with a hospital. */
    @ModelAttribute("duties")
    List<Choice> duties() {
        return Arrays.stream(Duty.values())
                .filter(duty -> duty != Duty.HOSPITAL)
                .map(duty -> Choice.key(duty.name(), "duty." + duty.name()))
                .toList();
    }

    @ModelAttribute("today")
    LocalDate today() {
        return times.today();
    }

    @GetMapping
    @PreAuthorize(READ)
    String list(Actor actor, @RequestParam(defaultValue = "") String show, Model model) {
        List<StaffView> all = staff.list(actor.station());
        List<StaffView> unused =
                all.stream().filter(one -> one.isUnused(clock.instant())).toList();
        List<StaffView> ending =
                all.stream().filter(one -> !one.ending(times.today()).isEmpty()).toList();
        model.addAttribute("show", show);
        model.addAttribute("unused", unused.size());
        model.addAttribute("ending", ending.size());
        model.addAttribute(
                "people",
                switch (show) {
                    case "unused" -> unused;
                    case "ending" -> ending;
                    default -> all;
                });
        return "station/staff";
    }

    @GetMapping("/new")
    @PreAuthorize(ADMINISTER)
    String form(Model model) {
        model.addAttribute("form", StaffForm.empty(times.today()));
        return "station/staff-new";
    }

    @PostMapping
    @PreAuthorize(ADMINISTER)
    ModelAndView enlist(@Valid @ModelAttribute("form") StaffForm form, BindingResult errors, Command command) {
        if (errors.hasErrors()) {
            return new ModelAndView("station/staff-new", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            NewStaff person = form.person();
            StaffId id = staff.enlist(command, person, form.duties(), form.training());
            return once(command.actor(), id, person.password());
        } catch (RefusedException refused) {
            return new ModelAndView("station/staff-new", HttpStatus.CONFLICT)
                    .addObject("verdict", Verdict.stop("station.staff.refused", refused.reasons()));
        }
    }

    @GetMapping("/{id}")
    @PreAuthorize(READ)
    String person(@PathVariable UUID id, Actor actor, Model model) {
        show(actor, id, model);
        model.addAttribute("form", AuthorisationForm.empty(times.today()));
        model.addAttribute("course", TrainingForm.empty(times.today()));
        return "station/person";
    }

    private void show(Actor actor, UUID id, Model model) {
        StaffId person = new StaffId(id);
        List<Training> trainings = staff.trainings(actor.station(), person);
        model.addAttribute("person", staff.get(actor.station(), person));
        model.addAttribute("trainings", trainings);
        model.addAttribute("factor", factors.of(actor.station(), person).orElse(null));
        model.addAttribute("lines", guard.lines(actor.station(), person, DOOR_LINES));
        model.addAttribute(
                "courses",
                trainings.stream()
                        .filter(training -> !training.until().isBefore(times.today()))
                        .map(training ->
                                Choice.text(training.id().toString(), training.subject() + " · " + training.until()))
                        .toList());
        model.addAttribute("changes", trail.of(actor.station(), "station.staff", id.toString()));
    }

    @PostMapping("/{id}/trainings")
    @PreAuthorize(ADMINISTER)
    ModelAndView train(
            @PathVariable UUID id,
            @Valid @ModelAttribute("course") TrainingForm course,
            BindingResult errors,
            Command command,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        if (errors.hasErrors()) {
            show(actor, id, model);
            model.addAttribute("form", AuthorisationForm.empty(times.today()));
            return new ModelAndView("station/person", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        staff.train(command, new StaffId(id), course.training());
        return Answer.redirect(Verdict.go("station.staff.trained"), request, "/station/staff/" + id);
    }

    @PostMapping("/{id}/authorisations")
    @PreAuthorize(ADMINISTER)
    ModelAndView authorise(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") AuthorisationForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request,
            Actor actor,
            Model model) {
        if (errors.hasErrors()) {
            show(actor, id, model);
            model.addAttribute("course", TrainingForm.empty(times.today()));
            return new ModelAndView("station/person", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        staff.authorise(
                command,
                new StaffId(id),
                form.duties(),
                given(form.from()),
                given(form.until()),
                given(form.training()));
        return Answer.redirect(Verdict.go("station.staff.authorised"), request, "/station/staff/" + id);
    }

    @PostMapping("/{id}/withdraw")
    @PreAuthorize(ADMINISTER)
    ModelAndView withdraw(
            @PathVariable UUID id, @RequestParam UUID authorisation, Command command, HttpServletRequest request) {
        staff.withdraw(command, authorisation, times.today());
        return Answer.redirect(Verdict.go("station.staff.withdrawn"), request, "/station/staff/" + id);
    }

    @PostMapping("/{id}/password")
    @PreAuthorize(ADMINISTER)
    ModelAndView resetPassword(@PathVariable UUID id, Command command) {
        StaffId person = new StaffId(id);
        return once(command.actor(), person, staff.resetPassword(command, person));
    }

    /** Shown in this answer alone and kept nowhere: no page can be opened that shows it again. */
    private ModelAndView once(Actor actor, StaffId id, String password) {
        StaffView person = staff.get(actor.station(), id);
        return new ModelAndView("station/password-once")
                .addObject("id", id)
                .addObject("name", person.name())
                .addObject("login", person.login())
                .addObject("password", password);
    }

    @PostMapping("/{id}/second-factor/end")
    @PreAuthorize(ADMINISTER)
    ModelAndView endFactor(@PathVariable UUID id, Command command, HttpServletRequest request) {
        factors.end(command, new StaffId(id));
        return Answer.redirect(Verdict.go("station.factor.ended"), request, "/station/staff/" + id);
    }

    @PostMapping("/{id}/active")
    @PreAuthorize(ADMINISTER)
    ModelAndView setActive(
            @PathVariable UUID id, @RequestParam boolean active, Command command, HttpServletRequest request) {
        staff.setActive(command, new StaffId(id), active);
        return Answer.redirect(
                Verdict.go(active ? "station.staff.reopened" : "station.staff.closed"),
                request,
                "/station/staff/" + id);
    }

    private static <T> T given(@Nullable T checked) {
        return Objects.requireNonNull(checked);
    }
}
