package org.mailuo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class BusyTest {
    @ParameterizedTest
    @CsvSource({"08006,true", "08003,true", "57P01,true", "57P03,true", "53300,true", "57014,false", "53100,false"})
    void anAwayDatabaseIsToldByItsState(String state, boolean busy) {
        Throwable deep = new DataAccessResourceFailureException("?", new SQLException("?", state));
        assertThat(Busy.is(new RuntimeException(deep))).isEqualTo(busy);
    }

    @Test
    void noConnectionIsBusyHoweverItIsWrapped() {
        assertThat(Busy.is(new CannotCreateTransactionException("?"))).isTrue();
        assertThat(Busy.is(new CannotGetJdbcConnectionException("?"))).isTrue();
        assertThat(Busy.is(new RuntimeException(new SQLTransientConnectionException("?"))))
                .isTrue();
        TransactionSystemException rollback = new TransactionSystemException("?", new SQLException("closed"));
        assertThat(Busy.is(rollback)).isFalse();
        rollback.initApplicationException(new RuntimeException(new SQLException("?", "57P01")));
        assertThat(Busy.is(rollback)).isTrue();
        assertThat(Busy.is(null)).isFalse();
        assertThat(Busy.is(new IllegalStateException("?"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"GET,false,read", "POST,false,write", "POST,true,unsure", "GET,true,unsure"})
    void nothingWasChangedIsSaidOnlyWhereItIsCertain(String method, boolean begun, String kind) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/");
        assertThat(Busy.verdict(request, begun).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("pages.busy." + kind));
    }
}
