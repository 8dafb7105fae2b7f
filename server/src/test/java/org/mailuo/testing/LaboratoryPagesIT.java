package org.mailuo.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.MailuoTest;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.station.StationFixtures;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

@MailuoTest
class LaboratoryPagesIT extends LaboratoryScene {
    private static final String UNREADABLE = "??";

    @Autowired
    private MockMvc mvc;

    private record Somebody(Actor actor) implements SignedIn {
        @Override
        public String displayName() {
            return actor.login();
        }

        @Override
        public String houseName() {
            return "House";
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Asia/Shanghai");
        }
    }

    private static RequestPostProcessor as(Actor actor) {
        String[] authorities = actor.duties().stream().map(Duty::name).toArray(String[]::new);
        return authentication(new TestingAuthenticationToken(new Somebody(actor), null, authorities));
    }

    @ParameterizedTest
    @CsvSource({"en", "zh-CN"})
    void everyPageSpeaksBothLanguages(String language) throws Exception {
        DonationNumber fit = aFitDonation(aDonor());
        DonationNumber unfit = aReceivedDonation(aDonor());
        RunId valid = enterAndReview(new NewResult(unfit, Marker.HBV_DNA, Outcome.REACTIVE));
        laboratory.conclude(by(REVIEWER), List.of(unfit));
        DonationNumber open = aReceivedDonation(aDonor());
        RunId running = laboratory.openRun(by(TESTER), aRun("Maker"));
        laboratory.enter(by(TESTER), running, List.of(good(open, Marker.HBSAG)));
        Locale locale = Locale.forLanguageTag(language);
        for (String path : List.of(
                "/laboratory",
                "/laboratory?tab=receive",
                "/laboratory?tab=repeat",
                "/laboratory?tab=review",
                "/laboratory?tab=conclude",
                "/laboratory?tab=unfit",
                "/laboratory?tab=nonsense",
                "/laboratory/receive",
                "/laboratory/runs",
                "/laboratory/runs/new",
                "/laboratory/runs/" + running,
                "/laboratory/runs/" + valid,
                "/laboratory/results",
                "/laboratory/results?fitness=UNFIT&from=2026-01-01&to=2026-12-31&din=A9760&page=0",
                "/laboratory/donations/" + fit,
                "/laboratory/donations/" + unfit,
                "/laboratory/donations/" + open)) {
            mvc.perform(get(path).with(as(TESTER)).locale(locale).header("Accept-Language", language))
                    .andExpect(status().isOk())
                    .andExpect(content().string(not(containsString(UNREADABLE))))
                    .andExpect(content().string(not(containsString(">testing."))))
                    .andExpect(content().string(not(containsString(">reason.testing."))))
                    .andExpect(content().string(not(containsString(">term."))));
        }
    }

    @ParameterizedTest
    @CsvSource({"/laboratory", "/laboratory/results", "/laboratory/runs", "/laboratory/donations/A976026000001"})
    void frontLineStaffSeeNoResults(String path) throws Exception {
        aReceivedDonation(aDonor());
        mvc.perform(get(path).with(as(NURSE))).andExpect(status().isForbidden());
    }

    @Test
    void aTubeIsScannedOnce() throws Exception {
        DonationNumber din = aDonation(aDonor());
        mvc.perform(post("/laboratory/receive")
                        .param("scan", din.barcode(0))
                        .header("HX-Request", "true")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("verdict-GO")))
                .andExpect(content().string(containsString(din.readable())));
        mvc.perform(post("/laboratory/receive")
                        .param("scan", din.readable())
                        .header("HX-Request", "true")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(content().string(containsString("verdict-STOP")));
        mvc.perform(post("/laboratory/receive")
                        .param("scan", din.value())
                        .header("HX-Request", "true")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(content().string(containsString("verdict-STOP")));
    }

    @Test
    void aPastedPlateIsEnteredOrRefusedAsAWhole() throws Exception {
        DonationNumber one = aReceivedDonation(aDonor());
        DonationNumber two = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        String head = "DIN\tHBSAG\tALT\tABO_FORWARD\n";
        mvc.perform(post("/laboratory/runs/" + run + "/paste")
                        .param("text", head + one.readable() + "\tNR\t20\tA+B-\n" + two.readable() + "\t-\t999999\tA\n")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("testing.line-outcome")))
                .andExpect(content().string(containsString("999999")));
        assertThat(laboratory.get(STATION, one).attempts()).isEmpty();
        mvc.perform(post("/laboratory/runs/" + run + "/paste")
                        .param("text", head + one.readable() + "\tNR\t20\tA+B−\n" + two.barcode(0) + "\t阴性\t50\t\n")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/laboratory/runs/" + run));
        assertThat(laboratory.get(STATION, one).attempts()).hasSize(3);
        assertThat(laboratory.get(STATION, two).attempts()).hasSize(2);
    }

    @Test
    void theGridEntersWhatIsFilledIn() throws Exception {
        DonationNumber din = aReceivedDonation(aDonor());
        RunId run = laboratory.openRun(by(TESTER), aRun("Maker"));
        mvc.perform(post("/laboratory/runs/" + run + "/grid")
                        .param("well-" + din + "-HBSAG-1", Outcome.REACTIVE)
                        .param("well-" + din + "-ALT-1", "31.5")
                        .param("well-" + din + "-ANTI_HCV-1", "")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/laboratory/runs/" + run));
        assertThat(laboratory.get(STATION, din).attempts())
                .extracting(Attempt::outcome)
                .containsExactly(Outcome.REACTIVE, Outcome.MEASURED);
        mvc.perform(post("/laboratory/runs/" + run + "/review")
                        .param("valid", "true")
                        .param("login", StationFixtures.proof(TESTER).login())
                        .param("password", StationFixtures.PASSWORD)
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(status().isConflict());
        mvc.perform(post("/laboratory/runs/" + run + "/review")
                        .param("valid", "true")
                        .param("login", StationFixtures.proof(REVIEWER).login())
                        .param("password", StationFixtures.PASSWORD)
                        .with(as(REVIEWER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/laboratory/runs/" + run));
        mvc.perform(post("/laboratory/conclude")
                        .param("dins", din.value())
                        .param("back", "donation")
                        .with(as(REVIEWER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/laboratory/donations/" + din));
        assertThat(laboratory.conclusions(STATION, din)).hasSize(1);
    }

    @Test
    void aRunFormThatMissesFieldsIsShownAgain() throws Exception {
        mvc.perform(post("/laboratory/runs").param("assay", "").with(as(TESTER)).with(csrf()))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("error-summary")));
        mvc.perform(post("/laboratory/runs")
                        .param("assay", "HBsAg ELISA")
                        .param("markers", "HBSAG")
                        .param("manufacturer", "Maker")
                        .param("lot", "L1")
                        .param("lotExpires", "2099-12-31")
                        .param("instrument", "Reader 1")
                        .param("controlsIn", "true")
                        .with(as(TESTER))
                        .with(csrf()))
                .andExpect(status().is3xxRedirection());
    }
}
