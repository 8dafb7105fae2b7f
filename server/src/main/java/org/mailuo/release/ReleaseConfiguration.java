package org.mailuo.release;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    @Bean
    SignedRecord signedBatch() {
        return new SignedRecord(Releases.KIND, ReleaseStore.SIGNED_BATCH);
    }

    @Bean
    SignedRecord signedVoid() {
        return new SignedRecord(Labels.KIND, ReleaseStore.SIGNED_VOID);
    }
}
