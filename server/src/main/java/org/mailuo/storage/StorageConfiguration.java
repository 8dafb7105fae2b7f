package org.mailuo.storage;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    SignedRecord signedDiscard(JdbcClient jdbc) {
        return SignedRecord.of(Storage.KIND, jdbc, StorageStore.SIGNED_DISCARD);
    }
}
