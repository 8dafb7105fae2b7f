package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Nothing personal in addresses, titles, logs or error pages, whatever goes right or wrong. */
@MailuoTest
@ExtendWith(OutputCaptureExtension.class)
class DonorPagesIT {
    private static final String NAME = "赵种植";
    private static final String NUMBER = "511502189003070008";
    private static final String PHONE = "13800000077";
    private static final String ADDRESS = "岷江路 77 号";
    private static final List<String> PLANTED = List.of(NAME, NUMBER, PHONE, ADDRESS, "%E8%B5%B5");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private AccessLog log;

    private Actor clerk = org.mailuo.station.Actors.system(StationFixtures.STATION);

    private record Person(Actor actor) implements SignedIn {
        @Override
        public String displayName() {
            return "Clerk";
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

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf())
                        .with(authentication(new UsernamePasswordAuthenticationToken(
                                new Person(clerk),
                                "",
                                AuthorityUtils.createAuthorityList(
                                        clerk.duties().stream().map(Duty::name).toList())))))
                .andReturn()
                .getResponse();
    }

    private static MockHttpServletRequestBuilder registration() {
        return post("/donors")
                .param("kind", "RESIDENT_ID")
                .param("number", NUMBER)
                .param("name", NAME)
                .param("sex", "FEMALE")
                .param("bornOn", "1890-03-07")
                .param("phone", PHONE)
                .param("address", ADDRESS);
    }

    @Test
    void nothingPersonalLeaksWhateverHappens(CapturedOutput output) throws Exception {
        Instant now = Instant.now();
        Actor admin = StationFixtures.aStation(stations, staff, now);
        clerk = StationFixtures.aPerson(staff, admin, "desk", now, Duty.REGISTER, Duty.QUALITY);

        String address = Objects.requireNonNull(send(registration()).getRedirectedUrl());
        assertThat(address).matches("/donors/[0-9a-f-]{36}");
        String page = send(get(address)).getContentAsString();
        assertThat(page).contains(NAME, NUMBER, PHONE, ADDRESS);
        assertThat(page.substring(page.indexOf("<title>"), page.indexOf("</title>")))
                .doesNotContain(NAME);

        for (String asked : List.of(NAME, NUMBER, PHONE)) {
            assertThat(send(post("/donors/search").param("q", asked)).getContentAsString())
                    .as("found by post: %s", asked)
                    .contains(address, "•••• 0008", "•••• 0077")
                    .doesNotContain(ADDRESS);
            assertThat(send(get("/donors").param("q", asked)).getContentAsString())
                    .as("an address is no question: %s", asked)
                    .doesNotContain(address);
            assertThat(send(post("/find").param("q", asked)).getRedirectedUrl()).isEqualTo(address);
            assertThat(send(get("/find").param("q", asked)).getRedirectedUrl()).isNull();
        }
        MockHttpServletResponse twice = send(registration());
        assertThat(twice.getRedirectedUrl()).isNull();
        assertThat(send(registration().param("kind", "NO_KIND")).getStatus()).isLessThan(500);

        log.write();
        assertThat(send(get(address + "/accesses")).getContentAsString()).contains("desk");

        owner.transaction().executeWithoutResult(broken -> {
            owner.jdbc().sql("alter table donors.donors disable trigger user").update();
            owner.jdbc()
                    .sql(
                            "update donors.donors set phone_sealed = set_byte(phone_sealed, 20, 255 - get_byte(phone_sealed, 20))")
                    .update();
            owner.jdbc().sql("alter table donors.donors enable trigger user").update();
        });
        int status;
        String failure;
        try {
            MockHttpServletResponse answer = send(get(address));
            status = answer.getStatus();
            failure = answer.getContentAsString();
        } catch (jakarta.servlet.ServletException unhandled) {
            status = 500;
            failure = unhandled.toString();
        }
        assertThat(status).isEqualTo(500);
        for (String planted : PLANTED) {
            assertThat(failure).as("error page").doesNotContain(planted);
            assertThat(output.getAll()).as("log").doesNotContain(planted);
        }
    }
}
