package org.mailuo.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody's browser: what he sees and does, in words of the house. */
final class Workplace implements AutoCloseable {
    static final String PASSWORD = "a long and winding road";
    private static final Path PICTURES = Path.of("target", "journey");
    private static final Path KEPT = Path.of("..", "docs", "images");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    /** A key that no message file has is shown as itself. */
    private static final Pattern BARE_KEY = Pattern.compile("\\?\\?|\\b(reason|term)\\.[a-z]");

    private final StoryClock clock;
    private final BrowserContext context;
    private final List<String> complaints = new ArrayList<>();
    private boolean chinese = true;
    final Page page;

    private Workplace(Browser browser, String address, StoryClock clock, int width, int height) {
        this.clock = clock;
        context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setLocale("zh-CN")
                .setTimezoneId("Asia/Shanghai"));
        context.setDefaultTimeout(8_000);
        page = context.newPage();
        listen(page);
    }

    static Workplace desk(Browser browser, String address, StoryClock clock) {
        return new Workplace(browser, address, clock, 1440, 900);
    }

    static Workplace phone(Browser browser, String address, StoryClock clock) {
        return new Workplace(browser, address, clock, 390, 844);
    }

    private void listen(Page one) {
        one.onPageError(error -> complaints.add(one.url() + " " + error));
        one.onConsoleMessage(message -> {
            // A refusal answers 409; the browser says so on its console, and it is no fault of the page.
            if (message.type().equals("error") && !message.text().contains("status of 409")) {
                complaints.add(one.url() + " " + message.text());
            }
        });
        one.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " " + response.url());
            }
        });
    }

    // Going about ---------------------------------------------------------------------------------------------------

    Workplace signIn(String login) {
        open("/sign-in");
        type(login);
        page.keyboard().press("Tab");
        type(PASSWORD);
        press("Enter");
        assertThat(page.locator(".side-list").first()).isAttached();
        return this;
    }

    /** Types the password where the page asks for a signature. */
    void sign() {
        page.locator("main .sign input[type=password]").first().fill(PASSWORD);
    }

    /** The computer's clock goes on with the story's, and nobody touches the computer. */
    void passTime() {
        context.clock().setFixedTime(Date.from(clock.instant()));
    }

    void open(String path) {
        context.clock().setFixedTime(Date.from(clock.instant()));
        page.navigate(path);
        check();
    }

    /** Switches the language with the buttons at the top of the page. */
    void speak(boolean inChinese) {
        page.locator(".language [lang=" + (inChinese ? "zh-CN" : "en") + "]").click();
        page.waitForLoadState();
        chinese = inChinese;
        assertThat(page.locator("html")).hasAttribute("lang", Pattern.compile(inChinese ? "zh.*" : "en.*"));
        check();
    }

    /** Another window of the same person, opened on the same address. */
    Page anotherWindow() {
        Page other = context.newPage();
        listen(other);
        other.navigate(page.url());
        return other;
    }

    byte[] fetch(String path) {
        var response = context.request().get(path);
        assertThat(response.status()).as(path).isEqualTo(200);
        return response.body();
    }

    /** Waits for the page that an action leads to. */
    void goes(Runnable action, String path) {
        action.run();
        page.waitForURL(Pattern.compile(".*" + path));
        check();
    }

    private void check() {
        String text = page.locator("body").innerText();
        assertThat(BARE_KEY.matcher(text).find())
                .as("a message is missing:%n%s", text)
                .isFalse();
    }

    // Hands ---------------------------------------------------------------------------------------------------------

    /** Types where the cursor is. */
    void type(String text) {
        page.keyboard().insertText(text);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    void fill(String field, String value) {
        page.locator("#" + field).fill(value);
    }

    void choose(String field, String value) {
        page.locator("#" + field).selectOption(value);
    }

    void tick(String name, String value) {
        page.locator("input[name=" + name + "][value='" + value + "']").check();
    }

    /** Sends the form that holds this field, from the keyboard. */
    void send(String field) {
        page.locator("#" + field).press("Enter");
        page.waitForLoadState();
        check();
    }

    /** A scan at a bench: nobody touches the mouse, the field has the focus by itself. */
    Locator scan(String code) {
        assertThat(page.locator("#scan")).isFocused();
        page.keyboard().insertText(code);
        page.keyboard().press("Enter");
        assertThat(page.locator("#scan-log li:first-child")).not().hasClass("log-SENT");
        check();
        return page.locator("#verdict");
    }

    // Eyes ----------------------------------------------------------------------------------------------------------

    void go() {
        Locator verdict = page.locator("[data-verdict]").first();
        assertThat(verdict).hasAttribute("data-verdict", "GO");
        inOwnLanguage(verdict.locator("[data-verdict-title]"));
    }

    void await() {
        assertThat(page.locator("[data-verdict]").first()).hasAttribute("data-verdict", "WAIT");
    }

    /** The page says STOP and this reason, in the reader's language. */
    void stop(String reason) {
        Locator verdict = page.locator("[data-verdict]").first();
        assertThat(verdict).hasAttribute("data-verdict", "STOP");
        Locator line = verdict.locator("[data-reason='" + reason + "']").first();
        assertThat(line).isVisible();
        inOwnLanguage(line);
    }

    void stop() {
        Locator verdict = page.locator("[data-verdict]").first();
        assertThat(verdict).hasAttribute("data-verdict", "STOP");
        inOwnLanguage(verdict.locator("[data-verdict-title]"));
    }

    void inOwnLanguage(Locator place) {
        String text = place.innerText();
        assertThat(text).isNotBlank();
        assertThat(HAN.matcher(text).find()).as("in Chinese: %s", text).isEqualTo(chinese);
    }

    /** A picture of the way, for the eyes of whoever works on the pages; only when pictures are asked for. */
    void look(String name) {
        if (Boolean.getBoolean("mailuo.pictures")) {
            save(PICTURES.resolve("detail-" + name + ".png"));
        }
    }

    /** A picture that the README may show. */
    void keep(String name) {
        byte[] picture = save(PICTURES.resolve(name + ".png"));
        if (Boolean.getBoolean("mailuo.pictures")) {
            write(KEPT.resolve("journey-" + name + ".png"), picture);
        }
    }

    /** Where somebody got stuck. */
    void stuck(String name) {
        save(PICTURES.resolve("stuck-" + name + ".png"));
    }

    private byte[] save(Path file) {
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        write(file, picture);
        return picture;
    }

    private static void write(Path file, byte[] picture) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, picture);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** What the browser itself complained of on the way. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        context.close();
    }
}
