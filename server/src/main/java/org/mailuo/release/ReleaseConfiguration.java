package org.mailuo.release;

import java.util.UUID;
import org.mailuo.station.SignedRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is signed here. */
@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {

    @Bean
    SignedRecord signedBatch(ReleaseStore store) {
        return SignedRecord.of(Releases.KIND, (station, id) -> store.signedBatch(station, UUID.fromString(id)));
    }

    @Bean
    SignedRecord signedVoid(ReleaseStore store) {
        return SignedRecord.of(Labels.KIND, (station, id) -> store.signedVoid(station, UUID.fromString(id)));
    }
}
