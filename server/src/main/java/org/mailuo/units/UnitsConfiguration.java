package org.mailuo.units;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean
    SignedRecord signedHoldLift() {
        return new SignedRecord(Ledger.LIFT, LedgerStore.SIGNED_LIFT);
    }

    @Bean
    SignedRecord signedCauseEnd() {
        return new SignedRecord(Causes.CLOSE, CauseStore.SIGNED_CLOSE);
    }
}
