package org.mailuo.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailuo.simulator.Simulation;
import org.springframework.context.ConfigurableApplicationContext;

/** How long the page with all results of sixty donations takes, signed in, over HTTP: the median of fifty, after fifty. */
record ResultsPage(double milliseconds) {
    private static final int MANY = 50;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    static ResultsPage measure(ConfigurableApplicationContext application) throws InterruptedException {
        String home = "http://127.0.0.1:"
                + Objects.requireNonNull(application.getEnvironment().getProperty("local.server.port"));
        try (HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            signIn(client, home);
            HttpRequest page = HttpRequest.newBuilder(URI.create(home + "/laboratory/results"))
                    .build();
            times(client, page);
            long[] nanos = times(client, page);
            Arrays.sort(nanos);
            return new ResultsPage(nanos[MANY / 2] / 1e6);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long[] times(HttpClient client, HttpRequest page) throws IOException, InterruptedException {
        long[] nanos = new long[MANY];
        for (int i = 0; i < MANY; i++) {
            long start = System.nanoTime();
            HttpResponse<String> answer = client.send(page, HttpResponse.BodyHandlers.ofString());
            nanos[i] = System.nanoTime() - start;
            if (answer.statusCode() != 200 || !answer.uri().getPath().equals("/laboratory/results")) {
                throw new IllegalStateException("The page of results answered " + answer.statusCode());
            }
        }
        return nanos;
    }

    private static void signIn(HttpClient client, String home) throws IOException, InterruptedException {
        URI door = URI.create(home + "/sign-in");
        String form = client.send(HttpRequest.newBuilder(door).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = TOKEN.matcher(form);
        String body = "login=tester&password=" + encoded(Simulation.password())
                + (token.find() ? "&_csrf=" + encoded(token.group(1)) : "");
        client.send(
                HttpRequest.newBuilder(door)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
