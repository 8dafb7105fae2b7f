package org.mailuo.release.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.release.BatchResult;
import org.mailuo.release.Proposal;
import org.mailuo.release.Releases;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One list: what may go, what may not and why. One signature for the batch. */
@Controller
class ReleaseController {
    /** More than a day's bags of a large station, and still one answer in well under a second. */
    private static final int LIMIT = 600;

    private final Releases releases;
    private final Clock clock;

    ReleaseController(Releases releases, Clock clock) {
        this.releases = releases;
        this.clock = clock;
    }

    @GetMapping("/release")
    @PreAuthorize("hasAnyAuthority('RELEASE', 'QUALITY', 'INSPECT')")
    String list(@RequestParam(defaultValue = "ready") String tab, Actor actor, Model model) {
        List<Proposal> all = releases.propose(actor, clock.instant(), LIMIT);
        List<Proposal> ready =
                all.stream().filter(proposal -> proposal.decision().isAllowed()).toList();
        List<Proposal> blocked = all.stream()
                .filter(proposal -> !proposal.decision().isAllowed())
                .toList();
        model.addAttribute("tab", tab.equals("blocked") ? "blocked" : "ready");
        model.addAttribute("ready", ready);
        model.addAttribute("blocked", blocked);
        model.addAttribute("causes", causes(blocked));
        model.addAttribute("limit", all.size() == LIMIT ? LIMIT : null);
        return "release/list";
    }

    /** How many bags each reason keeps back, most first: a bag with two reasons is counted under both. */
    private static List<Cause> causes(List<Proposal> blocked) {
        return blocked.stream()
                .flatMap(proposal ->
                        proposal.decision().reasons().stream().map(Reason::code).distinct())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> new Cause(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Cause::bags).reversed().thenComparing(Cause::code))
                .toList();
    }

    record Cause(String code, long bags) {}

    @PostMapping("/release")
    @PreAuthorize("hasAuthority('RELEASE')")
    ModelAndView decide(
            @RequestParam(defaultValue = "") List<UUID> bags,
            Command command,
            Proof proof,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        if (bags.isEmpty()) {
            return Answer.redirect(
                    Verdict.stop("release.list.none-chosen", List.of()).next("release.list.choose"),
                    request,
                    "/release");
        }
        BatchResult result;
        try {
            result = releases.decide(command, bags.stream().map(BagId::new).toList(), proof);
        } catch (RefusedException refused) {
            // The list again with its ticks: a slip in the password costs no second choice.
            model.addAttribute("verdict", Verdict.stop("release.list.refused", refused.reasons()));
            return new ModelAndView(list("ready", actor, model), model.asMap(), HttpStatus.CONFLICT);
        }
        List<Reason> reasons = result.refused().values().stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
        int released = result.released().size();
        if (released == 0) {
            return Answer.redirect(Verdict.stop("release.list.refused", reasons), request, "/release");
        }
        Verdict verdict = reasons.isEmpty()
                ? Verdict.go("release.list.released", released).next("release.list.label-next")
                : Verdict.await(
                        "release.list.partly",
                        reasons,
                        released,
                        result.refused().size());
        return Answer.redirect(verdict, request, "/release");
    }
}
