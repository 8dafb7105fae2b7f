package org.mailuo.testing.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Times;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.NotFoundException;
import org.mailuo.testing.Attempt;
import org.mailuo.testing.Conclusion;
import org.mailuo.testing.DonationTests;
import org.mailuo.testing.Fitness;
import org.mailuo.testing.Laboratory;
import org.mailuo.testing.Marker;
import org.mailuo.testing.ResultsFilter;
import org.mailuo.testing.WorkState;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The laboratory's desk: work lists, the table of results, and all that is known of one donation. */
@Controller
@RequestMapping("/laboratory")
class LaboratoryController {
    static final String READ = "hasAnyAuthority('TEST','REVIEW','RELEASE','QUALITY','INSPECT')";
    private static final int OPEN = 1_000;
    private static final int PAGE = 60;

    private final Laboratory laboratory;
    private final Cells cells;
    private final Times times;

    LaboratoryController(Laboratory laboratory, Cells cells, Times times) {
        this.laboratory = laboratory;
        this.cells = cells;
        this.times = times;
    }

    /** The lists of the desk, in the order of the work. */
    enum Tab {
        RECEIVE,
        TEST,
        REPEAT,
        REVIEW,
        CONCLUDE,
        UNFIT
    }

    @GetMapping
    @PreAuthorize(READ)
    String desk(@RequestParam(defaultValue = "test") String tab, Actor actor, Model model) {
        Tab chosen = Stream.of(Tab.values())
                .filter(known -> known.name().equalsIgnoreCase(tab))
                .findFirst()
                .orElse(Tab.TEST);
        List<DonationTests> open = laboratory.open(actor.station(), OPEN);
        List<DonationNumber> missing = Stream.of(times.today().minusDays(1), times.today())
                .flatMap(day -> laboratory.missing(actor.station(), day).stream())
                .toList();
        Map<Tab, Long> counts = new EnumMap<>(Tab.class);
        counts.put(Tab.RECEIVE, (long) missing.size());
        counts.put(Tab.TEST, count(open, WorkState.TEST));
        counts.put(Tab.REPEAT, count(open, WorkState.REPEAT));
        counts.put(Tab.REVIEW, laboratory.waiting(actor.station()).runs());
        counts.put(Tab.CONCLUDE, count(open, WorkState.CONCLUDE));
        counts.put(Tab.UNFIT, laboratory.countUnfit(actor.station()));
        model.addAttribute("tab", chosen);
        model.addAttribute("tabs", Tab.values());
        model.addAttribute("counts", counts);
        model.addAttribute("markers", Marker.values());
        switch (chosen) {
            case RECEIVE -> model.addAttribute("missing", missing);
            case REVIEW -> model.addAttribute("runs", laboratory.waitingRuns(actor.station()));
            case UNFIT ->
                model.addAttribute(
                        "rows",
                        cells.rows(laboratory.page(
                                actor.station(), new ResultsFilter(null, null, Fitness.UNFIT, ""), PAGE, 0)));
            case TEST, REPEAT, CONCLUDE ->
                model.addAttribute(
                        "rows",
                        cells.rows(open.stream()
                                .filter(tests -> tests.work().name().equals(chosen.name()))
                                .limit(500)
                                .toList()));
        }
        return "testing/desk";
    }

    private static long count(List<DonationTests> open, WorkState work) {
        return open.stream().filter(tests -> tests.work() == work).count();
    }

    @GetMapping("/results")
    @PreAuthorize(READ)
    String results(
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Fitness fitness,
            @RequestParam(defaultValue = "") String din,
            @RequestParam(defaultValue = "0") int page,
            Actor actor,
            Model model) {
        Pager pager = new Pager(page, PAGE);
        ResultsFilter filter = new ResultsFilter(from, to, fitness, beginning(din));
        model.addAttribute(
                "slice",
                pager.slice(cells.rows(laboratory.page(actor.station(), filter, pager.limit(), pager.offset()))));
        model.addAttribute("markers", Marker.values());
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("fitness", fitness);
        model.addAttribute("din", din);
        model.addAttribute("choices", Choice.of(Fitness.class, "testing.fitness"));
        return "testing/results";
    }

    /** A scanned or typed number, or its beginning. */
    private static String beginning(String din) {
        return DonationNumber.parse(din)
                .map(DonationNumber::value)
                .orElseGet(() -> din.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", ""));
    }

    @GetMapping("/donations/{din}")
    @PreAuthorize(READ)
    String donation(@PathVariable String din, Actor actor, Model model) {
        DonationTests tests = laboratory.get(actor.station(), number(din));
        List<Conclusion> conclusions = laboratory.conclusions(actor.station(), tests.din());
        Collection<UUID> commands = Stream.concat(
                        tests.attempts().stream().map(Attempt::commandId),
                        conclusions.stream().map(Conclusion::commandId))
                .distinct()
                .toList();
        model.addAttribute("tests", tests);
        model.addAttribute("states", tests.states());
        model.addAttribute("conclusions", conclusions);
        model.addAttribute("authors", laboratory.authors(actor.station(), commands));
        model.addAttribute("verdict", verdict(tests));
        return "testing/donation";
    }

    private static Verdict verdict(DonationTests tests) {
        Conclusion conclusion = tests.conclusion();
        if (conclusion == null) {
            return Verdict.await("testing.donation.not-concluded", List.of());
        }
        return switch (conclusion.fitness()) {
            case FIT -> Verdict.go("testing.donation.fit").with(Optional.ofNullable(conclusion.group()));
            case UNFIT -> Verdict.stop("testing.donation.unfit", conclusion.reasons());
            case PENDING -> Verdict.await("testing.donation.pending", conclusion.reasons());
        };
    }

    static DonationNumber number(String din) {
        if (!din.matches("[A-NP-Z1-9][0-9A-Z]{4}[0-9]{8}")) {
            throw new NotFoundException("sample");
        }
        return new DonationNumber(din);
    }

    @PostMapping("/conclude")
    @PreAuthorize("hasAuthority('REVIEW')")
    ModelAndView conclude(
            @RequestParam List<String> dins,
            @RequestParam(required = false) @Nullable String back,
            Command command,
            HttpServletRequest request) {
        List<DonationNumber> numbers =
                dins.stream().map(LaboratoryController::number).toList();
        List<Conclusion> conclusions = laboratory.conclude(command, numbers);
        Verdict verdict = Verdict.go(
                "testing.concluded",
                count(conclusions, Fitness.FIT),
                count(conclusions, Fitness.UNFIT),
                count(conclusions, Fitness.PENDING));
        boolean toDonation = "donation".equals(back) && numbers.size() == 1;
        return Answer.redirect(
                verdict,
                request,
                toDonation ? "/laboratory/donations/" + numbers.getFirst() : "/laboratory?tab=conclude");
    }

    private static long count(List<Conclusion> conclusions, Fitness fitness) {
        return conclusions.stream()
                .filter(conclusion -> conclusion.fitness() == fitness)
                .count();
    }
}
