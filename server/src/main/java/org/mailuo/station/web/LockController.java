package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.station.Sessions;
import org.mailuo.station.SignInGuard;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Covers the page of a computer that several people share. With scripts the page stays beneath the cover and keeps what
 * was in hand; without, this is a page of its own that leads back.
 */
@Controller
@RequestMapping("/locked")
@PreAuthorize("isAuthenticated()")
class LockController {
    private final Sessions sessions;

    LockController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    String page(HttpServletRequest request, @RequestParam(required = false) String failed, Model model) {
        if (!sessions.isCovered(request)) {
            return "redirect:/";
        }
        if (failed != null) {
            model.addAttribute("verdict", refused());
        }
        return "station/locked";
    }

    @PostMapping
    Object cover(Actor actor, HttpServletRequest request) {
        sessions.cover(actor, request);
        return Answer.isFragment(request) ? ResponseEntity.noContent().build() : new ModelAndView("redirect:/locked");
    }

    /** Somebody types or points, though nothing was sent yet. */
    @PostMapping("/here")
    ResponseEntity<Void> here() {
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/continue")
    Object carryOn(@RequestParam String password, Actor actor, HttpServletRequest request) {
        boolean right = sessions.carryOn(actor, password, request);
        if (Answer.isFragment(request)) {
            return right
                    ? ResponseEntity.noContent().build()
                    : new ModelAndView("pages/answer", HttpStatus.CONFLICT).addObject("verdict", refused());
        }
        return right
                ? new ModelAndView("redirect:" + sessions.wanted(request))
                : new ModelAndView("station/locked", HttpStatus.CONFLICT).addObject("verdict", refused());
    }

    private static Verdict refused() {
        return Verdict.stop("station.locked.refused", List.of(SignInGuard.refusal()));
    }
}
