package org.mailuo.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.station.Staff;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the house gets what no page ever sends, over real HTTP: wrong types, too much, broken signs, ids of
 * nobody, words of SQL and HTML. It is refused in the reader's language, nothing is changed and nothing is told.
 */
@MailuoTest
class EveryRouteIT {
    private static final List<String> HOSTILE = List.of(
            "x",
            "-1",
            "0",
            "99999999999999999999",
            "2026-02-30",
            "9".repeat(5_000),
            "\u0000",
            "' or 1=1 --",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "${7*7}#{7*7}",
            "0198a0a0-0000-7000-8000-00000000dead");

    private static final Pattern LEAK = Pattern.compile(
            "(?i)exception|org\\.(mailuo|spring|postgresql|apache|thymeleaf)|java\\.|\\bat [a-z]+\\.|SQLSTATE|"
                    + "select .* from|insert into|<script>alert");
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\{(?:[^{}]|\\{[^{}]*})*}");
    /** Their purpose is to change what the person who asks sees or is. */
    private static final Set<String> PERSONAL =
            Set.of("/sign-out", "/lock", "/unlock", "/password", "/setup", "/error");

    @Autowired
    private Stations stations;

    @Autowired
    private Staff staff;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private String token = "";

    @BeforeEach
    void somebodyWithEveryDuty() throws IOException, InterruptedException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        if (!stations.isFounded()) {
            Actor admin = StationFixtures.aStation(stations, staff, now);
            EnumSet<Duty> all = EnumSet.allOf(Duty.class);
            all.remove(Duty.HOSPITAL);
            StationFixtures.aPerson(staff, admin, "everybody", now, all.toArray(Duty[]::new));
        }
        readToken(get("/sign-in").body());
        HttpResponse<String> answer = post(
                "/sign-in",
                "application/x-www-form-urlencoded",
                BodyPublishers.ofString(
                        "login=everybody&password=" + encoded(StationFixtures.PASSWORD) + "&_csrf=" + encoded(token)));
        assertThat(answer.headers().firstValue("Location").orElse("")).doesNotContain("failed");
        readToken(get("/").body());
    }

    /** One route, one method, and the fields that its handler reads. */
    private record Route(RequestMethod method, String path, Set<String> fields) {}

    @Test
    void everyFieldOfEveryRouteRefusesGarbage() throws IOException, InterruptedException {
        Map<String, String> wrong = new TreeMap<>();
        List<Route> routes = routes();
        assertThat(routes).hasSizeGreaterThan(80);
        long asked = 0;
        for (Route route : routes) {
            String name = route.method() + " " + route.path();
            ask(route, "").ifPresent(fault -> wrong.put(name + " []", fault));
            long before = commands();
            for (String garbage : HOSTILE) {
                asked++;
                ask(route, garbage).ifPresent(fault -> wrong.put(name + " [" + shown(garbage) + "]", fault));
            }
            if (commands() != before) {
                wrong.put(name, "changed something");
            }
        }
        System.out.printf("routes=%d requests=%d wrong=%d%n", routes.size(), asked, wrong.size());
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsTooLargeOrBrokenIsRefusedBeforeAnybodyReadsIt() throws IOException, InterruptedException {
        long before = commands();
        byte[] huge = new byte[10 * 1024 * 1024];
        Arrays.fill(huge, (byte) 'a');
        byte[] broken = "name=".getBytes(StandardCharsets.UTF_8);
        byte[] brokenName = Arrays.copyOf(broken, broken.length + 2);
        brokenName[broken.length] = (byte) 0xC3;
        brokenName[broken.length + 1] = (byte) 0x28;
        for (String path : List.of("/donors", "/hospitals", "/orders", "/staff")) {
            assertRefused(path, "application/x-www-form-urlencoded", huge);
            assertRefused(path, "application/json", "{\"a\":".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            assertRefused(path, "application/x-www-form-urlencoded", brokenName);
            assertRefused(
                    path,
                    "text/xml",
                    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"
                            .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(fault(get("/donors/%C3%28"))).isEmpty();
        assertThat(fault(get("/donors/%00"))).isEmpty();
        assertThat(fault(get("/donors/" + "a".repeat(6_000)))).isEmpty();
        assertThat(commands()).isEqualTo(before);
    }

    @Test
    void withoutTokenOrSessionNothingIsTaken() throws IOException, InterruptedException {
        long before = commands();
        String good = token;
        token = "not-the-token";
        assertThat(send(new Route(RequestMethod.POST, "/hospitals", Set.of("code")), "X1")
                        .statusCode())
                .isEqualTo(403);
        token = good;
        HttpClient stranger = HttpClient.newHttpClient();
        for (Route route : routes()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(uri(VARIABLE.matcher(route.path()).replaceAll("x")));
            HttpResponse<String> answer = stranger.send(
                    route.method() == RequestMethod.GET
                            ? request.GET().build()
                            : request.POST(BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as("%s %s", route.method(), route.path())
                    .isLessThan(500);
            assertThat(answer.body()).as(route.path()).doesNotContain("everybody");
        }
        assertThat(commands()).isEqualTo(before);
    }

    private Optional<String> ask(Route route, String garbage) throws InterruptedException {
        try {
            return Optional.of(fault(send(route, garbage))).filter(fault -> !fault.isEmpty());
        } catch (IOException cut) {
            return Optional.of("cut off: " + cut.getMessage());
        }
    }

    private void assertRefused(String path, String type, byte[] body) throws IOException, InterruptedException {
        try {
            HttpResponse<String> answer =
                    post(path + "?_csrf=" + encoded(token), type, BodyPublishers.ofByteArray(body));
            assertThat(answer.statusCode()).as("%s %s", path, type).isLessThan(500);
            assertThat(fault(answer)).as("%s %s", path, type).isEmpty();
        } catch (IOException closed) {
            // The server may hang up on a body that it will not read.
            assumeTrue(body.length > 1_000_000, closed.toString());
        }
    }

    private static String fault(HttpResponse<String> answer) {
        if (answer.statusCode() >= 500) {
            return "status " + answer.statusCode();
        }
        Matcher leak = LEAK.matcher(answer.body());
        boolean page = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        if (page && leak.find()) {
            return "tells " + leak.group();
        }
        // What Tomcat cannot read at all it refuses by itself, in one bare line.
        boolean whole =
                page && answer.body().contains("<html") && !answer.body().contains("HTTP Status");
        return whole && answer.statusCode() >= 400 && !answer.body().contains("lang=\"zh")
                ? "not in the reader's language"
                : "";
    }

    private HttpResponse<String> send(Route route, String garbage) throws IOException, InterruptedException {
        String inPath = garbage.isEmpty() ? "-" : encoded(garbage).replace("+", "%20");
        String path = VARIABLE.matcher(route.path()).replaceAll(Matcher.quoteReplacement(inPath));
        String fields = route.fields().stream()
                .map(name -> name + "=" + encoded(garbage))
                .collect(Collectors.joining("&"));
        return route.method() == RequestMethod.GET
                ? get(
                        fields.isEmpty()
                                ? path
                                : path + "?" + (fields.length() < 6_000 ? fields : fields.substring(0, 6_000)))
                : post(
                        path,
                        "application/x-www-form-urlencoded",
                        BodyPublishers.ofString(fields + "&_csrf=" + encoded(token)));
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> each :
                mappings.getHandlerMethods().entrySet()) {
            if (!each.getValue().getBeanType().getPackageName().startsWith("org.mailuo")) {
                continue;
            }
            Set<RequestMethod> methods = each.getKey().getMethodsCondition().getMethods();
            for (String path : each.getKey().getPatternValues()) {
                for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    if (!PERSONAL.contains(path)) {
                        routes.add(new Route(method, path, fields(each.getValue())));
                    }
                }
            }
        }
        routes.sort(
                java.util.Comparator.comparing((Route route) -> route.path()).thenComparing(Route::method));
        return routes;
    }

    private static Set<String> fields(HandlerMethod handler) {
        Set<String> names = new LinkedHashSet<>();
        for (MethodParameter parameter : handler.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            if (type == Actor.class) {
                continue;
            }
            if (type == Command.class) {
                names.add("command");
            } else if (type.isRecord() && type.getPackageName().startsWith("org.mailuo")) {
                Stream.of(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .forEach(names::add);
            } else if (parameter.getParameterAnnotations().length > 0) {
                names.add(handler.getMethod()
                        .getParameters()[parameter.getParameterIndex()]
                        .getName());
            }
        }
        return names;
    }

    private long commands() {
        return owner.jdbc()
                .sql("select count(*) from audit.commands")
                .query(Long.class)
                .single();
    }

    private void readToken(String page) {
        Matcher found = TOKEN.matcher(page);
        assertThat(found.find()).isTrue();
        token = found.group(1);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Accept", "text/html")
                        .header("Accept-Language", "zh-CN")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String type, BodyPublisher body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", type)
                        .header("Accept", "text/html")
                        .header("Accept-Language", "zh-CN")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String shown(String garbage) {
        return garbage.length() > 30 ? garbage.substring(0, 30) + "…" : garbage;
    }
}
