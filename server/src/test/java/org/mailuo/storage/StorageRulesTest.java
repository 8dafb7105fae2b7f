package org.mailuo.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailuo.products.Family;
import org.mailuo.products.Product;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.BagId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.Reason;
import org.mailuo.units.Bag;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;

class StorageRulesTest {
    private static final Instant EXPIRY = Instant.parse("2026-04-13T15:59:00Z");

    @ParameterizedTest
    @EnumSource(StorageBand.class)
    @DisplayName("FACTS 5.1 each product only in its own band")
    void band(StorageBand band) {
        var product = new Product(
                ProductCode.of("LRC"),
                "D0005V00",
                "去白细胞悬浮红细胞",
                "Red cells",
                Family.RED_CELLS,
                StorageBand.COLD_2_6,
                List.of(),
                "GB 18469-2012",
                false,
                LocalDate.EPOCH,
                null);
        assertThat(StorageRules.isInBand(bag(BagStatus.QUARANTINE, 0, false), product, place(band, Zone.QUARANTINE))
                        .isAllowed())
                .isEqualTo(band == StorageBand.COLD_2_6);
    }

    @ParameterizedTest(name = "hard stop 8: {0}, labelled {1}, hold {2}, {3} s from expiry belongs in {4}")
    @CsvSource({
        "QUARANTINE, false, ,           -1, QUARANTINE",
        "QUARANTINE, false, COLLECTION, -1, QUARANTINE UNFIT",
        "QUARANTINE, false, UNFIT,      -1, UNFIT",
        "QUARANTINE, false, ,            0, UNFIT",
        "AVAILABLE,  false, ,           -1, QUARANTINE",
        "AVAILABLE,  true,  ,           -1, RELEASED",
        "AVAILABLE,  true,  ,            0, UNFIT",
        "AVAILABLE,  true,  ,            1, UNFIT",
        "AVAILABLE,  true,  EXCURSION,  -1, QUARANTINE UNFIT",
        "AVAILABLE,  true,  UNFIT,      -1, UNFIT",
        "RESERVED,   true,  ,           -1, RELEASED",
        "RESERVED,   true,  RECALL,     -1, QUARANTINE UNFIT",
    })
    void zone(BagStatus status, boolean labelled, @Nullable HoldReason hold, long seconds, String fits) {
        Bag bag = bag(status, hold == null ? 0 : 1, labelled);
        Set<HoldReason> holds = hold == null ? Set.of() : Set.of(hold);
        for (Zone zone : Zone.values()) {
            assertThat(StorageRules.isInZone(bag, holds, place(StorageBand.COLD_2_6, zone), EXPIRY.plusSeconds(seconds))
                            .isAllowed())
                    .as("%s", zone)
                    .isEqualTo(List.of(fits.split(" ")).contains(zone.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(BagStatus.class)
    @DisplayName("only what is in the station is put away")
    void inStation(BagStatus status) {
        assertThat(StorageRules.isInStation(bag(status, 0, true)).isAllowed()).isEqualTo(status.isInStation());
    }

    private static Place place(StorageBand band, Zone zone) {
        return new Place(new UUID(2, 2), "F1", "冰箱", "Fridge", band, zone, null);
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

    @Test
    @DisplayName("hard stop 8: the refusal names the zone and the one that would be right")
    void wrongZoneIsTold() {
        assertWrong(bag(BagStatus.AVAILABLE, 0, true), Zone.UNFIT, -1, "ZONE-RELEASED");
        assertWrong(bag(BagStatus.QUARANTINE, 0, false), Zone.RELEASED, -1, "ZONE-QUARANTINE");
        assertWrong(bag(BagStatus.QUARANTINE, 0, false), Zone.RELEASED, 0, "ZONE-UNFIT");
    }

    private static void assertWrong(Bag bag, Zone zone, long seconds, String wanted) {
        assertThat(StorageRules.isInZone(bag, Set.of(), place(StorageBand.COLD_2_6, zone), EXPIRY.plusSeconds(seconds))
                        .reasons())
                .containsExactly(Reason.of("storage.wrong-zone", bag.name(), "F1", "ZONE-" + zone, wanted));
    }

    @ParameterizedTest
    @EnumSource(Zone.class)
    @DisplayName("hard stop 8: bags leave from the released zone only")
    void leavesFromReleased(Zone zone) {
        Bag bag = bag(BagStatus.RESERVED, 0, true);
        assertThat(StorageRules.isReleased(bag, place(StorageBand.COLD_2_6, zone))
                        .reasons())
                .isEqualTo(
                        zone == Zone.RELEASED
                                ? List.of()
                                : List.of(Reason.of(
                                        "storage.wrong-zone", bag.name(), "F1", "ZONE-" + zone, "ZONE-RELEASED")));
    }

    @Test
    @DisplayName("whatever is wrong with a place is said at once")
    void allReasons() {
        var product = new Product(
                ProductCode.of("LRC"),
                "D0005V00",
                "去白细胞悬浮红细胞",
                "Red cells",
                Family.RED_CELLS,
                StorageBand.COLD_2_6,
                List.of(),
                "GB 18469-2012",
                false,
                LocalDate.EPOCH,
                null);
        assertThat(StorageRules.mayBePut(
                                bag(BagStatus.ISSUED, 0, true),
                                product,
                                Set.of(),
                                place(StorageBand.FROZEN_18, Zone.RELEASED),
                                EXPIRY.minusSeconds(1))
                        .reasons())
                .extracting(Reason::code)
                .containsExactly("storage.not-in-station", "storage.wrong-band", "storage.wrong-zone");
    }
}
