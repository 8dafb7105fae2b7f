package org.mailuo.donors.web;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.Accesses;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.pages.Pager;
import org.mailuo.shared.Actor;
import org.mailuo.station.Staff;
import org.mailuo.station.StaffId;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who looked at this donor, and at whom this member of staff looked. */
@Controller
@RequestMapping("/donors")
@PreAuthorize("hasAnyAuthority('QUALITY','INSPECT','DIRECT')")
class AccessController {
    private static final Duration BACK = Duration.ofDays(365);

    private final Accesses accesses;
    private final AccessLog log;
    private final Donors donors;
    private final Staff people;
    private final Clock clock;

    AccessController(Accesses accesses, AccessLog log, Donors donors, Staff people, Clock clock) {
        this.accesses = accesses;
        this.log = log;
        this.donors = donors;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/{id}/accesses")
    String of(@PathVariable UUID id, @RequestParam(defaultValue = "0") int page, Actor actor, Model model) {
        DonorId donor = new DonorId(id);
        Pager pager = Pager.of(page);
        model.addAttribute("number", donors.get(actor.station(), donor).number());
        show(actor, pager, accesses.of(actor.station(), donor, pager.limit(), pager.offset()), model);
        log.looked(actor, donor, Access.Page.ACCESSES);
        return "donors/accesses";
    }

    @GetMapping("/accesses/{staff}")
    String by(@PathVariable UUID staff, @RequestParam(defaultValue = "0") int page, Actor actor, Model model) {
        String login = people.get(actor.station(), new StaffId(staff)).login();
        Pager pager = Pager.of(page);
        List<Access> found =
                accesses.by(actor.station(), staff, clock.instant().minus(BACK), pager.limit(), pager.offset());
        model.addAttribute("login", login);
        show(actor, pager, found, model);
        return "donors/accesses";
    }

    private void show(Actor actor, Pager pager, List<Access> found, Model model) {
        model.addAttribute("slice", pager.slice(found));
        model.addAttribute(
                "people",
                donors.list(
                        actor.station(),
                        found.stream().map(Access::donor).distinct().toList()));
    }
}
