package org.mailuo.trace.web;

import org.mailuo.pages.Times;
import org.mailuo.shared.Actor;
import org.mailuo.trace.Finding;
import org.mailuo.trace.Trace;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search of every page. */
@Controller
@PreAuthorize("isAuthenticated()")
class FindController {
    private final Trace trace;
    private final Times times;

    FindController(Trace trace, Times times) {
        this.trace = trace;
        this.times = times;
    }

    /** An address may name blood, never a person: names, phones and documents come by POST only. */
    @GetMapping("/find")
    String find(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        return search(Addresses.isBlood(q) ? q : "", actor, model);
    }

    @PostMapping("/find")
    String search(@RequestParam(defaultValue = "") String q, Actor actor, Model model) {
        Finding finding = trace.find(actor, q, times.today());
        if (finding.isUnique()) {
            return "redirect:" + finding.hits().getFirst().href();
        }
        model.addAttribute("finding", finding);
        return "trace/find";
    }
}
