package org.mailuo.donors;

import java.time.Clock;
import org.mailuo.keys.SealedRows;
import org.mailuo.station.SealedByStation;
import org.mailuo.station.SignedRecord;
import org.mailuo.station.Stations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DonorsConfiguration {

    /** What who lets somebody give again vouches for. */
    @Bean
    SignedRecord signedDeferralLift() {
        return new SignedRecord(Donors.LIFT, DonorStore.SIGNED_LIFT);
    }

    @Bean
    SealedRows sealedDonors(Donors donors, Stations stations, Clock clock) {
        return new SealedByStation(
                "donors.donors",
                stations,
                clock,
                (command, after, most) -> donors.sealAnew(command, after, most).stream()
                        .map(DonorId::value)
                        .toList());
    }

    /** What who merges two records vouches for. */
    @Bean
    SignedRecord signedMerge() {
        return new SignedRecord(Merges.KIND, MergeStore.SIGNED_MERGE);
    }

    /** What who separates two records again vouches for. */
    @Bean
    SignedRecord signedSeparation() {
        return new SignedRecord(Merges.UNDO, MergeStore.SIGNED_UNDO);
    }
}
