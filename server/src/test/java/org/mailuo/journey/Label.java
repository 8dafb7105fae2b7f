package org.mailuo.journey;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;

/** A printed label as the eye and the scanner read it. */
record Label(String text, BufferedImage image) {
    private static final int DPI = 300;

    static Label read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Label(
                    new PDFTextStripper().getText(document),
                    new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.GRAY));
        }
    }

    /** What the scanner makes of the two-dimensional code, held over the lower right corner. */
    String dataMatrix() throws NotFoundException {
        BufferedImage corner = image.getSubimage(pixels(79), pixels(75), pixels(19), pixels(17.5));
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(corner))),
                        Map.of(
                                DecodeHintType.TRY_HARDER,
                                true,
                                DecodeHintType.POSSIBLE_FORMATS,
                                List.of(BarcodeFormat.DATA_MATRIX)))
                .getText();
    }

    private static int pixels(double millimetres) {
        return (int) Math.round(millimetres / 25.4 * DPI);
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(image, "png", file.toFile());
    }
}
