package org.mailuo.release.labelling;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The fixed words of the label from the message files; both languages always stand on it, whoever prints. */
final class LabelWords {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final ResourceBundle ZH =
            ResourceBundle.getBundle("messages.labelling", Locale.SIMPLIFIED_CHINESE, NO_FALLBACK);
    private static final ResourceBundle EN = ResourceBundle.getBundle("messages.labelling", Locale.ROOT, NO_FALLBACK);

    private LabelWords() {}

    static Bilingual of(String key, Object... arguments) {
        return new Bilingual(
                text(ZH, Locale.SIMPLIFIED_CHINESE, key, arguments), text(EN, Locale.ROOT, key, arguments));
    }

    private static String text(ResourceBundle words, Locale locale, String key, Object... arguments) {
        return new MessageFormat(words.getString("labelling.text." + key), locale).format(arguments);
    }
}
