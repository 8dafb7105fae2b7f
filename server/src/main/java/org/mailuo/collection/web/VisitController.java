package org.mailuo.collection.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.audit.Trail;
import org.mailuo.collection.Donation;
import org.mailuo.collection.DonationKind;
import org.mailuo.collection.Donations;
import org.mailuo.collection.Examination.Rapid;
import org.mailuo.collection.Examination.Sign;
import org.mailuo.collection.Visit;
import org.mailuo.collection.VisitId;
import org.mailuo.collection.Visits;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.Donors;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Stations;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** One visit: the form that it waits for, and what was decided. */
@Controller
@RequestMapping("/collection/visits/{id}")
class VisitController {
    private final Visits visits;
    private final Donations donations;
    private final Donors donors;
    private final Stations stations;
    private final Trail trail;
    private final Words words;
    private final AccessLog log;
    private final Clock clock;

    VisitController(
            Visits visits,
            Donations donations,
            Donors donors,
            Stations stations,
            Trail trail,
            Words words,
            AccessLog log,
            Clock clock) {
        this.log = log;
        this.visits = visits;
        this.donations = donations;
        this.donors = donors;
        this.stations = stations;
        this.trail = trail;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('REGISTER','EXAMINE','COLLECT','QUALITY','REVIEW','RELEASE','INSPECT')")
    String page(@PathVariable UUID id, Actor actor, Model model) {
        Visit visit = visits.get(actor.station(), new VisitId(id));
        model.addAttribute("examination", ExaminationForm.empty());
        model.addAttribute("donation", DonationForm.empty(isApheresis(visit)));
        return page(visit, actor, model);
    }

    private String page(Visit visit, Actor actor, Model model) {
        log.looked(actor, visit.donor(), Access.Page.VISIT);
        model.addAttribute("visit", visit);
        model.addAttribute("donor", donors.get(actor.station(), visit.donor()));
        model.addAttribute("apheresis", isApheresis(visit));
        model.addAttribute("signs", Choice.of(Sign.class, "collection.sign"));
        model.addAttribute("strips", Choice.of(Rapid.class, "collection.rapid"));
        model.addAttribute(
                "anticoagulants",
                (isApheresis(visit) ? List.of("ACD-A") : List.of("CPDA-1", "CPD", "ACD-B"))
                        .stream().map(code -> Choice.text(code, code)).toList());
        // RULE P3: the strip's outcome and what was measured stay with those who examine and judge.
        model.addAttribute("mayKnow", actor.may(Duty.QUALITY) || actor.may(Duty.REVIEW) || actor.may(Duty.INSPECT));
        model.addAttribute(
                "given",
                donations.of(actor.station(), visit.donor()).stream()
                        .filter(donation -> donation.visit().equals(visit.id()))
                        .findFirst()
                        .orElse(null));
        model.addAttribute(
                "changes",
                trail.of(actor.station(), "collection.visits", visit.id().toString()));
        if (!model.containsAttribute("verdict")) {
            verdict(visit).ifPresent(verdict -> model.addAttribute("verdict", verdict));
        }
        return "collection/visit";
    }

    private static boolean isApheresis(Visit visit) {
        return visit.intention().kind() == DonationKind.APHERESIS_PLATELETS;
    }

    private static Optional<Verdict> verdict(Visit visit) {
        return switch (visit.state()) {
            case OPEN -> Optional.empty();
            case ELIGIBLE ->
                Optional.of(Verdict.go("collection.verdict.eligible").next("collection.go.next"));
            case DEFERRED ->
                Optional.of(Verdict.stop("collection.verdict.deferred", visit.reasons())
                        .next("collection.stop.next"));
            case DONATED -> Optional.of(Verdict.go("collection.verdict.donated"));
            case CLOSED -> Optional.of(Verdict.stop("collection.verdict.closed", List.of()));
        };
    }

    @PostMapping("/examination")
    @PreAuthorize("hasAuthority('EXAMINE')")
    ModelAndView examine(
            @PathVariable UUID id,
            @Valid @ModelAttribute("examination") ExaminationForm form,
            BindingResult errors,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        if (!errors.hasErrors()) {
            try {
                Decision decision = visits.examine(command, new VisitId(id), form.examination());
                return new ModelAndView("redirect:/collection/visits/" + id + (decision.isAllowed() ? "#bleed" : ""));
            } catch (RefusedException slip) {
                model.addAttribute("verdict", Verdict.stop("collection.examination.slip", slip.reasons()));
            }
        }
        Visit visit = visits.get(actor.station(), new VisitId(id));
        model.addAttribute("donation", DonationForm.empty(isApheresis(visit)));
        return new ModelAndView(page(visit, actor, model));
    }

    @PostMapping("/donation")
    @PreAuthorize("hasAuthority('COLLECT')")
    ModelAndView donate(
            @PathVariable UUID id,
            @Valid @ModelAttribute("donation") DonationForm form,
            BindingResult errors,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        Visit visit = visits.get(actor.station(), new VisitId(id));
        Optional<DonationNumber> din = number("din", form.din(), errors);
        Optional<DonationNumber> tube = number("tube", form.tube(), errors);
        if (!errors.hasErrors()) {
            ZoneId zone = stations.zone(actor.station());
            LocalDate day = visits.day(actor.station(), clock.instant());
            try {
                Donation donation = donations.donate(
                        command,
                        visit.id(),
                        form.donation(din.orElseThrow(), tube.orElseThrow(), drawn(visit, form), day, zone));
                return Answer.redirect(said(donation), request, "/collection");
            } catch (RefusedException refused) {
                model.addAttribute("verdict", Verdict.stop("collection.donation.refused", refused.reasons()));
            }
        } else {
            // The green answer of the examination must not stand over a number that was misread.
            model.addAttribute("verdict", Verdict.stop("collection.donation.refused", List.of()));
        }
        model.addAttribute("examination", ExaminationForm.empty());
        return new ModelAndView(page(visit, actor, model));
    }

    /** RULE LB2: a number with a wrong check character is never guessed at. */
    private static Optional<DonationNumber> number(String field, String scanned, BindingResult errors) {
        Optional<DonationNumber> number = DonationNumber.parse(scanned);
        if (number.isEmpty() && !errors.hasFieldErrors(field)) {
            errors.rejectValue(field, "collection.form.din.wrong");
        }
        return number;
    }

    private Millilitres drawn(Visit visit, DonationForm form) {
        int amount = Objects.requireNonNull(form.amount());
        return isApheresis(visit) ? Millilitres.of(amount) : donations.volume(visit.visitedOn(), amount);
    }

    private static Verdict said(Donation donation) {
        Verdict verdict = switch (donation.outcome()) {
            case COMPLETE ->
                donation.marks().isEmpty()
                        ? Verdict.go(
                                "collection.donation.complete", donation.drawn().value())
                        : Verdict.await(
                                "collection.donation.marked",
                                donation.marks(),
                                donation.drawn().value());
            case PART ->
                Verdict.await(
                        "collection.donation.part",
                        donation.marks(),
                        donation.drawn().value());
            case FAILED -> Verdict.stop("collection.donation.failed", donation.marks());
        };
        return verdict.about(donation.din().readable(), "/donations/" + donation.din())
                .next("collection.donation.next");
    }

    @PostMapping("/close")
    @PreAuthorize("hasAuthority('REGISTER')")
    ModelAndView close(@PathVariable UUID id, Command command, HttpServletRequest request) {
        visits.close(command, new VisitId(id), words.say("collection.close.withdrew"));
        return Answer.redirect(Verdict.go("collection.close.done"), request, "/collection");
    }
}
