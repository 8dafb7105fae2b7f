package org.mailuo.database;

import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in Chinese and in English what is wrong with the database and what to do, instead of a stack trace. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<DatabaseFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DatabaseFailure cause) {
        return new FailureAnalysis(
                cause.description(Locale.CHINESE) + System.lineSeparator() + cause.description(Locale.ENGLISH),
                cause.action(Locale.CHINESE) + System.lineSeparator() + cause.action(Locale.ENGLISH),
                cause);
    }
}
