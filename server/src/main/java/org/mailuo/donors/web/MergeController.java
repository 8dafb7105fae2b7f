package org.mailuo.donors.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.Difference;
import org.mailuo.donors.Donor;
import org.mailuo.donors.DonorId;
import org.mailuo.donors.Donors;
import org.mailuo.donors.Merges;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Two records of one person: side by side, then merged; and separated again. */
@Controller
@RequestMapping("/donors/{id}/merges")
@PreAuthorize("hasAuthority('QUALITY')")
class MergeController {
    private final Merges merges;
    private final Donors donors;
    private final AccessLog log;

    MergeController(Merges merges, Donors donors, AccessLog log) {
        this.merges = merges;
        this.donors = donors;
        this.log = log;
    }

    /** @param number of the duplicate, which will point to the donor of the page */
    @PostMapping("/compare")
    String compare(@PathVariable UUID id, @RequestParam long number, Actor actor, Model model) {
        DonorId into = new DonorId(id);
        Donor merged =
                byNumber(actor, number).orElseThrow(() -> new RefusedException(Reason.of("donors.merge-unknown")));
        return compare(actor, merged.id(), into, model);
    }

    private Optional<Donor> byNumber(Actor actor, long number) {
        return donors.search(actor.station(), Long.toString(number), 50).stream()
                .filter(donor -> donor.number() == number)
                .findFirst();
    }

    private String compare(Actor actor, DonorId merged, DonorId into, Model model) {
        List<DonorId> both = List.of(merged, into);
        both.forEach(donor -> log.looked(actor, donor, Access.Page.MERGE));
        model.addAttribute("merged", donors.get(actor.station(), merged));
        model.addAttribute("into", donors.get(actor.station(), into));
        model.addAttribute("particulars", donors.particulars(actor.station(), both));
        model.addAttribute("groups", donors.groupHistory(actor.station(), both));
        model.addAttribute("deferrals", donors.deferrals(actor.station(), both));
        model.addAttribute("differences", merges.differences(actor.station(), merged, into));
        return "donors/merge";
    }

    @PostMapping
    ModelAndView merge(
            @PathVariable UUID id,
            @RequestParam UUID merged,
            @RequestParam String reason,
            @RequestParam(required = false) Set<Difference> confirmed,
            Command command,
            Proof proof,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        DonorId into = new DonorId(id);
        try {
            merges.merge(
                    command,
                    new DonorId(merged),
                    into,
                    reason.strip(),
                    confirmed == null ? EnumSet.noneOf(Difference.class) : confirmed,
                    proof);
            return Answer.redirect(Verdict.go("donors.merge.done"), request, "/donors/" + id);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("donors.merge.refused", refused.reasons()));
            model.addAttribute("reason", reason);
            return new ModelAndView(compare(actor, new DonorId(merged), into, model), model.asMap());
        }
    }

    @PostMapping("/{merge}/undo")
    ModelAndView undo(
            @PathVariable UUID id,
            @PathVariable UUID merge,
            @RequestParam String reason,
            Command command,
            Proof proof,
            HttpServletRequest request) {
        merges.undo(command, merge, reason.strip(), proof);
        return Answer.redirect(Verdict.go("donors.merge.undone"), request, "/donors/" + id);
    }
}
