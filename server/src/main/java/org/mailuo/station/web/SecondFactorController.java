package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Enrolment;
import org.mailuo.station.SecondFactors;
import org.mailuo.station.Sessions;
import org.mailuo.station.StaffId;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Everybody enrols his own telephone, and ends it with a code of it. */
@Controller
@RequestMapping("/second-factor")
@PreAuthorize("isAuthenticated()")
class SecondFactorController {
    /** The secret waits in the session until a code proves that the telephone has it. */
    private static final String PROPOSED = SecondFactorController.class.getName();

    private final SecondFactors factors;
    private final Sessions sessions;

    SecondFactorController(SecondFactors factors, Sessions sessions) {
        this.factors = factors;
        this.sessions = sessions;
    }

    @GetMapping
    String page(Actor actor, HttpServletRequest request, Model model) {
        factors.of(actor)
                .ifPresentOrElse(
                        factor -> model.addAttribute("factor", factor),
                        () -> model.addAttribute("enrolment", proposed(actor, request.getSession())));
        return "station/second-factor";
    }

    private Enrolment proposed(Actor actor, HttpSession session) {
        String known = (String) session.getAttribute(PROPOSED);
        Enrolment enrolment = known == null ? factors.propose(actor) : factors.show(actor, known);
        session.setAttribute(PROPOSED, enrolment.secret());
        return enrolment;
    }

    @PostMapping
    ModelAndView enrol(
            @RequestParam String code,
            Actor actor,
            Command command,
            HttpServletRequest request,
            HttpServletResponse response) {
        HttpSession session = request.getSession();
        String secret = (String) session.getAttribute(PROPOSED);
        if (secret == null) {
            return new ModelAndView("redirect:/second-factor");
        }
        try {
            List<String> codes = factors.enrol(command, secret, code);
            session.removeAttribute(PROPOSED);
            sessions.renew(request, response, true);
            return new ModelAndView("station/recovery-codes").addObject("codes", codes);
        } catch (RefusedException refused) {
            return new ModelAndView("station/second-factor", HttpStatus.CONFLICT)
                    .addObject("enrolment", proposed(actor, session))
                    .addObject("verdict", Verdict.stop("station.factor.refused", refused.reasons()));
        }
    }

    @PostMapping("/end")
    ModelAndView end(@RequestParam String code, Actor actor, Command command, HttpServletRequest request) {
        if (!factors.prove(actor, code, command.at())) {
            return new ModelAndView("station/second-factor", HttpStatus.CONFLICT)
                    .addObject("factor", factors.of(actor).orElse(null))
                    .addObject(
                            "verdict", Verdict.stop("station.factor.kept", List.of(Reason.of("station.code-wrong"))));
        }
        factors.end(command, new StaffId(actor.staffId()));
        return Answer.redirect(Verdict.go("station.factor.ended"), request, "/second-factor");
    }
}
