package org.mailuo.keys;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** Why the keys do not serve, as a message key with parameters: the operator reads it, not a stack trace. */
final class KeyFailure extends RuntimeException {
    private static final String BUNDLE = "org.mailuo.keys.failures";
    private static final long serialVersionUID = 1;

    private final String key;

    @SuppressWarnings("serial")
    private final Object[] parameters;

    KeyFailure(String key, Object... parameters) {
        super(text(Locale.ENGLISH, key, parameters));
        this.key = key;
        this.parameters = parameters.clone();
    }

    String key() {
        return key;
    }

    String description(Locale locale) {
        return text(locale, key, parameters);
    }

    String action(Locale locale) {
        return text(locale, key + ".action", parameters);
    }

    static String text(Locale locale, String key, Object... parameters) {
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var pattern = ResourceBundle.getBundle(BUNDLE, locale, noFallback).getString(key);
        return new MessageFormat(pattern, locale)
                .format(Arrays.stream(parameters).map(String::valueOf).toArray());
    }
}
