package org.mailuo.station.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.util.Objects;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Command;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Sessions;
import org.mailuo.station.Staff;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Everybody changes his own password. */
@Controller
@PreAuthorize("isAuthenticated()")
class PasswordController {
    private final Staff staff;
    private final Sessions sessions;

    PasswordController(Staff staff, Sessions sessions) {
        this.staff = staff;
        this.sessions = sessions;
    }

    @GetMapping("/password")
    String form(Model model) {
        model.addAttribute("form", PasswordForm.empty());
        return "station/password";
    }

    @PostMapping("/password")
    ModelAndView change(
            @Valid @ModelAttribute("form") PasswordForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!Objects.equals(form.wanted(), form.again())) {
            errors.rejectValue("again", "station.password.differs");
        }
        if (errors.hasErrors()) {
            return new ModelAndView("station/password", HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            staff.changePassword(command, form.present(), form.wanted());
        } catch (RefusedException refused) {
            return new ModelAndView("station/password", HttpStatus.CONFLICT)
                    .addObject("verdict", Verdict.stop("station.password.refused", refused.reasons()));
        }
        sessions.renew(request, response, false);
        return Answer.redirect(Verdict.go("station.password.done"), request, "/");
    }
}
