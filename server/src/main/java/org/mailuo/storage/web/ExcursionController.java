package org.mailuo.storage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.station.Stations;
import org.mailuo.storage.Excursions;
import org.mailuo.storage.NewExcursion;
import org.mailuo.storage.Storage;
import org.mailuo.units.Cause;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The thermometer shows what it should not: what was in the place is held before anybody looks for the cause. */
@Controller
@RequestMapping("/storage/excursions")
@PreAuthorize("hasAnyAuthority('STORE','QUALITY')")
class ExcursionController {
    private final Excursions excursions;
    private final Storage storage;
    private final Stations stations;
    private final Clock clock;

    ExcursionController(Excursions excursions, Storage storage, Stations stations, Clock clock) {
        this.excursions = excursions;
        this.storage = storage;
        this.stations = stations;
        this.clock = clock;
    }

    @GetMapping("/new")
    String form(@RequestParam(defaultValue = "") String place, Actor actor, Locale locale, Model model) {
        model.addAttribute("place", place);
        model.addAttribute("places", storage.places(actor.station()));
        model.addAttribute(
                "now",
                LocalDateTime.ofInstant(clock.instant(), stations.zone(actor.station()))
                        .truncatedTo(ChronoUnit.MINUTES));
        model.addAttribute("locale", locale);
        return "storage/excursion";
    }

    @PostMapping
    ModelAndView record(
            @RequestParam String place,
            @RequestParam @DateTimeFormat(iso = ISO.DATE_TIME) LocalDateTime from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE_TIME) @Nullable LocalDateTime until,
            @RequestParam BigDecimal lowest,
            @RequestParam BigDecimal highest,
            @RequestParam(defaultValue = "") String note,
            Command command,
            Actor actor,
            HttpServletRequest request) {
        ZoneId zone = stations.zone(actor.station());
        Cause cause = excursions.record(
                command,
                new NewExcursion(
                        place,
                        from.atZone(zone).toInstant(),
                        until == null ? null : until.atZone(zone).toInstant(),
                        lowest,
                        highest,
                        note.strip()));
        Verdict verdict = cause.outside() > 0
                ? Verdict.stop("storage.excursion.outside", List.of(), cause.inStation(), cause.outside())
                : Verdict.go("storage.excursion.done", cause.inStation());
        return Answer.redirect(
                verdict.next("storage.excursion.next"),
                request,
                "/storage/places/" + storage.getPlace(actor.station(), place).code());
    }
}
