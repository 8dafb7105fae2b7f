package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailuo.MailuoTest;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.shared.RefusedException;
import org.mailuo.station.Actors;
import org.mailuo.station.Stations;
import org.mailuo.testing.LaboratoryScene;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** RULE T01: the list that is shipped, read as stories that a nurse could sign, and what is recorded by it. */
@MailuoTest
class DeferralTermsIT extends LaboratoryScene {
    private static final Actor EXAMINER = actor(51, Duty.EXAMINE, Duty.QUALITY, Duty.INSPECT);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 9);

    @Autowired
    private DeferralTermStore list;

    @Autowired
    private DeferralTerms terms;

    @Autowired
    private Stations stations;

    @Autowired
    private UserDetailsService users;

    @Autowired
    private MockMvc mvc;

    /** A line of the stories. */
    record Story(String words, String code, Optional<LocalDate> since, Optional<LocalDate> end, LocalDate readOn) {
        static Story of(String line) {
            String[] part = line.split("\\s*\\|\\s*");
            return new Story(
                    part[0],
                    part[1],
                    part[2].equals("-") ? Optional.empty() : Optional.of(LocalDate.parse(part[2])),
                    part[3].equals("doctor") ? Optional.empty() : Optional.of(LocalDate.parse(part[3])),
                    LocalDate.parse(part[4]));
        }
    }

    static Stream<Story> stories() throws IOException {
        try (var file = Objects.requireNonNull(DeferralTermsIT.class.getResourceAsStream("deferrals.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Story::of).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void story(Story story) {
        DeferralTerm term = term(story.code(), story.readOn());
        assertThat(term.permanent()).isFalse();
        assertThat(term.endsOn(story.since().orElse(null))).as(story.words()).isEqualTo(story.end());
    }

    @Test
    void everyTemporaryReasonOfTodayHasAStory() throws IOException {
        List<String> told = stories().map(Story::code).distinct().toList();
        assertThat(list.inForce("CN", TODAY))
                .filteredOn(term -> !term.permanent())
                .extracting(DeferralTerm::code)
                .filteredOn(
                        code -> !List.of("T22", "T23", "T24", "V-COVID-OTHER").contains(code))
                .allSatisfy(code -> assertThat(told).contains(code));
    }

    @Test
    void whatIsRecordedEndsWithTheList() {
        DonorId donor = aDonor();
        terms.defer(by(EXAMINER), donor, "T14-TATTOO", LocalDate.of(2026, 2, 14), null);
        terms.defer(by(EXAMINER), donor, "T19", TODAY, null);
        terms.defer(by(EXAMINER), donor, "P8-HEART", null, null);
        assertThat(donors.deferralHistory(STATION, donor))
                .extracting(Deferral::code, Deferral::scope, Deferral::permanent, Deferral::startsOn, Deferral::endsOn)
                .containsExactlyInAnyOrder(
                        tuple("T14-TATTOO", Scope.ALL, false, LocalDate.of(2026, 2, 14), LocalDate.of(2027, 2, 14)),
                        tuple("T19", Scope.PLATELETS, false, TODAY, TODAY.plusDays(6)),
                        tuple("P8-HEART", Scope.ALL, true, TODAY, null));
    }

    @Test
    void theExaminerMayAskForLongerAndNeverForLess() {
        DonorId donor = aDonor();
        LocalDate well = LocalDate.of(2026, 3, 6);
        refused(donor, "T10-COLD", well, LocalDate.of(2026, 3, 12), "donors.deferral-short");
        terms.defer(by(EXAMINER), donor, "T10-COLD", well, LocalDate.of(2026, 4, 1));
        assertThat(donors.deferralHistory(STATION, donor))
                .singleElement()
                .returns(LocalDate.of(2026, 4, 1), Deferral::endsOn);
    }

    @Test
    void whatIsOverOrUnknownOrToComeIsNotRecorded() {
        DonorId donor = aDonor();
        refused(donor, "T01", LocalDate.of(2026, 3, 6), null, "donors.deferral-over");
        refused(donor, "T10-COLD", TODAY.plusDays(1), null, "donors.deferral-future");
        refused(donor, "P8-HEART", null, TODAY.plusDays(9), "donors.deferral-permanent");
        refused(donor, "T99", TODAY, null, "donors.deferral-code");
        assertThat(donors.deferralHistory(STATION, donor)).isEmpty();
        terms.defer(by(EXAMINER), donor, "T01", LocalDate.of(2026, 3, 7), null);
        assertThat(donors.deferralHistory(STATION, donor))
                .singleElement()
                .returns(LocalDate.of(2026, 3, 10), Deferral::endsOn);
    }

    @Test
    void thePageSaysWhatEachReasonCostsAndKeepsWhatWasTyped() throws Exception {
        stations.changeSignIn(by(Actors.system(STATION)), 15, Set.of());
        DonorId donor = aDonor();
        mvc.perform(get("/donors/" + donor).with(examiner()).locale(Locale.ENGLISH))
                .andExpect(content().string(containsString("cold (T10) – 7 days after recovery")))
                .andExpect(content().string(containsString("pregnancy (T07) – until a physician decides")));
        mvc.perform(get("/donors/" + donor).with(examiner()).locale(Locale.SIMPLIFIED_CHINESE))
                .andExpect(content().string(containsString("上呼吸道感染（T10） – 痊愈后 7 天")));
        mvc.perform(send(donor).param("since", "2020-01-01"))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("data-reason=\"donors.deferral-over\"")))
                .andExpect(content().string(containsString("value=\"2020-01-01\"")));
        mvc.perform(send(donor).param("since", "")).andExpect(redirectedUrl("/donors/" + donor));
        assertThat(donors.deferralHistory(STATION, donor)).singleElement().returns(null, Deferral::endsOn);
    }

    private MockHttpServletRequestBuilder send(DonorId donor) {
        return post("/donors/" + donor + "/deferrals")
                .with(examiner())
                .with(csrf())
                .param("command", UUID.randomUUID().toString())
                .param("code", "T10-COLD");
    }

    private RequestPostProcessor examiner() {
        return user(users.loadUserByUsername(EXAMINER.login() + "." + STATION.value()));
    }

    private void refused(
            DonorId donor, String code, @Nullable LocalDate since, @Nullable LocalDate until, String reason) {
        assertThatThrownBy(() -> terms.defer(by(EXAMINER), donor, code, since, until))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.reasons()).extracting("code").containsExactly(reason));
    }

    private DeferralTerm term(String code, LocalDate day) {
        return list.inForce("CN", day).stream()
                .filter(term -> term.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code));
    }
}
