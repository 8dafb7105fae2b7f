package org.mailuo.keys;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in Chinese and in English what is wrong with the keys and what to do, instead of a stack trace. */
final class KeyFailureAnalyzer extends AbstractFailureAnalyzer<KeyFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KeyFailure cause) {
        return new FailureAnalysis(
                cause.description(Locale.CHINESE) + System.lineSeparator() + cause.description(Locale.ENGLISH),
                cause.action(Locale.CHINESE) + System.lineSeparator() + cause.action(Locale.ENGLISH),
                cause);
    }
}
