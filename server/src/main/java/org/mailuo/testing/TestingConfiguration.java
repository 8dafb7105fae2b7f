package org.mailuo.testing;

import java.util.UUID;
import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class TestingConfiguration {

    @Bean
    SignedRecord signedReview(TestingStore store) {
        return SignedRecord.of(Laboratory.KIND, (station, id) -> store.signedReview(station, UUID.fromString(id)));
    }
}
