package org.mailuo.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailuo.distribution.DistributionHouse;
import org.mailuo.distribution.IssuedBag;
import org.mailuo.distribution.NewLine;
import org.mailuo.distribution.NewOrder;
import org.mailuo.distribution.OrderId;
import org.mailuo.distribution.OrderState;
import org.mailuo.distribution.Orders;
import org.mailuo.distribution.Urgency;
import org.mailuo.products.Catalogue;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.ProductCode;
import org.mailuo.units.BagStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * Sixty-four clerks, each at a browser of his own, want the same bags. Every bag leaves once. {@code -Dmailuo.bags} says
 * how many there are.
 */
@HostileTest
class ClerkRaceIT {
    private static final ProductCode CELLS = ProductCode.of("LRC");
    private static final int CLERKS = 64;
    private static final int BAGS = Integer.getInteger("mailuo.bags", 240);
    private static final int A_LINE = 8;
    /** As many clerks come to the same order, one after the other or at once. */
    private static final int RIVALS = 4;

    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" content=\"([^\"]+)\"");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Clock clock;

    @Autowired
    private Orders orders;

    @Autowired
    private Catalogue catalogue;

    @LocalServerPort
    private int port;

    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();

    @Test
    void everyBagLeavesOnceAndNobodyFails() throws Exception {
        Instant now = clock.instant();
        DistributionHouse house = new DistributionHouse(context, 640, now);
        List<Actor> clerks = IntStream.range(0, CLERKS)
                .mapToObj(number -> house.aPerson("clerk%d.640".formatted(number), Duty.DISTRIBUTE, null))
                .toList();
        house.aStock(CELLS, "A+", BAGS);
        List<OrderId> wanted = IntStream.range(0, BAGS / A_LINE)
                .mapToObj(number -> order(house, now))
                .toList();
        try (var browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (int clerk = 0; clerk < CLERKS; clerk++) {
                int number = clerk;
                working.add(browsers.submit(() -> work(clerks, number, wanted)));
            }
            for (Future<?> each : working) {
                each.get();
            }
        }
        System.out.println("clerks=" + CLERKS + " answers=" + answers);
        assertThat(answers.keySet()).containsOnly(302, 409);
        List<IssuedBag> issued = wanted.stream()
                .flatMap(order -> orders.issued(house.clerk, order).stream())
                .toList();
        assertThat(issued).hasSize(BAGS);
        assertThat(issued).extracting(each -> each.bag().id()).doesNotHaveDuplicates();
        assertThat(issued).allSatisfy(each -> assertThat(each.bag().status()).isEqualTo(BagStatus.ISSUED));
        assertThat(orders.stateCounts(house.clerk, null)).containsEntry(OrderState.ISSUED, wanted.size());
    }

    private OrderId order(DistributionHouse house, Instant now) {
        return orders.place(
                Command.of(house.clerk, now),
                new NewOrder(
                        house.hospital,
                        Urgency.URGENT,
                        now.plus(Duration.ofHours(4)),
                        List.of(new NewLine(CELLS, BloodGroup.of("A+"), A_LINE, null))));
    }

    /** One clerk's morning: signs in, and takes his orders as they come; others have the same ones. */
    private Void work(List<Actor> clerks, int number, List<OrderId> wanted) throws Exception {
        Actor clerk = clerks.get(number);
        Browser browser = new Browser(clerk);
        List<OrderId> mine = IntStream.range(0, wanted.size())
                .filter(order -> (order + number) % (CLERKS / RIVALS) == 0)
                .mapToObj(wanted::get)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(mine, new Random(number));
        Actor checker = clerks.get((number + 1) % CLERKS);
        for (OrderId order : mine) {
            count(browser.post("/orders/" + order + "/allocate", ""));
            String scans = orders.allocated(clerk, order).stream()
                    .map(each -> "scans="
                            + encoded(each.bag().din().barcode(0) + "|"
                                    + catalogue
                                            .get(each.bag().product())
                                            .isbtCode(each.bag().division())))
                    .collect(Collectors.joining("&"));
            count(browser.post(
                    "/orders/" + order + "/issue",
                    scans + "&login=" + encoded(checker.login()) + "&password=" + encoded(DistributionHouse.PASSWORD)));
        }
        return null;
    }

    private void count(int status) {
        answers.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A browser with a session of its own, in which a clerk is signed in. */
    private final class Browser {
        private final HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .build();
        private final String token;

        Browser(Actor clerk) throws IOException, InterruptedException {
            String door = token(page("/sign-in"));
            String proof = "login=" + encoded(clerk.login()) + "&password=" + encoded(DistributionHouse.PASSWORD);
            assertThat(send(post("/sign-in", proof, door)).headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).doesNotContain("sign-in"));
            token = token(page("/orders"));
        }

        int post(String path, String form) throws IOException, InterruptedException {
            return send(post(path, form, token)).statusCode();
        }

        private String page(String path) throws IOException, InterruptedException {
            return send(request(path).GET()).body();
        }

        private HttpRequest.Builder post(String path, String form, String proof) {
            return request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + encoded(proof)));
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        private static String token(String page) {
            Matcher found = TOKEN.matcher(page);
            assertThat(found.find()).as("a form with a token").isTrue();
            return found.group(1);
        }
    }
}
