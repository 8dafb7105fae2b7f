package org.mailuo.distribution.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.mailuo.distribution.recall.Recalls;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The hospital says that it knows of a recalled bag. */
@Controller
class RecallController {
    private final Recalls recalls;

    RecallController(Recalls recalls) {
        this.recalls = recalls;
    }

    @PostMapping("/hospital/recalls")
    @PreAuthorize("hasAuthority('HOSPITAL')")
    ModelAndView confirm(@RequestParam UUID bag, Command command, HttpServletRequest request) {
        recalls.confirmBag(command, new BagId(bag));
        return Answer.redirect(
                Verdict.go("distribution.recall.confirmed", 1).next("distribution.recall.confirmed.next"),
                request,
                "/hospital");
    }
}
