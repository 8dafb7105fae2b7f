package org.mailuo.release.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;

class LabelPrinterTest {
    private static final int DPI = 300;
    private final LabelPrinter printer = new LabelPrinter();

    static Stream<FinalLabel> labels() {
        return Stream.concat(
                Stream.of(
                        LabelFixtures.longest(),
                        LabelFixtures.redCells("O-", "E0398V00", new RedCellAntigens("750000005800000099"))),
                BloodGroup.all().stream().map(group -> LabelFixtures.redCells(group.toString(), "D0005V00", null)));
    }

    @ParameterizedTest
    @MethodSource("labels")
    void everyCodeReadsBackFromTheImage(FinalLabel label) throws Exception {
        BufferedImage image = image(printer.pdf(label), 0);
        assertThat(read(image, 0, 13, 50, 12, BarcodeFormat.CODE_128))
                .isEqualTo(label.donation().encode());
        assertThat(read(image, 0, 37, 50, 9, BarcodeFormat.CODE_128))
                .isEqualTo(label.collection().encode());
        assertThat(read(image, 50, 2, 27.5, 9.5, BarcodeFormat.CODE_128))
                .isEqualTo(label.groups().encode());
        assertThat(read(image, 0, 52, 50, 9, BarcodeFormat.CODE_128))
                .isEqualTo(label.product().encode());
        assertThat(read(image, 50, 52, 49, 9, BarcodeFormat.CODE_128))
                .isEqualTo(label.expiry().encode());
        assertThat(read(image, 79, 75, 19, 17.5, BarcodeFormat.DATA_MATRIX))
                .isEqualTo(label.compound().encode());
    }

    @Test
    void everyTextReadsBackFromThePage() throws IOException {
        assertThat(text(printer.pdf(LabelFixtures.redCells()), 1))
                .contains("宜宾市中心血站", "Yibin Central Blood Station", "许可证号 川卫血字〔0000〕第 00 号")
                .contains("A9999 26 123456", "采集时间", "2026-03-09 09:30")
                .contains("无偿献血", "VOLUNTEER DONOR", "RhD 阳性", "RhD POSITIVE")
                .contains("去白细胞悬浮红细胞", "Red Blood Cells, Additive Solution", "200 mL", "CPDA-1 / MAP", "2–6 °C")
                .contains("失效时间", "2026-04-13 23:59", "去白细胞 Leukoreduced", "输注前须核对受血者身份与血型");
    }

    @Test
    void twentyFourHoursEndAtTheMinute() throws IOException {
        FinalLabel washed = LabelFixtures.longest();
        assertThat(text(printer.pdf(washed), 1)).contains("2026-03-10 14:47", "RhD 阴性", "RhD NEGATIVE");
        assertThat(washed.expiry().encode()).isEqualTo("&>0260691447");
    }

    @Test
    void theLongestTextsAreWhole() throws IOException {
        FinalLabel longest = LabelFixtures.longest();
        String text = text(printer.pdf(longest), 1).replaceAll("\\s", "");
        assertThat(text)
                .contains(longest.productName().zh(), longest.productName().en().replace(" ", ""))
                .contains(
                        longest.station().en().replace(" ", ""),
                        longest.anticoagulant().replace(" ", ""))
                .contains("Fy(a−)Fy(b+)Jk(a+)Jk(b+)");
    }

    @Test
    void anAntigenIsNeverPartedFromItsSign() throws IOException {
        FinalLabel rare = LabelFixtures.redCells("O-", "E0398V00", new RedCellAntigens("750000005800000099"));
        assertThat(text(printer.pdf(rare), 1)).contains("K−", "k+", "Fy(a−)", "Fy(b+)", "Jk(a+)", "Jk(b+)");
    }

    @Test
    void aLabelThatCannotBeShownWholeIsNotPrinted() {
        Bilingual endless = new Bilingual("红细胞".repeat(40), "Red Blood Cells");
        FinalLabel tooLong = named(endless);
        assertThatThrownBy(() -> printer.pdf(tooLong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Does not fit");
        FinalLabel unknownCharacter = named(new Bilingual("红细胞\uE000", "Red Blood Cells"));
        assertThatThrownBy(() -> printer.pdf(unknownCharacter)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> printer.pdf(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    /** RhD must show without colour and without reading the small print: the letter is hollow, the bar is black. */
    @Test
    void rhdNegativeDiffersInShape() throws IOException {
        BufferedImage positive = image(printer.pdf(LabelFixtures.redCells("O+", "D0005V00", null)), 0);
        BufferedImage negative = image(printer.pdf(LabelFixtures.redCells("O-", "D0005V00", null)), 0);
        assertThat(blackPart(positive, 53, 40.5, 43, 7.4)).isLessThan(0.3);
        assertThat(blackPart(negative, 53, 40.5, 43, 7.4)).isGreaterThan(0.7);
        assertThat(blackPart(negative, 60, 18, 30, 20)).isLessThan(blackPart(positive, 60, 18, 30, 20) * 0.7);
    }

    @Test
    void aSheetIsOnePageALabelInOrder() throws IOException {
        List<FinalLabel> labels = IntStream.range(0, 20)
                .mapToObj(i -> numbered(DonationNumber.of("A9999", 26, i)))
                .toList();
        byte[] sheet = printer.pdf(labels);
        try (PDDocument document = Loader.loadPDF(sheet)) {
            assertThat(document.getNumberOfPages()).isEqualTo(20);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(283.46f, within(0.01f));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isCloseTo(283.46f, within(0.01f));
        }
        assertThat(text(sheet, 1)).contains("A9999 26 000000");
        assertThat(text(sheet, 20)).contains("A9999 26 000019");
        assertThat(sheet.length)
                .as("the characters are embedded once")
                .isLessThan(5 * printer.pdf(labels.getFirst()).length);
    }

    @Test
    void manyPrintersAtOnceGetWhatEachAskedFor() {
        List<String> numbers = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> printer.pdf(numbered(DonationNumber.of("A9999", 26, i))))
                .map(LabelPrinterTest::firstPage)
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).contains("A9999 26 %06d".formatted(i));
        }
    }

    private static FinalLabel numbered(DonationNumber number) {
        return LabelFixtures.label(
                number,
                "A+",
                "D0005V00",
                new Bilingual("悬浮红细胞", "Red Blood Cells"),
                "2026-04-13T15:59:00Z",
                List.of(),
                null);
    }

    private static FinalLabel named(Bilingual name) {
        return LabelFixtures.label(
                DonationNumber.of("A9999", 26, 1), "A+", "D0005V00", name, "2026-04-13T15:59:00Z", List.of(), null);
    }

    private static String firstPage(byte[] pdf) {
        try {
            return text(pdf, 1);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static String text(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(false);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document);
        }
    }

    private static double blackPart(BufferedImage image, double x, double y, double width, double height) {
        long black = IntStream.range(pixels(y), pixels(y + height))
                .mapToLong(row -> IntStream.range(pixels(x), pixels(x + width))
                        .filter(column -> (image.getRGB(column, row) & 0xff) < 128)
                        .count())
                .sum();
        return (double) black / (pixels(width) * (long) pixels(height));
    }

    private static BufferedImage image(byte[] pdf, int page) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(page, DPI, ImageType.GRAY);
        }
    }

    private static String read(
            BufferedImage image, double x, double y, double width, double height, BarcodeFormat format)
            throws NotFoundException {
        BufferedImage part = image.getSubimage(pixels(x), pixels(y), pixels(width), pixels(height));
        return new MultiFormatReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(part))),
                        Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(format)))
                .getText();
    }

    private static int pixels(double millimetres) {
        return (int) Math.round(millimetres / 25.4 * DPI);
    }
}
