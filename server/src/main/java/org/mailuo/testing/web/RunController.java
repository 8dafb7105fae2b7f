package org.mailuo.testing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Pager;
import org.mailuo.pages.Verdict;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Proof;
import org.mailuo.testing.DonationTests;
import org.mailuo.testing.Laboratory;
import org.mailuo.testing.Marker;
import org.mailuo.testing.MarkerState;
import org.mailuo.testing.NewResult;
import org.mailuo.testing.Outcome;
import org.mailuo.testing.Run;
import org.mailuo.testing.RunId;
import org.mailuo.testing.RunState;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Runs: opened, filled by grid or by paste, reviewed by another person. */
@Controller
@RequestMapping("/laboratory/runs")
class RunController {
    private static final int PLATE = 96;
    private static final List<String> READABLE = List.of(
            Outcome.NON_REACTIVE, Outcome.REACTIVE, Outcome.GREY, Outcome.INVALID, Outcome.POSITIVE, Outcome.NEGATIVE);

    private final Laboratory laboratory;
    private final Cells cells;
    private final Words words;

    RunController(Laboratory laboratory, Cells cells, Words words) {
        this.laboratory = laboratory;
        this.cells = cells;
        this.words = words;
    }

    @GetMapping
    @PreAuthorize(LaboratoryController.READ)
    String list(@RequestParam(defaultValue = "0") int page, Actor actor, Model model) {
        Pager pager = Pager.of(page);
        model.addAttribute("slice", pager.slice(laboratory.latestRuns(actor.station(), pager.limit(), pager.offset())));
        return "testing/runs";
    }

    @GetMapping("/new")
    @PreAuthorize("hasAuthority('TEST')")
    String form(Model model) {
        model.addAttribute("form", RunForm.empty());
        model.addAttribute("choices", Choice.of(Marker.class, "term"));
        return "testing/run-new";
    }

    @PostMapping
    @PreAuthorize("hasAuthority('TEST')")
    ModelAndView open(
            @Valid @ModelAttribute("form") RunForm form,
            BindingResult errors,
            Command command,
            HttpServletRequest request) {
        if (errors.hasErrors()) {
            return new ModelAndView("testing/run-new", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("choices", Choice.of(Marker.class, "term"));
        }
        RunId run = laboratory.openRun(command, form.toRun());
        return Answer.redirect(Verdict.go("testing.run.opened"), request, "/laboratory/runs/" + run);
    }

    @GetMapping("/{id}")
    @PreAuthorize(LaboratoryController.READ)
    String run(@PathVariable UUID id, Actor actor, Model model) {
        fill(actor, new RunId(id), model);
        return "testing/run";
    }

    /** @param name of the field, with the well: the duplicate repeat has two */
    record Well(String name, Marker marker, String label) {}

    /** A line of the grid: the wells that a donation still needs of this run. */
    record Line(DonationNumber din, List<Well> wells) {}

    private void fill(Actor actor, RunId id, Model model) {
        Run run = laboratory.getRun(actor.station(), id);
        List<Marker> markers = run.markers().stream().sorted().toList();
        List<DonationTests> entered = laboratory.ofRun(actor.station(), id);
        model.addAttribute("run", run);
        model.addAttribute("markers", markers);
        model.addAttribute("entered", entered);
        model.addAttribute("cells", cells);
        model.addAttribute("choices", READABLE);
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", Map.of());
        }
        if (run.state() == RunState.RUNNING && actor.may(Duty.TEST)) {
            model.addAttribute("lines", lines(actor, markers));
        }
    }

    private List<Line> lines(Actor actor, List<Marker> markers) {
        return laboratory.open(actor.station(), 1_000).stream()
                .map(tests -> new Line(tests.din(), wells(tests, markers)))
                .filter(line -> !line.wells().isEmpty())
                .limit(PLATE)
                .toList();
    }

    private List<Well> wells(DonationTests tests, List<Marker> markers) {
        Map<Marker, MarkerState> states = tests.states();
        List<Well> wells = new ArrayList<>();
        for (Marker marker : markers) {
            MarkerState state = states.getOrDefault(marker, MarkerState.MISSING);
            boolean needed =
                    state == MarkerState.MISSING || state == MarkerState.INVALID || state == MarkerState.REPEAT;
            int count = !needed ? 0 : state == MarkerState.REPEAT && marker.method() == Marker.Method.SEROLOGY ? 2 : 1;
            for (int well = 1; well <= count; well++) {
                String label = words.say("term." + marker) + (count > 1 ? " " + well : "");
                wells.add(new Well("well-" + tests.din() + "-" + marker + "-" + well, marker, label));
            }
        }
        return wells;
    }

    @PostMapping("/{id}/paste")
    @PreAuthorize("hasAuthority('TEST')")
    ModelAndView paste(
            @PathVariable UUID id,
            @RequestParam String text,
            Actor actor,
            Command command,
            Model model,
            HttpServletRequest request) {
        Run run = laboratory.getRun(actor.station(), new RunId(id));
        PlateText.Plate plate = PlateText.read(text, run.markers(), outcomes());
        model.addAttribute("text", text);
        return enter(run, plate, actor, command, model, request);
    }

    @PostMapping("/{id}/grid")
    @PreAuthorize("hasAuthority('TEST')")
    ModelAndView grid(
            @PathVariable UUID id,
            @RequestParam Map<String, String> fields,
            Actor actor,
            Command command,
            Model model,
            HttpServletRequest request) {
        Run run = laboratory.getRun(actor.station(), new RunId(id));
        model.addAttribute("typed", fields);
        return enter(run, grid(run, fields), actor, command, model, request);
    }

    private PlateText.Plate grid(Run run, Map<String, String> fields) {
        List<NewResult> results = new ArrayList<>();
        List<Reason> problems = new ArrayList<>();
        Map<String, String> outcomes = outcomes();
        new TreeMap<>(fields).forEach((name, typed) -> {
            String[] parts = name.split("-", 4);
            if (parts.length != 4 || !parts[0].equals("well") || typed.isBlank()) {
                return;
            }
            DonationNumber din = LaboratoryController.number(parts[1]);
            Stream.of(Marker.values())
                    .filter(marker ->
                            marker.name().equals(parts[2]) && run.markers().contains(marker))
                    .findFirst()
                    .flatMap(marker -> PlateText.result(din, marker, typed, "", null, outcomes))
                    .ifPresentOrElse(
                            results::add,
                            () -> problems.add(
                                    Reason.of("testing.outcome-impossible", din.readable(), parts[2], typed)));
        });
        if (results.isEmpty() && problems.isEmpty()) {
            problems.add(Reason.of("testing.plate-empty"));
        }
        return new PlateText.Plate(results, problems);
    }

    /** All lines or none; a refusal shows every reason beside what was typed. */
    private ModelAndView enter(
            Run run, PlateText.Plate plate, Actor actor, Command command, Model model, HttpServletRequest request) {
        List<Reason> problems = plate.problems();
        if (problems.isEmpty()) {
            try {
                laboratory.enter(command, run.id(), plate.results());
                return Answer.redirect(
                        Verdict.go("testing.run.entered", plate.results().size()),
                        request,
                        "/laboratory/runs/" + run.id());
            } catch (RefusedException refused) {
                problems = refused.reasons();
            }
        }
        model.addAttribute("verdict", Verdict.stop("testing.run.refused", problems));
        fill(actor, run.id(), model);
        return new ModelAndView("testing/run", model.asMap());
    }

    @PostMapping("/{id}/review")
    @PreAuthorize("hasAuthority('REVIEW')")
    ModelAndView review(
            @PathVariable UUID id,
            @RequestParam boolean valid,
            Command command,
            Proof proof,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        try {
            laboratory.review(command, Set.of(new RunId(id)), valid, proof);
        } catch (RefusedException refused) {
            model.addAttribute("verdict", Verdict.stop("testing.run.not-reviewed", refused.reasons()));
            fill(actor, new RunId(id), model);
            return new ModelAndView("testing/run", model.asMap(), HttpStatus.CONFLICT);
        }
        return Answer.redirect(
                Verdict.go(valid ? "testing.run.valid" : "testing.run.invalid"), request, "/laboratory/runs/" + id);
    }

    /** The words of the message files that mean an outcome. */
    private Map<String, String> outcomes() {
        Map<String, String> outcomes = new HashMap<>();
        for (String outcome : READABLE) {
            for (String word : words.say("testing.read." + outcome).split("[,，]")) {
                outcomes.put(word.strip().toUpperCase(Locale.ROOT), outcome);
            }
        }
        return outcomes;
    }
}
