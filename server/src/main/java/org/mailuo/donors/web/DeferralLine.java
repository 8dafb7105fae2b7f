package org.mailuo.donors.web;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.Deferral;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Duty;

/**
 * One deferral as this reader may see it. RULE P3: for the front line a sensitive one is no more than "refer": no reason,
 * no date, no source.
 *
 * @param deferral null where it is hidden
 */
record DeferralLine(@Nullable Deferral deferral, boolean active) {

    static boolean mayKnow(Actor reader) {
        return reader.may(Duty.QUALITY) || reader.may(Duty.REVIEW) || reader.may(Duty.INSPECT);
    }

    static List<DeferralLine> of(List<Deferral> deferrals, Actor reader, LocalDate today) {
        boolean knows = mayKnow(reader);
        Stream<DeferralLine> told = deferrals.stream()
                .filter(deferral -> knows || !deferral.isSensitive())
                .map(deferral -> new DeferralLine(deferral, deferral.isActiveOn(today)));
        boolean hidden =
                !knows && deferrals.stream().anyMatch(deferral -> deferral.isSensitive() && deferral.isActiveOn(today));
        return (hidden ? Stream.concat(Stream.of(new DeferralLine(null, true)), told) : told).toList();
    }
}
