package org.mailuo.reports.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Times;
import org.mailuo.reports.Reconciliations;
import org.mailuo.reports.Stock;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.units.BagStatus;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether everything collected is accounted for, to the bag. */
@Controller
@RequestMapping("/reconciliation")
@PreAuthorize("hasAnyAuthority('DIRECT','QUALITY','INSPECT')")
class ReconciliationController {
    private static final Set<String> STANDINGS = Set.of("", "FIT", "UNFIT", "PENDING", "FAILED");

    private final Reconciliations reconciliations;
    private final Stock stock;
    private final Times times;

    ReconciliationController(Reconciliations reconciliations, Stock stock, Times times) {
        this.reconciliations = reconciliations;
        this.stock = stock;
        this.times = times;
    }

    /** One day with {@code day}, or the days from {@code from} to {@code to}; today if none is named. */
    @GetMapping
    String page(
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            Actor actor,
            Model model) {
        LocalDate first = from != null ? from : day != null ? day : times.today();
        LocalDate last = to != null ? to : day != null ? day : first;
        checkSpan(first, last);
        model.addAttribute("sheet", reconciliations.of(actor.station(), first, last));
        model.addAttribute("statuses", BagStatus.values());
        return "reports/reconciliation";
    }

    @GetMapping("/donations")
    String donations(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "") String standing,
            Actor actor,
            Model model) {
        checkSpan(from, to);
        String asked = STANDINGS.contains(standing) ? standing : "";
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("standing", asked);
        model.addAttribute("standings", List.of("FIT", "UNFIT", "PENDING", "FAILED"));
        model.addAttribute("donations", stock.donations(actor.station(), from, to, asked));
        return "reports/donations";
    }

    private static void checkSpan(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusDays(370).isBefore(to)) {
            throw new RefusedException(Reason.of("reports.span"));
        }
    }
}
