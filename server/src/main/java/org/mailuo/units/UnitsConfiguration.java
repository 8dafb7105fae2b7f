package org.mailuo.units;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean
    SignedRecord signedHoldLift(JdbcClient jdbc) {
        return SignedRecord.of(Ledger.LIFT, jdbc, LedgerStore.SIGNED_LIFT);
    }

    @Bean
    SignedRecord signedCauseEnd(JdbcClient jdbc) {
        return SignedRecord.of(Causes.CLOSE, jdbc, CauseStore.SIGNED_CLOSE);
    }
}
