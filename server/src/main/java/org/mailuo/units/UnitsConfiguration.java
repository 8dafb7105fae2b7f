package org.mailuo.units;

import java.util.UUID;
import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class UnitsConfiguration {

    @Bean
    SignedRecord signedHoldLift(LedgerStore store) {
        return SignedRecord.of(Ledger.LIFT, (station, id) -> store.signedLift(station, UUID.fromString(id)));
    }
}
