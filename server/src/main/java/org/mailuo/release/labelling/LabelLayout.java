package org.mailuo.release.labelling;

import static org.mailuo.release.labelling.LabelCanvas.QUIET_ZONE;
import static org.mailuo.release.labelling.LabelCanvas.Weight.BOLD;
import static org.mailuo.release.labelling.LabelCanvas.Weight.HEAVY;
import static org.mailuo.release.labelling.LabelCanvas.Weight.OUTLINE;
import static org.mailuo.release.labelling.LabelCanvas.Weight.REGULAR;

import java.awt.Color;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.mailuo.release.labelling.LabelCanvas.Box;
import org.mailuo.shared.RhD;

/**
 * The four quadrants: who and which donation, blood group, product, expiry (FACTS 4.7). All measures are millimetres
 * from the upper left corner, sizes of text in points.
 */
final class LabelLayout {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final float LEFT = 3;
    private static final float MIDDLE = 50;
    private static final float INNER = 53;
    private static final float RIGHT = 97;
    private static final float COLUMN = 44;

    private final LabelCanvas canvas;
    private final FinalLabel label;

    LabelLayout(LabelCanvas canvas, FinalLabel label) {
        this.canvas = canvas;
        this.label = label;
    }

    void draw() throws IOException {
        canvas.ink(Color.BLACK);
        canvas.frame(1, 1, 98, 98, 0.3f);
        canvas.line(1, MIDDLE, 99, MIDDLE, 0.3f);
        canvas.line(MIDDLE, 1, MIDDLE, 99, 0.3f);
        donation();
        group();
        product();
        expiry();
    }

    private void donation() throws IOException {
        String station = label.station().zh();
        canvas.text(LEFT, 6.2f, canvas.sizeFor(station, COLUMN, 11, 6), BOLD, station);
        canvas.paragraph(
                new Box(LEFT, 6.9f, COLUMN, 3.6f),
                6.5f,
                3.75f,
                REGULAR,
                label.station().en());
        Bilingual licence = LabelWords.of("licence", label.licence());
        canvas.text(LEFT, 12.4f, canvas.sizeFor(licence.zh(), COLUMN, 6.5f, 4), REGULAR, licence.zh());

        canvas.linear(1 + QUIET_ZONE, 14, 10, label.donation().encode());
        donationNumber(29.4f);

        canvas.line(1, 32.2f, MIDDLE, 32.2f, 0.15f);
        caption(LEFT, 35.4f, LabelWords.of("collected"));
        canvas.textRight(47, 35.6f, 9, BOLD, minute(label.collected()));
        canvas.linear(1 + QUIET_ZONE, 37.5f, 7.5f, label.collection().encode());
        canvas.text(
                1 + QUIET_ZONE,
                47.6f,
                5.5f,
                REGULAR,
                label.collection().encode().substring(2));
    }

    private void donationNumber(float baseline) throws IOException {
        String readable = label.number().readable();
        String check = readable.substring(readable.length() - 1);
        String digits = readable.substring(0, readable.length() - 2);
        float size = canvas.sizeFor(digits, 37, 14, 9);
        canvas.text(LEFT, baseline, size, BOLD, digits);
        float box = LEFT + canvas.width(digits, size) + 1.6f;
        canvas.frame(box, baseline - 4.3f, 5, 5.2f, 0.3f);
        canvas.textCentred(box + 2.5f, baseline, size, BOLD, check);
    }

    private void group() throws IOException {
        String code = label.groups().encode();
        canvas.linear(MIDDLE + QUIET_ZONE, 3, 8, code);
        canvas.text(MIDDLE + QUIET_ZONE, 13.3f, 5.5f, REGULAR, code.substring(2));
        Bilingual caption = LabelWords.of("group");
        canvas.textRight(RIGHT, 5.8f, 7.5f, BOLD, caption.zh());
        canvas.textRight(RIGHT, 8.6f, 5.5f, REGULAR, caption.en());
        if (label.productCode().isVolunteer()) {
            Bilingual volunteer = LabelWords.of("volunteer");
            canvas.textRight(RIGHT, 12.6f, 7.5f, BOLD, volunteer.zh());
            canvas.textRight(RIGHT, 15.2f, 5, REGULAR, volunteer.en());
        }
        boolean negative = label.group().rhd() == RhD.NEGATIVE;
        canvas.textCentred(
                75, 38, 82, negative ? OUTLINE : HEAVY, label.group().abo().name());
        rhd(negative);
    }

    /** RhD negative is white on black under an outlined letter, so that it differs in shape and not by colour. */
    private void rhd(boolean negative) throws IOException {
        Bilingual words = LabelWords.of(negative ? "rhd-negative" : "rhd-positive");
        if (negative) {
            canvas.block(INNER, 40.2f, COLUMN, 8);
            canvas.ink(Color.WHITE);
        } else {
            canvas.frame(INNER, 40.2f, COLUMN, 8, 0.3f);
        }
        canvas.text(INNER + 1.6f, 45.7f, 13, BOLD, words.zh());
        canvas.textRight(RIGHT - 1.6f, 45.5f, 8.5f, BOLD, words.en());
        canvas.ink(Color.BLACK);
    }

    private void product() throws IOException {
        String code = label.product().encode();
        canvas.linear(1 + QUIET_ZONE, 52.5f, 8, code);
        canvas.text(1 + QUIET_ZONE, 62.8f, 5.5f, REGULAR, code.substring(2));

        float end = canvas.paragraph(
                new Box(LEFT, 64, COLUMN, 10), 14, 8, BOLD, label.productName().zh());
        canvas.paragraph(
                new Box(LEFT, end + 0.3f, COLUMN, 80.3f - end),
                7.5f,
                4.5f,
                REGULAR,
                label.productName().en());

        canvas.line(1, 81, MIDDLE, 81, 0.15f);
        caption(LEFT, 84, LabelWords.of("volume"));
        canvas.textRight(47, 84.6f, 11, BOLD, label.volume().value() + " mL");
        caption(LEFT, 88, LabelWords.of("anticoagulant"));
        canvas.textRight(47, 91.4f, canvas.sizeFor(label.anticoagulant(), COLUMN, 8, 5), BOLD, label.anticoagulant());
        canvas.line(1, 92.6f, MIDDLE, 92.6f, 0.15f);
        caption(LEFT, 95, LabelWords.of("storage"));
        String storage = label.storage().zh();
        canvas.textRight(47, 95.6f, canvas.sizeFor(storage, 27, 9, 5), BOLD, storage);
        String english = label.storage().en();
        canvas.textRight(47, 98, canvas.sizeFor(english, COLUMN, 5, 4), REGULAR, english);
    }

    private void expiry() throws IOException {
        String code = label.expiry().encode();
        canvas.linear(MIDDLE + QUIET_ZONE, 52.5f, 8, code);
        canvas.text(MIDDLE + QUIET_ZONE, 62.8f, 5.5f, REGULAR, code.substring(2));
        Bilingual caption = LabelWords.of("expires");
        canvas.text(INNER, 66.6f, 7.5f, BOLD, caption.zh());
        canvas.text(INNER + canvas.width(caption.zh(), 7.5f) + 1.2f, 66.6f, 6, REGULAR, caption.en());
        String expires = minute(label.expires());
        canvas.text(INNER, 72.4f, canvas.sizeFor(expires, COLUMN, 16, 10), HEAVY, expires);
        canvas.line(MIDDLE, 74.4f, 99, 74.4f, 0.15f);

        String compound = label.compound().encode();
        float side = LabelCanvas.matrixSide(compound);
        canvas.matrix(RIGHT - side, 76.5f, compound);
        attributes(COLUMN - side - 2);

        Bilingual caution = LabelWords.of("caution");
        float end = canvas.paragraph(new Box(INNER, 91, COLUMN, 4), 5, 4, REGULAR, caution.zh());
        canvas.paragraph(new Box(INNER, end, COLUMN, 98.6f - end), 4.5f, 3.5f, REGULAR, caution.en());
    }

    private void attributes(float width) throws IOException {
        float y = 76;
        for (Bilingual attribute : label.attributes()) {
            String text = attribute.zh() + " " + attribute.en();
            canvas.text(INNER, y + 2, canvas.sizeFor(text, width, 6.5f, 4), REGULAR, text);
            y += 2.5f;
        }
        if (label.antigens() != null) {
            Bilingual caption = LabelWords.of("antigens");
            String findings = String.join(" ", label.antigens().findings());
            canvas.paragraph(
                    new Box(INNER, y, width, 90.5f - y),
                    6.5f,
                    4,
                    BOLD,
                    caption.zh() + " " + caption.en() + " " + findings);
        }
    }

    private void caption(float x, float baseline, Bilingual words) throws IOException {
        canvas.text(x, baseline, 6.5f, REGULAR, words.zh());
        canvas.text(x + canvas.width(words.zh(), 6.5f) + 0.8f, baseline, 5, REGULAR, words.en());
    }

    private static String minute(LocalDateTime at) {
        return MINUTE.format(at);
    }
}
