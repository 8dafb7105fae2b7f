package org.mailuo.distribution;

import java.util.UUID;
import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class DistributionConfiguration {

    @Bean
    SignedRecord signedIssue(OrderStore store) {
        return SignedRecord.of(Orders.KIND, (station, id) -> store.signedIssue(station, UUID.fromString(id)));
    }
}
