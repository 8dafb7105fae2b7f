package org.mailuo.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.distribution.DistributionHouse;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.Urgency;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every address of the house, one by one: who gets in, and who does not. A new page is in this test by itself. */
@MailuoTest
class RoutesIT {
    /** Everybody's, before he is anybody. */
    private static final Set<String> OPEN = Set.of("/sign-in", "/setup", "/language", "/error");
    /** A person's own account, and the cover of his page. */
    private static final Set<String> OWN = Set.of(
            "/password",
            "/second-factor",
            "/second-factor/end",
            "/sign-in/code",
            "/locked",
            "/locked/here",
            "/locked/continue");
    /** Reading by what is typed, sent by POST so that no person stands in an address. */
    private static final Set<String> SEARCHES = Set.of("/donors/search", "/find", "/trace");
    /** Empty forms and scan benches of a deed; nothing stands on them that the inspector does not read elsewhere. */
    private static final Set<String> FORMS = Set.of(
            "/collection/reports/new",
            "/holds/new",
            "/storage/excursions/new",
            "/donors/new",
            "/hospitals/new",
            "/laboratory/runs/new",
            "/orders/new",
            "/orders/{id}/issue",
            "/station/staff/new",
            "/hospital",
            "/hospital/receive",
            "/hospital/fates");
    /** What a hospital's user gets at: his portal, his hospital's orders, the catalogue, his own account. */
    private static final Set<String> PORTAL = Set.of(
            "/",
            "/find",
            "/hospital",
            "/hospital/receive",
            "/hospital/fates",
            "/hospital/recalls",
            "/orders",
            "/orders/new",
            "/orders/{id}",
            "/orders/{id}/note",
            "/orders/{id}/receive",
            "/products",
            "/products/{code}");

    @Autowired
    private MockMvc mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private Orders orders;

    @Autowired
    private UserDetailsService accounts;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Clock clock;

    @SuppressWarnings("NullAway.Init")
    private static DistributionHouse house;

    /** One way in: its pattern and its method. */
    private record Route(RequestMethod method, String pattern, HandlerMethod handler) {
        /** The pattern with something in each place that looks like an id of no record. */
        String address() {
            return pattern.replaceAll("\\{din[^/]*", "A999926000009")
                    .replaceAll("\\{code[^/]*", "ZZ9")
                    .replaceAll("\\{[^}]*}", "00000000-0000-7000-8000-000000000009");
        }

        String path() {
            return pattern.replaceAll("\\{(\\w+):[^/]*", "{$1}");
        }

        @Override
        public String toString() {
            return method + " " + path();
        }
    }

    @BeforeEach
    void aHouse() {
        StationId station = new StationId(102);
        if (stations.findStation(station).isEmpty()) {
            house = new DistributionHouse(context, 102, clock.instant());
            stations.changeSignIn(Command.of(Actors.system(station), clock.instant()), 15, Set.of());
            StationFixtures.aPerson(staff, Actors.system(station), "route.inspector", clock.instant(), Duty.INSPECT);
        }
    }

    @Test
    void everyHandlerSaysWhoMay() {
        assertThat(routes()).hasSizeGreaterThan(80);
        assertThat(routes())
                .allSatisfy(route ->
                        assertThat(rule(route.handler())).as(route.toString()).isNotBlank());
        assertThat(routes().stream()
                        .filter(route -> rule(route.handler()).equals("permitAll()"))
                        .map(Route::pattern))
                .isSubsetOf(OPEN);
    }

    @Test
    void aHandlerWithoutARuleIsClosed() throws Exception {
        var bare = RoutesIT.class.getDeclaredMethod("aHandlerWithoutARuleIsClosed");
        assertThat(rule(new HandlerMethod(this, bare))).isEmpty();
    }

    @Test
    void theInspectorReadsEveryPageAndChangesNothing() throws Exception {
        Set<String> closed = new TreeSet<>();
        Set<String> asking = new TreeSet<>();
        for (Route route : routes()) {
            if (OPEN.contains(route.path())
                    || OWN.contains(route.path())
                    || route.method() == RequestMethod.POST && SEARCHES.contains(route.path())) {
                continue;
            }
            int status = status(route, request -> request.with(user(accounts.loadUserByUsername("route.inspector"))));
            if (route.method() == RequestMethod.GET) {
                if (status == 403) {
                    closed.add(route.path());
                } else if (status == 400) {
                    asking.add(route.path());
                } else {
                    assertThat(status).as(route.toString()).isIn(200, 404);
                }
            } else {
                assertThat(status).as(route.toString()).isEqualTo(403);
            }
        }
        assertThat(closed).isEqualTo(FORMS);
        assertThat(asking)
                .as("pages that need to be asked something")
                .containsExactly("/history/{table}", "/reconciliation/donations", "/trace/tree");
    }

    @Test
    void whatIsNoValueIsRefusedAndNoFailure() throws Exception {
        assertThat(mvc.perform(get("/products/not-a-code-at-all")
                                .with(user(accounts.loadUserByUsername("route.inspector"))))
                        .andReturn()
                        .getResponse()
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void aHospitalsUserGetsAtThePortalOnly() throws Exception {
        for (Route route : routes()) {
            if (OPEN.contains(route.path()) || OWN.contains(route.path())) {
                continue;
            }
            int status =
                    status(route, request -> request.with(user(accounts.loadUserByUsername(house.portal.login()))));
            if (PORTAL.contains(route.path())) {
                assertThat(status).as(route.toString()).isIn(200, 302, 400, 404, 409, 422);
            } else {
                assertThat(status).as(route.toString()).isEqualTo(403);
            }
        }
    }

    @Test
    void anotherHospitalsOrderDoesNotExist() throws Exception {
        NewLine line = new NewLine(ProductCode.of("LRC"), BloodGroup.of("A+"), 1, null);
        var foreign = orders.place(
                Command.of(house.clerk, clock.instant()),
                new NewOrder(house.other, Urgency.ROUTINE, clock.instant().plus(Duration.ofDays(1)), List.of(line)));
        for (String page : List.of("/orders/" + foreign, "/orders/" + foreign + "/note")) {
            assertThat(mvc.perform(get(page).with(user(accounts.loadUserByUsername(house.portal.login()))))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .as(page)
                    .isEqualTo(404);
        }
    }

    @Test
    void nobodyComesInUnknown() throws Exception {
        for (Route route : routes()) {
            if (OPEN.contains(route.path())) {
                continue;
            }
            assertThat(status(route, request -> request.accept(MediaType.TEXT_HTML)))
                    .as(route.toString())
                    .isEqualTo(302);
            assertThat(status(route, request -> request.header("HX-Request", "true")))
                    .as(route.toString())
                    .isEqualTo(401);
        }
    }

    @Test
    void noDeedWithoutItsToken() throws Exception {
        for (Route route : routes()) {
            if (route.method() == RequestMethod.POST) {
                assertThat(mvc.perform(post(route.address()).with(user(accounts.loadUserByUsername("route.inspector"))))
                                .andReturn()
                                .getResponse()
                                .getStatus())
                        .as(route.toString())
                        .isEqualTo(403);
            }
        }
    }

    private interface Guise {
        MockHttpServletRequestBuilder of(MockHttpServletRequestBuilder request);
    }

    private int status(Route route, Guise guise) throws Exception {
        MockHttpServletRequestBuilder request = route.method() == RequestMethod.GET
                ? get(route.address())
                : post(route.address()).with(csrf());
        return mvc.perform(guise.of(request)).andReturn().getResponse().getStatus();
    }

    private static String rule(HandlerMethod handler) {
        return Stream.of(handler.getMethod(), handler.getBeanType())
                .map(place -> AnnotatedElementUtils.findMergedAnnotation(place, PreAuthorize.class))
                .filter(Objects::nonNull)
                .map(PreAuthorize::value)
                .findFirst()
                .orElse("");
    }

    private List<Route> routes() {
        return mappings.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(pattern -> methods(
                                        entry.getKey().getMethodsCondition().getMethods())
                                .stream()
                                .map(method -> new Route(method, pattern.isEmpty() ? "/" : pattern, entry.getValue()))))
                .filter(route -> !route.pattern().equals("/error"))
                .toList();
    }

    private static Set<RequestMethod> methods(Set<RequestMethod> named) {
        return named.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : named;
    }
}
