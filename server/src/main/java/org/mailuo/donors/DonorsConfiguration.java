package org.mailuo.donors;

import java.time.Clock;
import java.util.UUID;
import org.mailuo.keys.SealedRows;
import org.mailuo.station.SealedByStation;
import org.mailuo.station.SignedRecord;
import org.mailuo.station.Stations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class DonorsConfiguration {

    /** What who lets somebody give again vouches for. */
    @Bean
    SignedRecord signedDeferralLift(JdbcClient jdbc) {
        return SignedRecord.of(Donors.LIFT, jdbc, DonorStore.SIGNED_LIFT);
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
    SignedRecord signedMerge(MergeStore merges) {
        return SignedRecord.of(
                Merges.KIND,
                (station, id) -> merges.find(station, UUID.fromString(id))
                        .map(merge -> "merged " + merge.merged() + "\ninto " + merge.into() + "\nreason "
                                + merge.reason() + "\ndifferences " + merge.differences() + "\nat " + merge.mergedAt())
                        .orElse(""));
    }

    /** What who separates two records again vouches for. */
    @Bean
    SignedRecord signedSeparation(JdbcClient jdbc) {
        return SignedRecord.of(Merges.UNDO, jdbc, MergeStore.SIGNED_UNDO);
    }
}
