package org.mailuo.testing;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class TestingConfiguration {

    @Bean
    SignedRecord signedReview(JdbcClient jdbc) {
        return SignedRecord.of(Laboratory.KIND, jdbc, TestingStore.SIGNED_REVIEW);
    }
}
