package org.mailuo.reports.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.SignedIn;
import org.mailuo.pages.Words;
import org.mailuo.reports.Outlook;
import org.mailuo.reports.Stock;
import org.mailuo.reports.StockTable;
import org.mailuo.reports.StockTable.Cell;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BloodGroup;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** One page for the director: stock days, today against the usual, what is wrong. */
@Controller
@PreAuthorize("hasAnyAuthority('DIRECT','INSPECT')")
class DirectorController {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RED_CELLS = "RED_CELLS";
    private static final List<String> PERISHABLE = List.of("WHOLE_BLOOD", RED_CELLS, "PLATELETS", "PLASMA", "CRYO");

    private final Stock stock;
    private final Words words;
    private final Clock clock;

    DirectorController(Stock stock, Words words, Clock clock) {
        this.stock = stock;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/director")
    String page(Actor actor, @AuthenticationPrincipal SignedIn viewer, Model model) {
        ZoneId zone = viewer.zone();
        StockTable table = stock.of(actor.station(), clock.instant());
        Outlook outlook = stock.outlook(actor.station(), clock.instant(), zone);
        model.addAttribute("stock", table);
        model.addAttribute("outlook", outlook);
        model.addAttribute("groups", BloodGroup.all());
        Optional<BloodGroup> shortest = shortest(table);
        model.addAttribute("shortest", shortest.orElse(null));
        model.addAttribute(
                "shortestCell",
                shortest.map(group -> table.family(RED_CELLS, group)).orElse(null));
        model.addAttribute("stockChart", JSON.writeValueAsString(stockChart(table)));
        model.addAttribute("daysChart", JSON.writeValueAsString(daysChart(outlook)));
        model.addAttribute("expiryChart", JSON.writeValueAsString(expiryChart(outlook)));
        model.addAttribute("expiryDays", expiryDays(outlook));
        model.addAttribute("families", PERISHABLE);
        return "reports/director";
    }

    /** The group whose red cells last the shortest, among those of which any were issued. */
    private static Optional<BloodGroup> shortest(StockTable table) {
        return BloodGroup.all().stream()
                .filter(group -> table.family(RED_CELLS, group).tenths().isPresent())
                .min(Comparator.comparingInt(
                        group -> table.family(RED_CELLS, group).tenths().getAsInt()));
    }

    private Chart stockChart(StockTable table) {
        List<String> labels =
                BloodGroup.all().stream().map(DirectorController::sign).toList();
        List<@Nullable Number> values = new ArrayList<>();
        for (BloodGroup group : BloodGroup.all()) {
            Cell cell = table.family(RED_CELLS, group);
            values.add(days(cell.tenths()));
        }
        return new Chart(
                labels,
                List.of(new Chart.Series(words.say("reports.family." + RED_CELLS), RED_CELLS, false, false, values)),
                table.target(RED_CELLS),
                words.say("reports.target", List.of(table.target(RED_CELLS))),
                words.say("reports.unit.days"));
    }

    private Chart daysChart(Outlook outlook) {
        List<@Nullable Number> donations = new ArrayList<>();
        List<@Nullable Number> usual = new ArrayList<>();
        for (Outlook.Day day : outlook.days()) {
            donations.add(day.donations());
            usual.add(day.usualTenths() == 0 ? null : BigDecimal.valueOf(day.usualTenths(), 1));
        }
        return new Chart(
                outlook.days().stream()
                        .map(day -> day.date().toString().substring(5))
                        .toList(),
                List.of(
                        new Chart.Series(words.say("reports.donations"), "DONATIONS", false, false, donations),
                        new Chart.Series(words.say("reports.usual"), "USUAL", true, false, usual)),
                null,
                null,
                "");
    }

    private Chart expiryChart(Outlook outlook) {
        List<LocalDate> days = expiryDays(outlook);
        List<Chart.Series> series = PERISHABLE.stream()
                .map(family -> new Chart.Series(
                        words.say("reports.family." + family),
                        family,
                        false,
                        true,
                        days.stream()
                                .map(day -> (Number) expiring(outlook, day, family))
                                .toList()))
                .toList();
        return new Chart(days.stream().map(day -> day.toString().substring(5)).toList(), series, null, null, "");
    }

    private static List<LocalDate> expiryDays(Outlook outlook) {
        return outlook.today().datesUntil(outlook.today().plusDays(15)).toList();
    }

    static long expiring(Outlook outlook, LocalDate day, String family) {
        return outlook.expiries().stream()
                .filter(expiry -> expiry.date().equals(day) && expiry.family().equals(family))
                .mapToLong(Outlook.Expiry::bags)
                .sum();
    }

    private static @Nullable Number days(OptionalInt tenths) {
        return tenths.isPresent() ? BigDecimal.valueOf(tenths.getAsInt(), 1) : null;
    }

    private static String sign(BloodGroup group) {
        return group.toString().replace('-', '−');
    }
}
