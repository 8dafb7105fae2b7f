package org.mailuo.testing;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class TestingConfiguration {

    @Bean
    SignedRecord signedReview() {
        return new SignedRecord(Laboratory.KIND, TestingStore.SIGNED_REVIEW);
    }
}
