package org.mailuo.trace.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailuo.audit.Trail;
import org.mailuo.audit.Trail.Change;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.DonorId;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.station.Staff;
import org.mailuo.trace.Trace;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of any one record in plain words: who, when, from where, what it was and became, why, and its seal. */
@Controller
@RequestMapping("/history")
class HistoryController {
    private final Trail trail;
    private final Staff staff;
    private final Words words;
    private final RecordWords records;
    private final Trace trace;
    private final AccessLog log;

    HistoryController(Trail trail, Staff staff, Words words, RecordWords records, Trace trace, AccessLog log) {
        this.trail = trail;
        this.staff = staff;
        this.words = words;
        this.records = records;
        this.trace = trace;
        this.log = log;
    }

    /**
     * @param table {@code schema.table}, one that has a name in the message files
     * @param row its key; a parameter, because some keys hold a slash
     */
    @GetMapping("/{table}")
    @PreAuthorize("hasAnyAuthority('QUALITY','INSPECT','ADMINISTER')")
    String page(@PathVariable String table, @RequestParam String row, Actor actor, Model model) {
        if (!words.has("record.table." + table)) {
            throw new NotFoundException("record");
        }
        List<Change> changes = changes(actor, table, row);
        if (changes.isEmpty()) {
            throw new NotFoundException("record");
        }
        if (RecordWords.isPersonal(table)) {
            people(actor, changes).forEach(donor -> log.looked(actor, donor, Access.Page.HISTORY));
        }
        boolean mayRead = actor.may(Duty.QUALITY) || actor.may(Duty.INSPECT);
        Map<UUID, String> people = staff.list(actor.station()).stream()
                .collect(Collectors.toMap(person -> person.id().value(), person -> person.name()));
        model.addAttribute("table", words.say("record.table." + table));
        model.addAttribute("row", row);
        model.addAttribute("lines", records.lines(table, changes, mayRead, people));
        return "trace/history";
    }

    /** Whoever the record tells of is told who read it, as on his own page. */
    private List<DonorId> people(Actor actor, List<Change> changes) {
        return trace.donorsIn(
                actor.station(),
                changes.stream()
                        .flatMap(change -> Stream.of(change.before(), change.after()))
                        .filter(Objects::nonNull)
                        .toList());
    }

    private List<Change> changes(Actor actor, String table, String row) {
        List<Change> recorded = trail.of(actor.station(), table, row);
        if (!recorded.isEmpty()) {
            return recorded;
        }
        try {
            return trail.ofKept(actor.station(), table, row).stream().toList();
        } catch (DataIntegrityViolationException notSuchAKey) {
            return List.of();
        }
    }
}
