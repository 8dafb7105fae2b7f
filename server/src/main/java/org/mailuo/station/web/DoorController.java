package org.mailuo.station.web;

import org.mailuo.pages.SignedIn;
import org.mailuo.station.Stations;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The page to sign in. Spring Security takes the form. */
@Controller
@PreAuthorize("permitAll()")
class DoorController {
    private final Stations stations;

    DoorController(Stations stations) {
        this.stations = stations;
    }

    @GetMapping("/sign-in")
    String signIn() {
        if (!stations.isFounded()) {
            return "redirect:/setup";
        }
        Authentication someone = SecurityContextHolder.getContext().getAuthentication();
        boolean inside = someone != null && someone.getPrincipal() instanceof SignedIn;
        return inside ? "redirect:/" : "station/sign-in";
    }
}
