package org.mailuo.distribution;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class DistributionConfiguration {

    @Bean
    SignedRecord signedIssue(JdbcClient jdbc) {
        return SignedRecord.of(Orders.KIND, jdbc, OrderStore.SIGNED_ISSUE);
    }
}
