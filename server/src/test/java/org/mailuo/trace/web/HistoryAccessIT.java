package org.mailuo.trace.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.collection.aftercare.Epidemics;
import org.mailuo.collection.aftercare.NewWindow;
import org.mailuo.donors.Access;
import org.mailuo.donors.AccessLog;
import org.mailuo.donors.AccessLogs;
import org.mailuo.donors.Accesses;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.station.Actors;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.testing.LaboratoryScene;
import org.mailuo.units.CauseId;
import org.mailuo.units.CauseScope;
import org.mailuo.units.Causes;
import org.mailuo.units.HoldReason;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;

/** Whoever reads the history of a record that concerns a donor has looked at the donor. */
@MailuoTest
class HistoryAccessIT extends LaboratoryScene {
    private static final Actor READER = actor(41, Duty.QUALITY);

    @Autowired
    private MockMvc mvc;

    @Autowired
    private UserDetailsService users;

    @Autowired
    private Stations stations;

    @Autowired
    private Epidemics epidemics;

    @Autowired
    private Causes causes;

    @Autowired
    private AccessLog log;

    @Autowired
    private Accesses accesses;

    @BeforeEach
    void aPasswordIsEnough() {
        stations.changeSignIn(by(Actors.system(STATION)), 15, Set.of());
    }

    @Test
    void theHistoryOfEveryRecordOfADonorIsALookAtHim() throws Exception {
        DonorId donor = aDonor();
        DonationNumber din = aFitDonation(donor);
        BagId bag = ledger.bagsOf(STATION, List.of(din)).getFirst().id();
        ledger.hold(by(READER), List.of(bag), HoldReason.QUALITY, "", null);
        looksAt(donor, "donors.donors", donor.toString());
        looksAt(donor, "collection.donations", din.value());
        looksAt(donor, "testing.conclusions", din.value() + "/1");
        looksAt(donor, "units.holds", one("select hold_id::text from units.holds where bag_id = '%s'".formatted(bag)));
        looksAt(
                donor,
                "collection.visits",
                one("select visit_id::text from collection.visits where donor_id = '%s'".formatted(donor)));
    }

    @Test
    void theHistoryOfACauseIsALookAtWhomItNames() throws Exception {
        for (CauseScope scope : List.of(CauseScope.DONOR, CauseScope.DONATION, CauseScope.BAG)) {
            DonorId donor = aDonor();
            DonationNumber din = aDonation(donor);
            String subject = switch (scope) {
                case DONOR -> donor.toString();
                case DONATION -> din.value();
                default -> ledger.bagsOf(STATION, List.of(din)).getFirst().id().toString();
            };
            write("""
                    insert into units.causes (station_id, cause_id, reason, scope, subject, code, opened_at, opened_by, command_id)
                    values (760, gen_random_uuid(), 'QUALITY', '%s', '%s', 'TEST', audit.command_at(), audit.actor_id(), audit.command_id())
                    """.formatted(scope, subject), READER);
            looksAt(
                    donor,
                    "units.causes",
                    one("select cause_id::text from units.causes where subject = '%s'".formatted(subject)));
        }
    }

    @Test
    void theHistoryOfWhatConcernsNobodyIsALookAtNobody() throws Exception {
        DonorId donor = aDonor();
        open("station.stations", "760");
        assertThat(looks(donor)).isEmpty();
    }

    @Test
    void aListOfPeopleToBeCalledIsALookAtEachOfThem() throws Exception {
        DonorId donor = aDonor();
        aDonation(donor);
        donors.correct(by(NURSE), donor, "13900000760", "", "new");
        LocalDate day = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        CauseId window = epidemics
                .open(by(READER), new NewWindow(day.minusDays(1), day.plusDays(1), 14, List.of(), List.of(), ""))
                .id();
        causes.close(by(READER), window, "over", StationFixtures.proof(READER));
        mvc.perform(get("/collection/epidemic")
                        .with(user(users.loadUserByUsername(READER.login() + "." + STATION.value()))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("13900000760")));
        assertThat(looks(donor)).extracting(Access::page).containsExactly(Access.Page.CALLS);
    }

    private void looksAt(DonorId donor, String table, String row) throws Exception {
        int before = looks(donor).size();
        open(table, row);
        List<Access> after = looks(donor);
        assertThat(after).as(table).hasSize(before + 1);
        assertThat(after.getFirst().page()).as(table).isEqualTo(Access.Page.HISTORY);
        assertThat(after.getFirst().staff()).as(table).isEqualTo(READER.staffId());
    }

    private void open(String table, String row) throws Exception {
        mvc.perform(get("/history/" + table)
                        .param("row", row)
                        .with(user(users.loadUserByUsername(READER.login() + "." + STATION.value()))))
                .andExpect(status().isOk());
    }

    private List<Access> looks(DonorId donor) {
        AccessLogs.write(log);
        return accesses.of(STATION, donor, 100, 0);
    }

    private String one(String sql) {
        return owner.jdbc().sql(sql).query(String.class).single();
    }
}
