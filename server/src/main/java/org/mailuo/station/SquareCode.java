package org.mailuo.station;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import uk.org.okapibarcode.backend.QrCode;
import uk.org.okapibarcode.graphics.Color;
import uk.org.okapibarcode.output.SvgRenderer;

/** A square code drawn here: a secret is not sent to a stranger to be drawn. */
final class SquareCode {
    private static final int DOTS = 5;

    private SquareCode() {}

    /** As the address of a picture that stands in the page itself. */
    static String of(String text) {
        QrCode code = new QrCode();
        code.setQuietZoneHorizontal(4);
        code.setQuietZoneVertical(4);
        code.setContent(text);
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            new SvgRenderer(svg, DOTS, Color.WHITE, Color.BLACK, true).render(code);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg.toByteArray());
    }
}
