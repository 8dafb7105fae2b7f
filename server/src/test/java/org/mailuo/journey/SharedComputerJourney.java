package org.mailuo.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** One computer, several people: what was in hand stays beneath the cover, and nobody sees or uses it meanwhile. */
@MailuoTest
@Import(VeinToVeinJourney.Morning.class)
class SharedComputerJourney {
    private static Playwright playwright;
    private static Browser chromium;

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext house;

    @Autowired
    private StoryClock clock;

    @BeforeAll
    static void openBrowser() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = VeinToVeinJourney.launch(playwright);
    }

    @AfterAll
    static void closeBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    private void found() {
        if (!house.getBean(Stations.class).isFounded()) {
            Station.found(house, clock);
        }
    }

    @Test
    void theUnfinishedScanWaitsForTheSamePerson() {
        found();
        try (Workplace bench = Workplace.desk(chromium, "http://localhost:" + port, clock)) {
            bench.signIn("nurse").open("/collection");
            Locator scan = bench.page.locator("#scan");
            Locator cover = bench.page.locator("#lock");
            scan.fill("half a scan");
            bench.page.locator("[data-menu] summary").click();
            bench.page.locator("form[data-lock] button").click();
            assertThat(cover).isVisible();
            assertThat(scan).isHidden();
            bench.look("locked");
            bench.page.keyboard().press("Escape");
            bench.page.keyboard().press("Escape");
            assertThat(cover).isVisible();

            bench.page.locator("#lock-password").fill("not my password");
            bench.page.keyboard().press("Enter");
            assertThat(cover.locator("[data-reason='station.proof-refused']")).isVisible();
            bench.page.locator("#lock-password").fill(Workplace.PASSWORD);
            bench.page.keyboard().press("Enter");
            assertThat(cover).isHidden();
            assertThat(scan).hasValue("half a scan");

            clock.goOn(Duration.ofMinutes(14));
            bench.passTime();
            bench.page.waitForTimeout(6_000);
            assertThat(cover).isHidden();
            clock.goOn(Duration.ofMinutes(1));
            bench.passTime();
            assertThat(cover).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(8_000));

            bench.page.locator("#lock .lock-other summary").click();
            bench.page.locator("#lock-other-login").fill("clerk");
            bench.page.locator("#lock-other-password").fill(Workplace.PASSWORD);
            bench.page.keyboard().press("Enter");
            assertThat(bench.page.locator(".menu-who strong")).hasText("Ann Hale");
            assertThat(bench.page.locator("#scan")).hasCount(0);
            assertThat(bench.complaints()).isEmpty();
        }
    }

    @Test
    void theAdministratorsPagesFitTheDeskAndTheTelephone() {
        if (!Boolean.getBoolean("mailuo.pictures")) {
            return;
        }
        found();
        for (boolean phone : List.of(false, true)) {
            try (Workplace place = phone
                    ? Workplace.phone(chromium, "http://localhost:" + port, clock)
                    : Workplace.desk(chromium, "http://localhost:" + port, clock)) {
                place.signIn("admin");
                for (boolean chinese : List.of(true, false)) {
                    String name = (phone ? "phone" : "desk") + (chinese ? "-zh-" : "-en-");
                    place.speak(chinese);
                    for (String page : List.of("/station", "/station/staff", "/station/staff/new", "/second-factor")) {
                        place.open(page);
                        place.look(name + page.substring(1).replace('/', '-'));
                    }
                    place.open("/station/staff");
                    place.page.locator("tbody a").first().click();
                    place.page.waitForLoadState();
                    place.look(name + "person");
                }
            }
        }
    }
}
