package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /** The secret of RFC 6238, appendix B: the text 12345678901234567890. */
    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    private static final Instant AT = Instant.ofEpochSecond(1_111_111_109L);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, second / Totp.STEP_SECONDS)).isEqualTo(code);
    }

    @Test
    void aCodeIsTakenOneStepEarlyOrLateAndNoMore() {
        long now = AT.getEpochSecond() / Totp.STEP_SECONDS;
        for (long step = now - 1; step <= now + 1; step++) {
            assertThat(Totp.step(SECRET, Totp.code(SECRET, step), AT)).hasValue(step);
        }
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now - 2), AT)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, now + 2), AT)).isEmpty();
        assertThat(Totp.step(SECRET, "", AT)).isEmpty();
    }

    @Test
    void aSecretHas160Bits() {
        assertThat(Totp.decode(SECRET)).isEqualTo("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
        assertThat(Totp.decode(Totp.newSecret())).hasSize(20);
        assertThat(Totp.newSecret()).isNotEqualTo(Totp.newSecret());
    }

    @Test
    void aRecoveryCodeIsReadAsItIsTyped() {
        assertThat(Totp.recoveryHash(SECRET, " AB23C-DEF45 ")).isEqualTo(Totp.recoveryHash(SECRET, "ab23c-def45"));
        assertThat(Totp.recoveryHash(SECRET, "ab23c-def46")).isNotEqualTo(Totp.recoveryHash(SECRET, "ab23c-def45"));
    }

    @Test
    void aTelephoneReadsTheSquareCode() throws NotFoundException {
        String uri = Totp.uri("Mailuo", "li.na", SECRET);
        assertThat(uri).isEqualTo("otpauth://totp/Mailuo:li.na?secret=" + SECRET + "&issuer=Mailuo");
        String picture = SquareCode.of(uri);
        String start = "data:image/svg+xml;base64,";
        assertThat(picture).startsWith(start);
        String svg = new String(Base64.getDecoder().decode(picture.substring(start.length())), StandardCharsets.UTF_8);
        assertThat(read(svg)).isEqualTo(uri);
    }

    /** Draws the squares of the picture and reads them back. */
    private static String read(String svg) throws NotFoundException {
        var image = new BufferedImage(800, 800, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 800, 800);
        graphics.setColor(Color.BLACK);
        Matcher dots = Pattern.compile(
                        "<rect x=\"([0-9.]+)\" y=\"([0-9.]+)\" width=\"([0-9.]+)\" height=\"([0-9.]+)\" ?/>")
                .matcher(svg);
        while (dots.find()) {
            graphics.fillRect(at(dots, 1), at(dots, 2), at(dots, 3), at(dots, 4));
        }
        return new MultiFormatReader()
                .decode(new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image))))
                .getText();
    }

    private static int at(Matcher dots, int group) {
        return (int) Math.round(Double.parseDouble(dots.group(group)));
    }
}
