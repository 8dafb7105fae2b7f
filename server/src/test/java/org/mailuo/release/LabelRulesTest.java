package org.mailuo.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Decision;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;

class LabelRulesTest {
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");

    @ParameterizedTest(name = "REL-LABEL: {0}, {1} holds, {2} s from its expiry, labelled {3}: {4}")
    @CsvSource({
        "AVAILABLE,  0, -1, false, ",
        "AVAILABLE,  0,  0, false, release.label-expired",
        "AVAILABLE,  1, -1, false, release.label-held",
        "AVAILABLE,  0, -1, true,  release.labelled-before",
        "QUARANTINE, 0, -1, false, release.not-released",
        "RESERVED,   0, -1, false, release.not-released",
        "QUARANTINE, 1,  1, true,  release.not-released release.label-held release.label-expired release.labelled-before",
    })
    void whatGetsAFinalLabel(BagStatus status, int holds, long seconds, boolean labelled, @Nullable String refused) {
        assertThat(LabelRules.mayPrint(bag(status, holds, labelled), EXPIRY.plusSeconds(seconds))
                        .reasons())
                .extracting(Reason::code)
                .isEqualTo(refused == null ? List.of() : List.of(refused.split(" ")));
    }

    @Test
    void aCodeThatSaysSomethingElseVoidsTheLabelAndAnUnreadOneDoesNot() {
        assertThat(LabelRules.voids(Decision.refuse("release.group-differs"))).isTrue();
        assertThat(LabelRules.voids(Decision.refuse("release.group-missing"))).isFalse();
        assertThat(LabelRules.voids(Decision.ALLOWED)).isFalse();
    }

    private static Bag bag(BagStatus status, int holds, boolean labelled) {
        return new Bag(
                new BagId(new UUID(1, 1)),
                new DonationNumber("A999926000001"),
                ProductCode.of("LRC"),
                "00",
                Millilitres.of(280),
                Millilitres.of(400),
                "CPDA-1",
                EXPIRY.minusSeconds(35L * 86400),
                EXPIRY,
                BloodGroup.of("O+"),
                status,
                holds,
                null,
                null,
                null,
                labelled ? EXPIRY.minusSeconds(86400) : null,
                null);
    }
}
