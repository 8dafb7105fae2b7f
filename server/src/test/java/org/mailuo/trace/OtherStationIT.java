package org.mailuo.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mailuo.trace.TraceFixtures.bag;
import static org.mailuo.trace.TraceFixtures.din;
import static org.mailuo.trace.TraceFixtures.id;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.ServletException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.Trail;
import org.mailuo.database.StationScope;
import org.mailuo.pages.SignedIn;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.NotFoundException;
import org.mailuo.shared.StationId;
import org.mailuo.units.Ledger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A station's rows do not exist for another one: not by a page's address, and not by a service. */
@MailuoTest
class OtherStationIT {
    private static final StationId STRANGERS = new StationId(112);
    private static final Set<Duty> DUTIES = EnumSet.complementOf(EnumSet.of(Duty.HOSPITAL));
    private static final Actor STRANGER = new Actor(STRANGERS, new UUID(1, 12), "stranger", DUTIES);
    private static final Actor OWN = new Actor(TraceFixtures.STATION, new UUID(1, 10), "own", DUTIES);

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Trail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    private record Reader(Actor actor) implements SignedIn {
        @Override
        public String displayName() {
            return "Reader";
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

    @BeforeEach
    void threeStations() {
        boolean stands = owner.jdbc()
                .sql("select exists (select from station.stations where station_id = 112)")
                .query(Boolean.class)
                .single();
        if (!stands) {
            TraceFixtures.aHouse(owner);
            transaction.executeWithoutResult(status -> {
                trail.begin(Command.of(STRANGER, Instant.EPOCH), "station.found");
                jdbc.sql("""
                        insert into station.stations (station_id, name_zh, name_en, facility, licence_no, time_zone, rule_set)
                        values (112, '别站', 'Elsewhere', 'A9112', 'L', 'Asia/Shanghai', 'CN-GB18467-2011')
                        """).update();
            });
        }
    }

    @Test
    void noAddressLeadsToARowOfAnotherStation() throws Exception {
        List<String> theirs = List.of(
                bag("LRC", 1).toString(),
                din(1).value(),
                id("order").toString(),
                id("d1").toString(),
                id("staff").toString());
        TreeSet<String> pages = new TreeSet<>();
        routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> pattern.matches("[^{]*\\{[^{]*}[^{]*"))
                .forEach(pages::add);
        assertThat(pages).hasSizeGreaterThan(15);
        int shown = 0;
        for (String page : pages) {
            for (String key : theirs) {
                String address = page.replaceFirst("\\{.*}", key);
                assertThat(answer(address, STRANGER)).as(address).isNotEqualTo(200);
                shown += answer(address, OWN) == 200 ? 1 : 0;
            }
        }
        assertThat(shown)
                .as("addresses that lead somewhere in their own station")
                .isGreaterThan(5);
    }

    /** What refuses the form of a key answers nothing either. */
    private int answer(String address, Actor reader) throws Exception {
        try {
            return mvc.perform(get(address).with(as(reader)))
                    .andReturn()
                    .getResponse()
                    .getStatus();
        } catch (ServletException malformed) {
            return 400;
        }
    }

    @Test
    void aServiceDoesNotWorkForTwoStations() {
        assertThat(ledger.get(TraceFixtures.STATION, bag("LRC", 1)).id()).isEqualTo(bag("LRC", 1));
        assertThatThrownBy(() -> ledger.get(STRANGERS, bag("LRC", 1))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> StationScope.in(STRANGERS, () -> ledger.get(TraceFixtures.STATION, bag("LRC", 1))))
                .isInstanceOf(NotFoundException.class)
                .hasMessage("No such station");
        assertThatThrownBy(() -> StationScope.in(
                        TraceFixtures.STATION,
                        () -> transaction.execute(status -> {
                            trail.begin(Command.of(STRANGER, Instant.EPOCH), "test.sql");
                            return status;
                        })))
                .isInstanceOf(NotFoundException.class);
    }

    private static RequestPostProcessor as(Actor reader) {
        String[] duties = reader.duties().stream().map(Duty::name).toArray(String[]::new);
        return authentication(
                new TestingAuthenticationToken(new Reader(reader), "", AuthorityUtils.createAuthorityList(duties)));
    }
}
