package org.mailuo.storage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Verdict;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.mailuo.station.Staff;
import org.mailuo.station.StaffView;
import org.mailuo.storage.DiscardReason;
import org.mailuo.storage.NewPlace;
import org.mailuo.storage.Storage;
import org.mailuo.storage.Zone;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The places with what is in them, what expires soon, and what is taken out. */
@Controller
@RequestMapping("/storage")
class StorageController {
    private static final Duration SOON = Duration.ofDays(3);

    private final Storage storage;
    private final Staff staff;
    private final Clock clock;

    StorageController(Storage storage, Staff staff, Clock clock) {
        this.storage = storage;
        this.staff = staff;
        this.clock = clock;
    }

    @GetMapping("/places")
    @PreAuthorize("hasAnyAuthority('STORE','QUALITY','DISTRIBUTE','ADMINISTER','INSPECT')")
    String places(Actor actor, Locale locale, Model model) {
        Instant now = clock.instant();
        model.addAttribute("stock", storage.stock(actor.station(), now));
        model.addAttribute("expiring", storage.expiringWithin(actor.station(), now, SOON, 200));
        model.addAttribute("bands", Choice.of(StorageBand.class, "products.band"));
        model.addAttribute("zones", Choice.of(Zone.class, "storage.zone"));
        model.addAttribute("mayAdd", actor.may(Duty.ADMINISTER));
        model.addAttribute("locale", locale);
        return "storage/places";
    }

    @PostMapping("/places")
    @PreAuthorize("hasAuthority('ADMINISTER')")
    ModelAndView add(
            Command command,
            @RequestParam String code,
            @RequestParam String nameZh,
            @RequestParam String nameEn,
            @RequestParam StorageBand band,
            @RequestParam Zone zone,
            HttpServletRequest request) {
        storage.addPlace(command, new NewPlace(code, nameZh, nameEn, band, zone));
        return Answer.redirect(Verdict.go("storage.places.added", code), request, "/storage/places");
    }

    @GetMapping("/places/{code}")
    @PreAuthorize("hasAnyAuthority('STORE','QUALITY','DISTRIBUTE','ADMINISTER','INSPECT')")
    String place(
            Actor actor,
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int page,
            Locale locale,
            Model model) {
        Pager pager = Pager.of(page);
        model.addAttribute("place", storage.getPlace(actor.station(), code));
        model.addAttribute(
                "slice",
                pager.slice(storage.in(actor.station(), code.toUpperCase(Locale.ROOT), pager.limit(), pager.offset())));
        model.addAttribute("reasons", Choice.of(DiscardReason.class, "storage.discard"));
        model.addAttribute("witnesses", witnesses(actor));
        model.addAttribute("mayDiscard", actor.may(Duty.STORE) || actor.may(Duty.QUALITY));
        model.addAttribute("locale", locale);
        return "storage/place";
    }

    private List<Choice> witnesses(Actor actor) {
        return staff.list(actor.station()).stream()
                .filter(StaffView::active)
                .filter(person -> person.hospitalId() == null)
                .filter(person -> !person.id().value().equals(actor.staffId()))
                .map(person -> Choice.text(person.login(), person.name()))
                .toList();
    }

    @PostMapping("/discard")
    @PreAuthorize("hasAnyAuthority('STORE','QUALITY')")
    ModelAndView discard(
            Command command,
            @RequestParam(defaultValue = "") List<UUID> bags,
            @RequestParam String reason,
            @RequestParam String place,
            Proof witness,
            Actor actor,
            Locale locale,
            Model model,
            HttpServletRequest request) {
        try {
            storage.discard(command, bags.stream().map(BagId::new).toList(), reason, witness);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("storage.discard.refused", refused.reasons()));
            return new ModelAndView(place(actor, place, 0, locale, model), model.asMap(), HttpStatus.CONFLICT);
        }
        String back = storage.findPlace(command.station(), place)
                .map(found -> "/storage/places/" + found.code())
                .orElse("/storage/places");
        return Answer.redirect(Verdict.go("storage.discard.done", bags.size()), request, back);
    }

    @GetMapping("/expired")
    @PreAuthorize("hasAnyAuthority('STORE','QUALITY','INSPECT')")
    String expired(Actor actor, Model model) {
        model.addAttribute("runs", storage.expiryRuns(actor.station(), 50));
        model.addAttribute("waiting", storage.hasExpired(actor.station(), clock.instant()));
        model.addAttribute("mayRun", actor.may(Duty.STORE));
        return "storage/expired";
    }

    @PostMapping("/expired")
    @PreAuthorize("hasAuthority('STORE')")
    ModelAndView expire(Command command, HttpServletRequest request) {
        return Answer.redirect(
                Verdict.go("storage.expired.done", storage.expire(command).size()), request, "/storage/expired");
    }
}
