package org.mailuo.trace.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.audit.Anchor;
import org.mailuo.audit.Seals;
import org.mailuo.audit.Trail.Change;
import org.mailuo.pages.Words;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.station.Anchors;
import org.mailuo.station.NewSite;
import org.mailuo.station.SiteId;
import org.mailuo.station.SiteKind;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Any record's history in words, with its seal, for those who may read it; and the anchors of the nights. */
@MailuoTest
class HistoryPageIT {
    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private UserDetailsService users;

    @Autowired
    private Seals seals;

    @Autowired
    private Anchors anchors;

    @Autowired
    private Words words;

    @Autowired
    private RecordWords records;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @BeforeEach
    void aStation() {
        if (!stations.isFounded()) {
            Actor admin = StationFixtures.aStation(stations, staff, now);
            StationFixtures.aPerson(staff, admin, "quality", now, Duty.QUALITY);
            StationFixtures.aPerson(staff, admin, "register", now, Duty.REGISTER);
        }
    }

    @Test
    void tellsWhoFromWhereWhatAndTheSeal() throws Exception {
        Actor admin = staff.findActor("admin", now).orElseThrow();
        SiteId site = stations.openSite(Command.of(admin, now), new NewSite("B7", SiteKind.BUS, "七号车", "Bus seven"));
        history("quality", "station.sites", site.value().toString())
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Bus seven")))
                .andExpect(content().string(containsString("background task")))
                .andExpect(content().string(containsString("waits for the next seal")));
        seals.seal();
        history("quality", "station.sites", site.value().toString())
                .andExpect(content().string(containsString("sealed, no. ")));
    }

    @Test
    void aSecretIsNotShown() throws Exception {
        history(
                        "quality",
                        "station.staff",
                        staff.findActor("admin", now).orElseThrow().staffId().toString())
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("(kept secret)")))
                .andExpect(content().string(not(containsString("argon2"))));
    }

    @Test
    void opensToThoseWhoMayReadItAndForRecordsThatAre() throws Exception {
        history("register", "station.stations", "1").andExpect(status().isForbidden());
        history("quality", "station.stations", "1").andExpect(status().isOk());
        history("quality", "station.stations", "2").andExpect(status().isNotFound());
        history("quality", "pg_catalog.pg_class", "1").andExpect(status().isNotFound());
        history("quality", "units.numbers", "no-number").andExpect(status().isNotFound());
        history("quality", "units.bags", "no-id").andExpect(status().isNotFound());
    }

    /** Who adds a table gives it a name here, or its history stays closed. */
    @Test
    void whatIsPersonalOrNamelessStaysHidden() {
        var change = new Change(
                now,
                "admin",
                "job",
                "donors.register",
                "INSERT",
                null,
                "{\"name\": \"Someone\", \"document_sealed\": \"ff\", \"nobody_named_it\": 1, \"donor_id\": \"x\"}",
                "asked for it",
                7L);
        var open =
                records.lines("donors.donors", List.of(change), true, Map.of()).getFirst();
        assertThat(open.fields())
                .extracting(RecordWords.Field::after)
                .containsExactly(words.say("record.secret"), "Someone");
        var masked =
                records.lines("donors.donors", List.of(change), false, Map.of()).getFirst();
        assertThat(masked.reason()).isNull();
        assertThat(masked.fields())
                .extracting(RecordWords.Field::after)
                .containsExactly(words.say("record.secret"), words.say("record.masked"));
    }

    @Test
    void theNightsAnchorIsWrittenOnceAndCanBeReadBack() throws Exception {
        seals.seal();
        Path file = anchors.writeDue(StationFixtures.STATION, now).orElseThrow();
        assertThat(anchors.writeDue(StationFixtures.STATION, now)).isEmpty();
        var last = seals.last(StationFixtures.STATION).orElseThrow();
        assertThat(Anchor.parse(Files.readString(file))).contains(new Anchor(1, last.number(), last.hash()));
        mvc.perform(get("/station/anchors")
                        .with(user(users.loadUserByUsername("quality")))
                        .locale(Locale.ENGLISH))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(last.spelt())));
        mvc.perform(get("/station/anchors").with(user(users.loadUserByUsername("register"))))
                .andExpect(status().isForbidden());
        assertThat(anchors.writeDue(StationFixtures.STATION, now.plus(Duration.ofDays(1))))
                .isPresent();
    }

    private ResultActions history(String login, String table, String row) throws Exception {
        return mvc.perform(get("/history/" + table)
                .param("row", row)
                .with(user(users.loadUserByUsername(login)))
                .locale(Locale.ENGLISH));
    }
}
