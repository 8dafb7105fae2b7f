package org.mailuo.donors.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.CardText;
import org.mailuo.donors.DeferralTerms;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.DonorSection;
import org.mailuo.donors.Donors;
import org.mailuo.donors.Merges;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.station.Proof;
import org.mailuo.station.Stations;
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

/** Search, registration and the page of a donor. */
@Controller
@RequestMapping("/donors")
class DonorsController {
    private static final String READERS =
            "hasAnyAuthority('REGISTER','EXAMINE','COLLECT','REVIEW','RELEASE','QUALITY','INSPECT')";
    /** Who writes to donors or keeps their record right; all others see the last four characters. */
    private static final Set<Duty> NEED_PARTICULARS = EnumSet.of(Duty.REGISTER, Duty.QUALITY);

    private static final int MOST = 50;

    private final Donors donors;
    private final DeferralTerms terms;
    private final Merges merges;
    private final AccessLog log;
    private final Stations stations;
    private final Trail trail;
    private final List<DonorSection> sections;
    private final Words words;
    private final Clock clock;

    DonorsController(
            Donors donors,
            DeferralTerms terms,
            Merges merges,
            AccessLog log,
            Stations stations,
            Trail trail,
            List<DonorSection> sections,
            Words words,
            Clock clock) {
        this.donors = donors;
        this.terms = terms;
        this.merges = merges;
        this.log = log;
        this.stations = stations;
        this.trail = trail;
        this.sections = sections.stream()
                .sorted(Comparator.comparingInt(DonorSection::order))
                .toList();
        this.words = words;
        this.clock = clock;
    }

    @GetMapping({"", "/search"})
    @PreAuthorize(READERS)
    String search(Actor actor, Model model) {
        return found(actor, "", model);
    }

    /** By POST, so that neither a name nor a number stands in an address, a history or a log. */
    @PostMapping("/search")
    @PreAuthorize(READERS)
    String search(@RequestParam String q, Actor actor, Model model, HttpServletRequest request) {
        String page = found(actor, q, model);
        return Answer.isFragment(request) ? page + " :: results" : page;
    }

    private String found(Actor actor, String asked, Model model) {
        List<Donor> found = donors.search(actor.station(), asked, MOST);
        model.addAttribute("q", asked);
        model.addAttribute("found", found);
        model.addAttribute(
                "particulars",
                donors.particulars(
                        actor.station(), found.stream().map(Donor::id).toList()));
        return "donors/search";
    }

    @GetMapping("/new")
    @PreAuthorize("hasAuthority('REGISTER')")
    String form(Model model) {
        return form(model, DonorForm.empty());
    }

    private static String form(Model model, DonorForm form) {
        model.addAttribute("form", form);
        return choices(model);
    }

    private static String choices(Model model) {
        model.addAttribute("kinds", Choice.of(IdentityDocument.Kind.class, "donors.document"));
        model.addAttribute("sexes", Choice.of(Sex.class, "donors.sex"));
        return "donors/new";
    }

    /** What the card reader typed: to the donor who is known, else into the form. */
    @PostMapping("/card")
    @PreAuthorize("hasAuthority('REGISTER')")
    String card(@RequestParam String card, Actor actor, Model model) {
        Optional<CardText> read = CardText.read(card);
        Optional<Donor> known = read.flatMap(text -> donors.findByDocument(actor.station(), text.document()));
        if (known.isPresent()) {
            return "redirect:/donors/" + known.get().id();
        }
        if (read.isEmpty()) {
            model.addAttribute("verdict", Verdict.stop("donors.card.unread", List.of(Reason.of("donors.card-unread"))));
        }
        return form(model, read.map(DonorForm::of).orElseGet(DonorForm::empty));
    }

    @PostMapping
    @PreAuthorize("hasAuthority('REGISTER')")
    ModelAndView register(
            @Valid @ModelAttribute("form") DonorForm form,
            BindingResult errors,
            Command command,
            Model model,
            HttpServletRequest request) {
        if (!errors.hasErrors() && form.document().isEmpty()) {
            errors.rejectValue("number", "donors.form.number.wrong");
        }
        if (errors.hasErrors()) {
            return new ModelAndView(choices(model));
        }
        try {
            DonorId id = donors.register(command, form.donor(form.document().orElseThrow()));
            return Answer.redirect(Verdict.go("donors.register.done"), request, "/donors/" + id);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("donors.register.refused", refused.reasons()));
            return new ModelAndView(choices(model));
        }
    }

    /** How somebody is reached, put right; the reason goes to the trail and so names no number. */
    @PostMapping("/{id}/contact")
    @PreAuthorize("hasAuthority('REGISTER')")
    ModelAndView correct(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String address,
            @RequestParam String reason,
            Command command,
            HttpServletRequest request) {
        donors.correct(command, new DonorId(id), phone, address, reason.strip());
        return Answer.redirect(Verdict.go("donors.correct.done"), request, "/donors/" + id);
    }

    @GetMapping("/{id}")
    @PreAuthorize(READERS)
    String donor(@PathVariable UUID id, Actor actor, Model model) {
        log.looked(actor, new DonorId(id), Access.Page.DONOR);
        model.addAttribute("form", DeferralForm.empty());
        return donor(new DonorId(id), actor, model);
    }

    private String donor(DonorId id, Actor actor, Model model) {
        model.addAttribute("donor", donors.get(actor.station(), id));
        model.addAttribute("particulars", donors.particulars(actor.station(), id));
        model.addAttribute("open", NEED_PARTICULARS.stream().anyMatch(actor::may));
        model.addAttribute(
                "deferrals", DeferralLine.of(donors.deferralHistory(actor.station(), id), actor, today(actor)));
        model.addAttribute("groups", donors.groupRecords(actor.station(), id));
        model.addAttribute("merges", merges.of(actor.station(), id));
        model.addAttribute("terms", DeferralForm.choices(terms.inForce(actor.station(), today(actor)), words));
        model.addAttribute(
                "parts",
                sections.stream()
                        .map(section -> new Part(section.template(), section.data(actor, id)))
                        .toList());
        model.addAttribute("changes", trail.of(actor.station(), "donors.donors", id.toString()));
        return "donors/donor";
    }

    /** A section of another module with its data. */
    record Part(String template, Object data) {}

    @PostMapping("/{id}/deferrals")
    @PreAuthorize("hasAnyAuthority('EXAMINE','QUALITY')")
    ModelAndView defer(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") DeferralForm form,
            BindingResult errors,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        DonorId donor = new DonorId(id);
        if (errors.hasErrors()) {
            return new ModelAndView(donor(donor, actor, model));
        }
        try {
            terms.defer(command, donor, form.code(), form.since(), form.until());
            return Answer.redirect(Verdict.go("donors.defer.done"), request, "/donors/" + id);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("donors.defer.refused", refused.reasons()));
            return new ModelAndView(donor(donor, actor, model), HttpStatus.CONFLICT);
        }
    }

    @PostMapping("/{id}/deferrals/{deferral}/lift")
    @PreAuthorize("hasAuthority('QUALITY')")
    ModelAndView lift(
            @PathVariable UUID id,
            @PathVariable UUID deferral,
            @RequestParam String reason,
            Command command,
            Proof proof,
            HttpServletRequest request) {
        donors.lift(command, deferral, reason, proof);
        return Answer.redirect(Verdict.go("donors.lift.done"), request, "/donors/" + id);
    }

    private LocalDate today(Actor actor) {
        return clock.instant().atZone(stations.zone(actor.station())).toLocalDate();
    }
}
