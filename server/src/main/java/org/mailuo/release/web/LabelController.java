package org.mailuo.release.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.release.LabelScan;
import org.mailuo.release.Labels;
import org.mailuo.release.labelling.FinalLabel;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Reason;
import org.mailuo.station.Proof;
import org.mailuo.units.Bag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The label bench: print, stick, scan back, next bag. */
@Controller
class LabelController {
    private static final int LIMIT = 200;

    private final Labels labels;
    private final Clock clock;

    LabelController(Labels labels, Clock clock) {
        this.labels = labels;
        this.clock = clock;
    }

    @GetMapping("/labels")
    @PreAuthorize("hasAnyAuthority('LABEL', 'INSPECT')")
    String bench(Actor actor, Model model) {
        model.addAttribute("waiting", labels.waiting(actor.station(), LIMIT));
        model.addAttribute("now", clock.instant());
        return "release/labels";
    }

    /** Records the print and answers the sheet; sent to the printer by the browser. */
    @PostMapping("/labels/print")
    @PreAuthorize("hasAuthority('LABEL')")
    ResponseEntity<byte[]> print(@RequestParam UUID bag, Command command) {
        return sheet(labels.print(command, List.of(new BagId(bag))));
    }

    /** The sheet of a print that stands, once more. */
    @GetMapping("/labels/{bag}.pdf")
    @PreAuthorize("hasAnyAuthority('LABEL', 'INSPECT')")
    ResponseEntity<byte[]> again(@PathVariable UUID bag, Actor actor) {
        List<FinalLabel> standing = labels.printed(actor.station(), List.of(new BagId(bag)));
        return standing.isEmpty() ? ResponseEntity.notFound().build() : sheet(standing);
    }

    private ResponseEntity<byte[]> sheet(List<FinalLabel> printed) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"label.pdf\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(labels.pdf(printed));
    }

    @PostMapping("/labels")
    @PreAuthorize("hasAuthority('LABEL')")
    ModelAndView scan(@RequestParam String scan, Actor actor, Command command, HttpServletRequest request) {
        Optional<Bag> found = labels.findByScan(actor.station(), scan.strip());
        if (found.isEmpty()) {
            return Answer.of(
                    Verdict.stop("release.labels.unknown", List.of(Reason.of("release.scan-square")))
                            .next("release.labels.scan-again"),
                    request,
                    "/labels");
        }
        Bag bag = found.get();
        Decision decision = labels.verify(command, List.of(new LabelScan(bag.id(), List.of(scan.strip()))))
                .get(bag.id());
        Verdict verdict = decision != null && decision.isAllowed()
                ? Verdict.go("release.labels.right").next("release.labels.next")
                : Verdict.stop("release.labels.wrong", decision == null ? List.of() : decision.reasons())
                        .next("release.labels.put-aside");
        return Answer.of(verdict.about(bag.name(), "/bags/" + bag.id()).with(bag.bloodGroup()), request, "/labels");
    }

    @PostMapping("/labels/void")
    @PreAuthorize("hasAuthority('LABEL')")
    ModelAndView discard(
            @RequestParam UUID bag,
            @RequestParam String reason,
            Command command,
            Proof proof,
            HttpServletRequest request) {
        labels.discardPrint(command, new BagId(bag), reason, proof);
        return Answer.redirect(
                Verdict.go("release.labels.voided").next("release.labels.print-again"), request, "/labels");
    }
}
