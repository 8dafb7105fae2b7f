package org.mailuo.storage;

import java.util.UUID;
import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    SignedRecord signedDiscard(StorageStore store) {
        return SignedRecord.of(Storage.KIND, (station, id) -> store.signedDiscard(station, UUID.fromString(id)));
    }
}
