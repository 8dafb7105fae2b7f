package org.mailuo.collection.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.mailuo.collection.aftercare.DonorReports;
import org.mailuo.collection.aftercare.NewReport;
import org.mailuo.pages.Answer;
import org.mailuo.pages.Choice;
import org.mailuo.pages.Verdict;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Stations;
import org.mailuo.units.Cause;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A donor calls: one page, three answers, and nothing of his leaves any more. */
@Controller
@RequestMapping("/collection/reports")
@PreAuthorize("hasAnyAuthority('REGISTER','COLLECT','QUALITY')")
class ReportController {
    private final DonorReports reports;
    private final Stations stations;
    private final Clock clock;

    ReportController(DonorReports reports, Stations stations, Clock clock) {
        this.reports = reports;
        this.stations = stations;
        this.clock = clock;
    }

    @GetMapping("/new")
    String form(@RequestParam(defaultValue = "") String about, Actor actor, Model model) {
        return form(about, "", now(actor).toString(), "PHONE", "", actor, model);
    }

    private String form(
            String about, String code, String toldAt, String channel, String note, Actor actor, Model model) {
        model.addAttribute("about", about);
        model.addAttribute("code", code);
        model.addAttribute("toldAt", toldAt);
        model.addAttribute("channel", channel);
        model.addAttribute("note", note);
        model.addAttribute("reasons", reports.reasons(now(actor).toLocalDate()));
        model.addAttribute("channels", Choice.of(NewReport.Channel.class, "collection.channel"));
        return "collection/report";
    }

    /** The answer says how much is held and how much has left, and no reason (RULE P3). */
    @PostMapping
    ModelAndView take(
            @RequestParam String about,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String toldAt,
            @RequestParam(defaultValue = "PHONE") NewReport.Channel channel,
            @RequestParam(defaultValue = "") String note,
            Command command,
            Actor actor,
            Model model,
            HttpServletRequest request) {
        try {
            NewReport named = reports.about(actor.station(), about, command.at());
            Cause cause = reports.take(
                    command, new NewReport(named.donor(), named.din(), code, channel, at(toldAt, actor), note.strip()));
            return Answer.redirect(answer(cause), request, "/collection/reports/new");
        } catch (NotFoundException nobody) {
            return refused(
                    List.of(Reason.of("collection.report-nobody", about)),
                    about,
                    code,
                    toldAt,
                    channel,
                    note,
                    actor,
                    model);
        } catch (RefusedException refused) {
            return refused(refused.reasons(), about, code, toldAt, channel, note, actor, model);
        }
    }

    private ModelAndView refused(
            List<Reason> reasons,
            String about,
            String code,
            String toldAt,
            NewReport.Channel channel,
            String note,
            Actor actor,
            Model model) {
        model.addAttribute("verdict", Verdict.stop("collection.report.refused", reasons));
        return new ModelAndView(form(about, code, toldAt, channel.name(), note, actor, model), HttpStatus.CONFLICT);
    }

    private static Verdict answer(Cause cause) {
        return cause.outside() > 0
                ? Verdict.await("collection.report.outside", List.of(), cause.inStation(), cause.outside())
                        .next("collection.report.outside.next")
                : Verdict.go("collection.report.taken", cause.inStation()).next("collection.report.taken.next");
    }

    private LocalDateTime now(Actor actor) {
        return LocalDateTime.ofInstant(clock.instant(), stations.zone(actor.station()))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant at(String typed, Actor actor) {
        ZoneId zone = stations.zone(actor.station());
        try {
            return LocalDateTime.parse(typed).atZone(zone).toInstant();
        } catch (DateTimeException notATime) {
            throw new RefusedException(Reason.of("collection.report-time", LocalDate.now(clock.withZone(zone))));
        }
    }
}
