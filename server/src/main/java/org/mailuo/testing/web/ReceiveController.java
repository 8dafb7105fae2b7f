package org.mailuo.testing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Times;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Reason;
import org.mailuo.testing.Laboratory;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The bench where tubes arrive: one scan each, and the day's missing ones in sight. */
@Controller
@RequestMapping("/laboratory/receive")
class ReceiveController {
    private final Laboratory laboratory;
    private final Times times;

    ReceiveController(Laboratory laboratory, Times times) {
        this.laboratory = laboratory;
        this.times = times;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('TEST','INSPECT')")
    String page(Actor actor, Model model, HttpServletRequest request) {
        model.addAttribute("missing", laboratory.missing(actor.station(), times.today()));
        return Answer.isFragment(request) ? "testing/receive :: missing" : "testing/receive";
    }

    @PostMapping
    @PreAuthorize("hasAuthority('TEST')")
    ModelAndView scan(@RequestParam String scan, Command command, HttpServletRequest request) {
        Optional<DonationNumber> din = DonationNumber.parse(scan);
        if (din.isEmpty()) {
            Verdict verdict = Verdict.stop("testing.receive.refused", List.of(Reason.of("testing.not-a-number")))
                    .next("testing.receive.again");
            return Answer.of(verdict, request, "/laboratory/receive");
        }
        laboratory.receive(command, List.of(din.get()));
        int missing = laboratory.missing(command.station(), times.today()).size();
        Verdict verdict = Verdict.go("testing.receive.done", missing)
                .about(din.get().readable(), "/laboratory/donations/" + din.get())
                .next("testing.receive.next");
        return Answer.of(verdict, request, "/laboratory/receive");
    }
}
