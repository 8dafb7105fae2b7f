package org.mailuo.release.labelling;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences.PRINT_SCALING;

/** Prints final labels, 100 × 100 mm, one page each, to be printed at their true size. */
public final class LabelPrinter {
    /** Width and height of a label in millimetres. */
    public static final int SIDE_MM = 100;

    private static final float SIDE_POINTS = SIDE_MM * 72 / 25.4f;
    private static final Object ONE_AT_A_TIME = new Object();

    public byte[] pdf(FinalLabel label) {
        return pdf(List.of(label));
    }

    /** A page a label, in the order given. Refuses the whole sheet when one label cannot be shown completely. */
    public byte[] pdf(List<FinalLabel> labels) {
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("No label to print");
        }
        synchronized (ONE_AT_A_TIME) {
            try (PDDocument document = new PDDocument()) {
                trueSize(document);
                PDFont font = LabelFont.in(document);
                for (FinalLabel label : labels) {
                    page(document, font, label);
                }
                ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
                document.save(bytes);
                return bytes.toByteArray();
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
        }
    }

    private static void page(PDDocument document, PDFont font, FinalLabel label) throws IOException {
        PDPage page = new PDPage(new PDRectangle(SIDE_POINTS, SIDE_POINTS));
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            new LabelLayout(new LabelCanvas(content, font, SIDE_MM), label).draw();
        }
    }

    /** A viewer that shrinks the page would shrink the bars. */
    private static void trueSize(PDDocument document) {
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setPrintScaling(PRINT_SCALING.None);
        document.getDocumentCatalog().setViewerPreferences(preferences);
    }
}
