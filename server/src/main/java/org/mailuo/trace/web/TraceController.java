package org.mailuo.trace.web;

import java.util.Locale;
import java.util.Optional;
import org.mailuo.pages.Times;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.trace.Finding;
import org.mailuo.trace.Sight;
import org.mailuo.trace.Start;
import org.mailuo.trace.Trace;
import org.mailuo.trace.TraceTree;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The trace: one scan field, and the tree of what was scanned. */
@Controller
@PreAuthorize(Readers.STATION)
class TraceController {
    private final Trace trace;
    private final TraceViews views;
    private final Times times;

    TraceController(Trace trace, TraceViews views, Times times) {
        this.trace = trace;
        this.views = views;
        this.times = times;
    }

    @GetMapping("/trace")
    String page(@RequestParam(defaultValue = "") String from, Actor actor, Locale locale, Model model) {
        return follow(Addresses.isBlood(from) ? from : "", actor, locale, model);
    }

    /** What was typed may name a person, so it comes by POST; a number of blood then gets its own address. */
    @PostMapping("/trace")
    String ask(@RequestParam(defaultValue = "") String from, Actor actor, Locale locale, Model model) {
        return Addresses.isBlood(from)
                ? "redirect:"
                        + UriComponentsBuilder.fromPath("/trace")
                                .queryParam("from", "{from}")
                                .encode()
                                .buildAndExpand(from.strip())
                : follow(from, actor, locale, model);
    }

    private String follow(String from, Actor actor, Locale locale, Model model) {
        String asked = from.strip();
        model.addAttribute("asked", asked);
        if (asked.isEmpty()) {
            return "trace/trace";
        }
        Optional<Start> start = Start.parse(asked);
        if (start.isEmpty()) {
            Finding finding = trace.find(actor, asked, times.today());
            model.addAttribute("finding", finding);
            start = finding.isUnique() ? start(finding.hits().getFirst()) : Optional.empty();
        }
        start.ifPresent(known -> show(actor, known, locale, model));
        return "trace/trace";
    }

    /** The drawing alone, for the pages of other things. */
    @GetMapping("/trace/tree")
    String tree(@RequestParam String from, Actor actor, Locale locale, Model model) {
        Start start = Start.parse(from).orElseThrow(() -> new RefusedException(Reason.of("trace.unreadable")));
        show(actor, start, locale, model);
        return "trace/tree :: whole";
    }

    private void show(Actor actor, Start start, Locale locale, Model model) {
        Sight sight = Sight.of(actor);
        if (start instanceof Start.Patient && !sight.patients()) {
            throw new RefusedException(Reason.of("trace.patients-not-yours"));
        }
        TraceTree tree = trace.from(actor.station(), start).seenWith(sight);
        model.addAttribute("start", start);
        model.addAttribute("view", views.of(tree, locale));
    }

    /** What was found names itself by the last part of its address. */
    private static Optional<Start> start(Finding.Hit hit) {
        String kind = hit.kind().name().toLowerCase(Locale.ROOT);
        return Start.parse(kind + ":" + hit.href().replaceFirst("^.*[/:]", ""));
    }
}
