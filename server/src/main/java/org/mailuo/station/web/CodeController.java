package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Reason;
import org.mailuo.station.SecondFactors;
import org.mailuo.station.Sessions;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The second question at the door: the code on the telephone. */
@Controller
@RequestMapping("/sign-in/code")
@PreAuthorize("isAuthenticated()")
class CodeController {
    private final SecondFactors factors;
    private final Sessions sessions;
    private final Clock clock;

    CodeController(SecondFactors factors, Sessions sessions, Clock clock) {
        this.factors = factors;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping
    String page() {
        return "station/code";
    }

    @PostMapping
    ModelAndView prove(
            @RequestParam String code, Actor actor, HttpServletRequest request, HttpServletResponse response) {
        if (!factors.prove(actor, code, clock.instant())) {
            return new ModelAndView("station/code", HttpStatus.CONFLICT)
                    .addObject(
                            "verdict", Verdict.stop("station.code.refused", List.of(Reason.of("station.code-wrong"))));
        }
        sessions.renew(request, response, true);
        return new ModelAndView("redirect:/");
    }
}
