package org.mailuo.release.labelling;

import java.awt.Color;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import uk.org.okapibarcode.backend.Code128;
import uk.org.okapibarcode.backend.DataMatrix;
import uk.org.okapibarcode.backend.HumanReadableLocation;
import uk.org.okapibarcode.backend.Symbol;
import uk.org.okapibarcode.graphics.Rectangle;

/**
 * Draws on one page in millimetres from its upper left corner. Text that does not fit even at its smallest size, or has
 * a character that the font lacks, is refused: a label is whole or is not printed.
 */
final class LabelCanvas {
    /** How heavy a text is; one weight of the font is shipped, bold is the same outline with a pen around it. */
    enum Weight {
        REGULAR(0),
        BOLD(0.035f),
        HEAVY(0.075f);

        private final float pen;

        Weight(float pen) {
            this.pen = pen;
        }

        private RenderingMode mode() {
            return this == REGULAR ? RenderingMode.FILL : RenderingMode.FILL_STROKE;
        }

        /** Room between letters for the pen, in parts of the size. */
        private float tracking() {
            return pen * 0.6f;
        }
    }

    /** Module widths of ST-001: linear 0.25 mm (two dots of a 203 dpi printer), Data Matrix 0.5 mm. */
    static final float LINEAR_MODULE = 0.25f;

    static final float MATRIX_MODULE = 0.5f;
    static final float QUIET_ZONE = 10 * LINEAR_MODULE;

    private static final float POINTS = 72f / 25.4f;
    private static final float LEADING = 1.22f;

    private final PDPageContentStream page;
    private final PDFont font;
    private final float height;

    LabelCanvas(PDPageContentStream page, PDFont font, float height) {
        this.page = page;
        this.font = font;
        this.height = height;
    }

    void line(float x1, float y1, float x2, float y2, float width) throws IOException {
        page.setLineWidth(width * POINTS);
        page.moveTo(x(x1), y(y1));
        page.lineTo(x(x2), y(y2));
        page.stroke();
    }

    void frame(float x, float y, float width, float boxHeight, float line) throws IOException {
        page.setLineWidth(line * POINTS);
        page.addRect(x(x), y(y + boxHeight), width * POINTS, boxHeight * POINTS);
        page.stroke();
    }

    void block(float x, float y, float width, float boxHeight) throws IOException {
        page.addRect(x(x), y(y + boxHeight), width * POINTS, boxHeight * POINTS);
        page.fill();
    }

    void ink(Color color) throws IOException {
        page.setNonStrokingColor(color);
        page.setStrokingColor(color);
    }

    /** One line with its baseline at y; size in points. */
    void text(float x, float y, float size, Weight weight, String text) throws IOException {
        show(x, y, size, weight.mode(), weight, text);
    }

    private void show(float x, float y, float size, RenderingMode mode, Weight weight, String text) throws IOException {
        page.beginText();
        page.setFont(font, size);
        page.setRenderingMode(mode);
        page.setLineWidth(size * weight.pen);
        page.setCharacterSpacing(size * weight.tracking());
        page.newLineAtOffset(x(x), y(y));
        page.showText(text);
        page.endText();
    }

    void textRight(float right, float y, float size, Weight weight, String text) throws IOException {
        text(right - width(text, size, weight), y, size, weight, text);
    }

    void textCentred(float centre, float y, float size, Weight weight, String text) throws IOException {
        text(centre - width(text, size, weight) / 2, y, size, weight, text);
    }

    /** Black outline around white letters: the fat letter in black, the plain one in white upon it. */
    void textOutlined(float centre, float y, float size, String text) throws IOException {
        textCentred(centre, y, size, Weight.HEAVY, text);
        float left = centre - width(text, size, Weight.HEAVY) / 2;
        ink(Color.WHITE);
        show(left, y, size, RenderingMode.FILL, Weight.HEAVY, text);
        ink(Color.BLACK);
    }

    /** In millimetres. */
    float width(String text, float size, Weight weight) throws IOException {
        float tracking = weight.tracking() * Math.max(0, text.length() - 1);
        return (font.getStringWidth(text) / 1000 + tracking) * size / POINTS;
    }

    /** The greatest size between the two at which the text is one line of this width. */
    float sizeFor(String text, float width, float most, float least, Weight weight) throws IOException {
        float size = Math.min(most, most * width / width(text, most, weight));
        if (size < least) {
            throw doesNotFit(text);
        }
        return size;
    }

    private static IllegalArgumentException doesNotFit(String text) {
        return new IllegalArgumentException("Does not fit on the label: " + text);
    }

    /** Wrapped text from the top of its box, as large as fits between the two sizes; answers where it ends. */
    float paragraph(Box box, float most, float least, Weight weight, String text) throws IOException {
        for (float size = most; size >= least; size -= 0.25f) {
            List<String> lines = wrap(text, size, weight, box.width());
            float lineHeight = size * LEADING / POINTS;
            if (!lines.isEmpty() && lines.size() * lineHeight <= box.height()) {
                float baseline = box.top() + size * 0.95f / POINTS;
                for (String line : lines) {
                    text(box.left(), baseline, size, weight, line);
                    baseline += lineHeight;
                }
                return box.top() + lines.size() * lineHeight;
            }
        }
        throw doesNotFit(text);
    }

    /** A part of the page, in millimetres. */
    record Box(float left, float top, float width, float height) {}

    /** Empty when a single word is wider than the line. */
    private List<String> wrap(String text, float size, Weight weight, float width) throws IOException {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> lines = new ArrayList<>();
        int start = 0;
        int end = 0;
        for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            if (splitsAWord(text, next)) {
                continue;
            }
            if (width(text.substring(start, next).stripTrailing(), size, weight) > width) {
                if (end == start) {
                    return List.of();
                }
                lines.add(text.substring(start, end).stripTrailing());
                start = end;
                if (width(text.substring(start, next).stripTrailing(), size, weight) > width) {
                    return List.of();
                }
            }
            end = next;
        }
        lines.add(text.substring(start).stripTrailing());
        return lines;
    }

    /** The line breaker would part {@code Fy(b+)} or {@code K−}; Latin text is parted at blanks only. */
    private static boolean splitsAWord(String text, int at) {
        return at < text.length()
                && !Character.isWhitespace(text.charAt(at - 1))
                && !isChinese(text.charAt(at - 1))
                && !isChinese(text.charAt(at));
    }

    private static boolean isChinese(char c) {
        return Character.isIdeographic(c) || (c >= '\u3000' && c <= '\u303f') || c >= '\uff00';
    }

    /** Code 128 whose first bar stands at x: the caller leaves the quiet zones. Answers its width. */
    float linear(float x, float y, float barHeight, String content) throws IOException {
        Code128 code = new Code128();
        code.setHumanReadableLocation(HumanReadableLocation.NONE);
        code.setModuleWidth(1);
        code.setBarHeight(1);
        code.setContent(content);
        bars(code, x, y, LINEAR_MODULE, barHeight);
        return code.getWidth() * LINEAR_MODULE;
    }

    /** Data Matrix ECC 200, square; answers its side. */
    float matrix(float x, float y, String content) throws IOException {
        DataMatrix code = matrixOf(content);
        bars(code, x, y, MATRIX_MODULE, MATRIX_MODULE);
        return code.getWidth() * MATRIX_MODULE;
    }

    static float matrixSide(String content) {
        return matrixOf(content).getWidth() * MATRIX_MODULE;
    }

    private static DataMatrix matrixOf(String content) {
        DataMatrix code = new DataMatrix();
        code.setForceMode(DataMatrix.ForceMode.SQUARE);
        code.setModuleWidth(1);
        code.setContent(content);
        return code;
    }

    /** One path for all bars, so that no renderer leaves a seam between them. */
    private void bars(Symbol code, float x, float y, float across, float down) throws IOException {
        for (Rectangle bar : code.getRectangles()) {
            float left = x + (float) bar.x * across;
            float bottom = y + (float) (bar.y + bar.height) * down;
            page.addRect(x(left), y(bottom), (float) bar.width * across * POINTS, (float) bar.height * down * POINTS);
        }
        page.fill();
    }

    private float x(float millimetres) {
        return millimetres * POINTS;
    }

    private float y(float millimetres) {
        return (height - millimetres) * POINTS;
    }
}
