package org.mailuo.release.labelling;

import static org.mailuo.release.labelling.LabelCanvas.QUIET_ZONE;
import static org.mailuo.release.labelling.LabelCanvas.Weight.BOLD;
import static org.mailuo.release.labelling.LabelCanvas.Weight.HEAVY;
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
    private static final float RULE = 0.3f;
    private static final float HAIRLINE = 0.15f;
    private static final float EDGE = 1;
    private static final float FAR_EDGE = 99;
    private static final float MIDDLE = 50;

    /** Text and bars begin where the quiet zone of a barcode ends. */
    private static final float LEFT = EDGE + RULE / 2 + QUIET_ZONE;

    private static final float LEFT_END = 47;
    private static final float INNER = MIDDLE + RULE / 2 + QUIET_ZONE;
    private static final float INNER_END = 96.5f;
    private static final float COLUMN = LEFT_END - LEFT;
    private static final float INNER_COLUMN = INNER_END - INNER;

    private final LabelCanvas canvas;
    private final FinalLabel label;

    LabelLayout(LabelCanvas canvas, FinalLabel label) {
        this.canvas = canvas;
        this.label = label;
    }

    void draw() throws IOException {
        canvas.ink(Color.BLACK);
        canvas.frame(EDGE, EDGE, FAR_EDGE - EDGE, FAR_EDGE - EDGE, RULE);
        canvas.line(EDGE, MIDDLE, FAR_EDGE, MIDDLE, RULE);
        canvas.line(MIDDLE, EDGE, MIDDLE, FAR_EDGE, RULE);
        donation();
        group();
        product();
        expiry();
    }

    private void donation() throws IOException {
        String station = label.station().zh();
        canvas.text(LEFT, 6.2f, canvas.sizeFor(station, COLUMN, 11, 6, BOLD), BOLD, station);
        canvas.paragraph(
                new Box(LEFT, 6.9f, COLUMN, 3.6f),
                6.5f,
                3.75f,
                REGULAR,
                label.station().en());
        Bilingual licence = LabelWords.of("licence", label.licence());
        canvas.text(LEFT, 12.4f, canvas.sizeFor(licence.zh(), COLUMN, 6.5f, 4, REGULAR), REGULAR, licence.zh());

        canvas.linear(LEFT, 14, 10, label.donation().encode());
        donationNumber(29.4f);

        canvas.line(EDGE, 32.2f, MIDDLE, 32.2f, HAIRLINE);
        caption(LEFT, 35.4f, LabelWords.of("collected"));
        canvas.textRight(LEFT_END, 35.6f, 8.25f, BOLD, minute(label.collected()));
        canvas.linear(LEFT, 37.5f, 7.5f, label.collection().encode());
        canvas.text(LEFT, 47.6f, 5.5f, REGULAR, label.collection().encode().substring(2));
    }

    private void donationNumber(float baseline) throws IOException {
        String readable = label.number().readable();
        String check = readable.substring(readable.length() - 1);
        String digits = readable.substring(0, readable.length() - 2);
        float size = canvas.sizeFor(digits, COLUMN - 6.6f, 14, 9, BOLD);
        canvas.text(LEFT, baseline, size, BOLD, digits);
        float box = LEFT + canvas.width(digits, size, BOLD) + 1.4f;
        canvas.frame(box, baseline - 4.3f, 5, 5.2f, RULE);
        canvas.textCentred(box + 2.5f, baseline, size, BOLD, check);
    }

    private void group() throws IOException {
        String code = label.groups().encode();
        canvas.linear(INNER, 3, 8, code);
        canvas.text(INNER, 13.3f, 5.5f, REGULAR, code.substring(2));
        Bilingual caption = LabelWords.of("group");
        canvas.textRight(INNER_END, 5.8f, 7.5f, BOLD, caption.zh());
        canvas.textRight(INNER_END, 8.6f, 5.5f, REGULAR, caption.en());
        if (label.productCode().isVolunteer()) {
            Bilingual volunteer = LabelWords.of("volunteer");
            canvas.textRight(INNER_END, 12.6f, 7.5f, BOLD, volunteer.zh());
            canvas.textRight(INNER_END, 15.2f, 5, REGULAR, volunteer.en());
        }
        boolean negative = label.group().rhd() == RhD.NEGATIVE;
        String abo = label.group().abo().name();
        if (negative) {
            canvas.textOutlined((MIDDLE + FAR_EDGE) / 2, 37.3f, 76, abo);
        } else {
            canvas.textCentred((MIDDLE + FAR_EDGE) / 2, 37.3f, 76, HEAVY, abo);
        }
        rhd(negative);
    }

    /** RhD negative is white on black under an outlined letter, so that it differs in shape and not by colour. */
    private void rhd(boolean negative) throws IOException {
        Bilingual words = LabelWords.of(negative ? "rhd-negative" : "rhd-positive");
        if (negative) {
            canvas.block(INNER, 40.2f, INNER_COLUMN, 8);
            canvas.ink(Color.WHITE);
        } else {
            canvas.frame(INNER, 40.2f, INNER_COLUMN, 8, RULE);
        }
        canvas.text(INNER + 1.6f, 45.6f, 12.5f, BOLD, words.zh());
        canvas.textRight(INNER_END - 1.6f, 45.4f, 7.5f, BOLD, words.en());
        canvas.ink(Color.BLACK);
    }

    private void product() throws IOException {
        String code = label.product().encode();
        canvas.linear(LEFT, 52.5f, 8, code);
        canvas.text(LEFT, 62.8f, 5.5f, REGULAR, code.substring(2));

        float end = canvas.paragraph(
                new Box(LEFT, 64, COLUMN, 10), 14, 8, BOLD, label.productName().zh());
        canvas.paragraph(
                new Box(LEFT, end + 0.3f, COLUMN, 80.3f - end),
                7.5f,
                4.5f,
                REGULAR,
                label.productName().en());

        canvas.line(EDGE, 81, MIDDLE, 81, HAIRLINE);
        caption(LEFT, 84, LabelWords.of("volume"));
        canvas.textRight(LEFT_END, 84.6f, 11, BOLD, label.volume().value() + " mL");
        caption(LEFT, 88, LabelWords.of("anticoagulant"));
        canvas.textRight(
                LEFT_END,
                91.4f,
                canvas.sizeFor(label.anticoagulant(), COLUMN, 8, 5, BOLD),
                BOLD,
                label.anticoagulant());
        canvas.line(EDGE, 92.6f, MIDDLE, 92.6f, HAIRLINE);
        caption(LEFT, 95, LabelWords.of("storage"));
        String storage = label.storage().zh();
        canvas.textRight(LEFT_END, 95.6f, canvas.sizeFor(storage, 26, 9, 5, BOLD), BOLD, storage);
        String english = label.storage().en();
        canvas.textRight(LEFT_END, 98, canvas.sizeFor(english, COLUMN, 5, 4, REGULAR), REGULAR, english);
    }

    private void expiry() throws IOException {
        String code = label.expiry().encode();
        canvas.linear(INNER, 52.5f, 8, code);
        canvas.text(INNER, 62.8f, 5.5f, REGULAR, code.substring(2));
        Bilingual caption = LabelWords.of("expires");
        canvas.text(INNER, 66.6f, 7.5f, BOLD, caption.zh());
        canvas.text(INNER + canvas.width(caption.zh(), 7.5f, BOLD) + 1.2f, 66.6f, 6, REGULAR, caption.en());
        String expires = minute(label.expires());
        canvas.text(INNER, 72.4f, canvas.sizeFor(expires, INNER_COLUMN, 16, 10, HEAVY), HEAVY, expires);
        canvas.line(MIDDLE, 74.4f, FAR_EDGE, 74.4f, HAIRLINE);

        String compound = label.compound().encode();
        float side = LabelCanvas.matrixSide(compound);
        canvas.matrix(INNER_END - side, 76.5f, compound);
        attributes(INNER_COLUMN - side - 2);

        Bilingual caution = LabelWords.of("caution");
        float end = canvas.paragraph(new Box(INNER, 91, INNER_COLUMN, 4), 5, 4, REGULAR, caution.zh());
        canvas.paragraph(new Box(INNER, end, INNER_COLUMN, 98.6f - end), 4.5f, 3.5f, REGULAR, caution.en());
    }

    private void attributes(float width) throws IOException {
        float y = 76;
        for (Bilingual attribute : label.attributes()) {
            String text = attribute.zh() + " " + attribute.en();
            canvas.text(INNER, y + 2, canvas.sizeFor(text, width, 6.5f, 4, REGULAR), REGULAR, text);
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
        canvas.text(x + canvas.width(words.zh(), 6.5f, REGULAR) + 0.8f, baseline, 5, REGULAR, words.en());
    }

    private static String minute(LocalDateTime at) {
        return MINUTE.format(at);
    }
}
