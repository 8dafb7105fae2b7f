package org.mailuo.storage;

import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    SignedRecord signedDiscard() {
        return new SignedRecord(Storage.KIND, StorageStore.SIGNED_DISCARD);
    }
}
