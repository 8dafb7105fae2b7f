package org.mailuo.release.labelling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of the label, parsed once and kept. Every document embeds the characters that it uses. The parsed font
 * reads its tables on demand and is not safe for threads, so documents are made one at a time.
 */
final class LabelFont {
    private static final String RESOURCE = "/fonts/NotoSansSC-Regular.ttf";

    private static final class Holder {
        static final TrueTypeFont FONT = parse();
    }

    private LabelFont() {}

    static PDFont in(PDDocument document) throws IOException {
        return PDType0Font.load(document, Holder.FONT, true);
    }

    private static TrueTypeFont parse() {
        try (InputStream file = Objects.requireNonNull(LabelFont.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            font.setEnableGsub(false);
            return font;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
