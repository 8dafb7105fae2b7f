package org.mailuo.release;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    @Bean
    SignedRecord signedBatch(JdbcClient jdbc) {
        return SignedRecord.of(Releases.KIND, jdbc, ReleaseStore.SIGNED_BATCH);
    }

    @Bean
    SignedRecord signedVoid(JdbcClient jdbc) {
        return SignedRecord.of(Labels.KIND, jdbc, ReleaseStore.SIGNED_VOID);
    }
}
