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
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mailuo.distribution.AllocatedBag;
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
import org.mailuo.shared.Uuid7;
import org.mailuo.units.BagStatus;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Sixty-four clerks, each at a browser of his own, want the same bags. Every bag leaves once. Who is asked for patience
 * (503) waits and presses again, as people do. {@code -Dmailuo.bags} says how many bags there are.
 */
@HostileTest
@TestPropertySource(
        properties = {
            // What the product comes with, and not what the other histories here are given.
            "spring.datasource.hikari.maximum-pool-size=8",
            "spring.datasource.hikari.connection-timeout=10000"
        })
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
    private final AtomicLong slowestAtDoor = new AtomicLong();
    private final AtomicLong slowestOrder = new AtomicLong();

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
        long began = System.nanoTime();
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
        System.out.printf(
                "clerks=%d bags=%d answers=%s seconds=%d slowest answer: door %d ms, orders %d ms%n",
                CLERKS,
                BAGS,
                answers,
                Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                slowestAtDoor.get(),
                slowestOrder.get());
        assertThat(answers.keySet()).contains(302, 409).isSubsetOf(302, 409, 503);
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
            browser.post("/orders/" + order + "/allocate", "");
            String scans = allocated(clerk, order).stream()
                    .map(each -> "scans="
                            + encoded(each.bag().din().barcode(0) + "|"
                                    + catalogue
                                            .get(each.bag().product())
                                            .isbtCode(each.bag().division())))
                    .collect(Collectors.joining("&"));
            browser.post(
                    "/orders/" + order + "/issue",
                    scans + "&login=" + encoded(checker.login()) + "&password=" + encoded(DistributionHouse.PASSWORD));
        }
        return null;
    }

    /** What the clerk sees on the shelf; it has no page of its own, and no patience with the pool either. */
    private List<AllocatedBag> allocated(Actor clerk, OrderId order) {
        while (true) {
            try {
                return orders.allocated(clerk, order);
            } catch (CannotCreateTransactionException busy) {
                Thread.yield();
            }
        }
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
            assertThat(patiently(post("/sign-in", proof, door)).headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).doesNotContain("sign-in"));
            token = token(page("/orders"));
        }

        /** Sent again, it is the same command, as from the same form. */
        void post(String path, String form) throws IOException, InterruptedException {
            int status = patiently(post(path, form + "&command=" + Uuid7.next(clock.instant()), token))
                    .statusCode();
            answers.computeIfAbsent(status, key -> new AtomicInteger()).incrementAndGet();
        }

        private String page(String path) throws IOException, InterruptedException {
            return patiently(request(path).GET()).body();
        }

        private HttpResponse<String> patiently(HttpRequest.Builder request) throws IOException, InterruptedException {
            for (int turn = 0; ; turn++) {
                HttpResponse<String> answer = send(request);
                if (answer.statusCode() != 503 || turn == 20) {
                    return answer;
                }
                answers.computeIfAbsent(503, key -> new AtomicInteger()).incrementAndGet();
                Thread.sleep(Duration.ofSeconds(
                        answer.headers().firstValueAsLong("Retry-After").orElseThrow()));
            }
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
            HttpRequest asked = request.build();
            AtomicLong slowest = asked.uri().getPath().equals("/sign-in") ? slowestAtDoor : slowestOrder;
            long began = System.nanoTime();
            HttpResponse<String> answer = client.send(asked, HttpResponse.BodyHandlers.ofString());
            slowest.accumulateAndGet(Duration.ofNanos(System.nanoTime() - began).toMillis(), Math::max);
            return answer;
        }

        private static String token(String page) {
            Matcher found = TOKEN.matcher(page);
            assertThat(found.find()).as("a form with a token").isTrue();
            return found.group(1);
        }
    }
}
