package org.mailuo.distribution;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class DistributionConfiguration {

    @Bean
    SignedRecord signedIssue() {
        return new SignedRecord(Orders.KIND, OrderStore.SIGNED_ISSUE);
    }
}
