package org.mailuo.station.web;

import org.mailuo.audit.Seals;
import org.mailuo.shared.Actor;
import org.mailuo.station.Anchors;
import org.mailuo.station.Stations;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The seal of this moment and the anchors of the past nights, to be printed and locked away. */
@Controller
@RequestMapping("/station/anchors")
class AnchorController {
    private static final int A_MONTH = 31;

    private final Anchors anchors;
    private final Seals seals;
    private final Stations stations;

    AnchorController(Anchors anchors, Seals seals, Stations stations) {
        this.anchors = anchors;
        this.seals = seals;
        this.stations = stations;
    }

    @GetMapping
    @PreAuthorize("hasAnyAuthority('QUALITY','INSPECT','DIRECT')")
    String page(Actor actor, Model model) {
        model.addAttribute("station", stations.getStation(actor.station()));
        model.addAttribute("seal", seals.last(actor.station()).orElse(null));
        model.addAttribute("kept", anchors.list(actor.station(), A_MONTH));
        return "station/anchors";
    }
}
