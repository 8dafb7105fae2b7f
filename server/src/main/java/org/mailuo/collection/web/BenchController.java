package org.mailuo.collection.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.collection.Intention;
import org.mailuo.collection.Visit;
import org.mailuo.collection.VisitId;
import org.mailuo.collection.Visits;
import org.mailuo.donors.CardText;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.IdentityDocument.Kind;
import org.mailuo.shared.Reason;
import org.mailuo.station.Stations;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Check-in: an identity card or a donor number opens the visit; below it, who is here today. */
@Controller
@RequestMapping("/collection")
class BenchController {
    private static final String SITE = "collection.site";
    private static final int MOST = 200;

    private final Visits visits;
    private final Donors donors;
    private final Stations stations;
    private final Words words;
    private final Clock clock;

    BenchController(Visits visits, Donors donors, Stations stations, Words words, Clock clock) {
        this.visits = visits;
        this.donors = donors;
        this.stations = stations;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('REGISTER','EXAMINE','COLLECT','INSPECT')")
    String bench(Actor actor, Model model, HttpSession session) {
        LocalDate today = visits.day(actor.station(), clock.instant());
        List<Visit> list = visits.on(actor.station(), today, MOST);
        Map<DonorId, Donor> people = donors.list(
                actor.station(), list.stream().map(Visit::donor).distinct().toList());
        model.addAttribute(
                "rows",
                list.stream()
                        .flatMap(visit ->
                                Optional.ofNullable(people.get(visit.donor()))
                                        .map(donor -> new Row(visit, donor))
                                        .stream())
                        .toList());
        boolean chinese = LocaleContextHolder.getLocale().getLanguage().equals("zh");
        model.addAttribute(
                "sites",
                stations.listSites(actor.station()).stream()
                        .map(site -> Choice.text(site.id().toString(), site.name(chinese)))
                        .toList());
        model.addAttribute(
                "site",
                Optional.ofNullable(session.getAttribute(SITE))
                        .map(Object::toString)
                        .orElse(""));
        model.addAttribute("intentions", Choice.of(Wanted.class, "collection.intention"));
        return "collection/bench";
    }

    @PostMapping("/check-in")
    @PreAuthorize("hasAuthority('REGISTER')")
    ModelAndView checkIn(
            @RequestParam String scan,
            @RequestParam UUID site,
            @RequestParam Wanted intention,
            Command command,
            Actor actor,
            HttpSession session,
            HttpServletRequest request) {
        session.setAttribute(SITE, site.toString());
        return Answer.of(
                find(actor, scan)
                        .map(donor -> checkIn(command, donor, site, intention.intention()))
                        .orElseGet(() -> Verdict.stop(
                                        "collection.check-in.unknown", List.of(Reason.of("collection.unknown-donor")))
                                .about(words.say("donors.nav.new"), "/donors/new")
                                .next("collection.check-in.register")),
                request,
                "/collection");
    }

    private Optional<Donor> find(Actor actor, String scan) {
        Optional<IdentityDocument> document =
                CardText.read(scan).map(CardText::document).or(() -> IdentityDocument.find(Kind.PASSPORT, scan));
        return document.flatMap(paper -> donors.findByDocument(actor.station(), paper))
                .or(() ->
                        // A donor number: only the one donor who has exactly this, never a name by chance.
                        donors.search(actor.station(), scan, 50).stream()
                                .filter(donor -> Long.toString(donor.number()).equals(scan.strip()))
                                .findFirst());
    }

    private Verdict checkIn(Command command, Donor donor, UUID site, Intention intention) {
        Optional<Visit> waiting = visits.of(command.station(), donor.id()).stream()
                .filter(Visit::isWaiting)
                .findFirst();
        if (waiting.isPresent()) {
            return Verdict.await("collection.check-in.waiting", List.of(Reason.of("collection.visit-open")))
                    .about(donor.name(), "/collection/visits/" + waiting.get().id())
                    .next("collection.check-in.continue");
        }
        VisitId id = visits.open(command, donor.id(), site, intention);
        Visit visit = visits.get(command.station(), id);
        return visit.state() == Visit.State.DEFERRED
                ? Verdict.stop("collection.check-in.stopped", visit.reasons())
                        .about(donor.name(), "/collection/visits/" + id)
                        .next("collection.stop.next")
                : Verdict.go("collection.check-in.done")
                        .about(donor.name(), "/collection/visits/" + id)
                        .next("collection.check-in.examine");
    }
}
