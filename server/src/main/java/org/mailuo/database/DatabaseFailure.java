package org.mailuo.database;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Why there is no database, as a message key with parameters: the operator reads it, not a stack trace. */
class DatabaseFailure extends RuntimeException {

    private static final String BUNDLE = "org.mailuo.database.failures";
    private static final long serialVersionUID = 1;

    private final String key;

    @SuppressWarnings("serial")
    private final Object[] parameters;

    DatabaseFailure(String key, Object... parameters) {
        this(null, key, parameters);
    }

    DatabaseFailure(@Nullable Throwable cause, String key, Object... parameters) {
        super(text(Locale.ENGLISH, key, parameters), cause);
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

    private static String text(Locale locale, String key, Object[] parameters) {
        var noFallback = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        var pattern = ResourceBundle.getBundle(BUNDLE, locale, noFallback).getString(key);
        var texts = new Object[parameters.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(parameters[i]);
        }
        return new MessageFormat(pattern, locale).format(texts);
    }
}
