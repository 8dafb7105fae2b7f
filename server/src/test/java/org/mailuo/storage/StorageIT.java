package org.mailuo.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.products.StorageBand;
import org.mailuo.shared.Actor;
import org.mailuo.shared.BagId;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Millilitres;
import org.mailuo.shared.ProductCode;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.mailuo.station.Actors;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.Proof;
import org.mailuo.station.StationFixtures;
import org.mailuo.station.Stations;
import org.mailuo.units.BagStatus;
import org.mailuo.units.HoldReason;
import org.mailuo.units.Ledger;
import org.mailuo.units.NewBag;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@MailuoTest
class StorageIT {
    private static final StationId STATION = new StationId(742);
    private static final Instant COLLECTED = Instant.parse("2026-03-09T02:00:00Z");
    private static final Instant NOW = COLLECTED.plus(Duration.ofDays(1));
    private static final Actor KEEPER =
            new Actor(STATION, new UUID(7, 42), "keeper", Set.of(Duty.STORE, Duty.QUALITY, Duty.ADMINISTER));
    private static int sequence;
    private static final Proof WITNESS = new Proof("head.742", "a long enough word");

    @Autowired
    private Storage storage;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Stations stations;

    @BeforeEach
    void aStationWithPlaces() {
        if (stations.findStation(STATION).isEmpty()) {
            stations.found(
                    Command.of(Actors.system(STATION), COLLECTED),
                    new NewStation("储存站", "Store", "A9742", "L-742", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                    new NewStaff("head.742", "Head", WITNESS.password()).withOwnPassword());
            StationFixtures.enrol(context, COLLECTED, KEEPER);
            ledger.giveOutNumbers(Command.of(Actors.system(STATION), COLLECTED), "A9742", 26, 0, 5000, "CENTRE");
            sequence = 0;
            storage.addPlace(
                    now(), new NewPlace("q1", "待检冰箱", "Quarantine fridge", StorageBand.COLD_2_6, Zone.QUARANTINE));
            storage.addPlace(now(), new NewPlace("R1", "成品冰箱", "Released fridge", StorageBand.COLD_2_6, Zone.RELEASED));
            storage.addPlace(now(), new NewPlace("U1", "不合格冰箱", "Unfit fridge", StorageBand.COLD_2_6, Zone.UNFIT));
            storage.addPlace(
                    now(), new NewPlace("QF", "待检冰柜", "Quarantine freezer", StorageBand.FROZEN_18, Zone.QUARANTINE));
        }
    }

    @Test
    void aBagGoesOnlyWhereItBelongs() {
        BagId bag = aBag(35);
        storage.put(now(), "q1", List.of(bag));
        assertThat(ledger.get(STATION, bag).place()).isEqualTo("Q1");
        assertThatThrownBy(() -> storage.put(now(), "R1", List.of(bag))).hasMessage("storage.wrong-zone");
        assertThatThrownBy(() -> storage.put(now(), "QF", List.of(bag))).hasMessage("storage.wrong-band");
        assertThat(ledger.get(STATION, bag).place()).isEqualTo("Q1");
        assertThat(storage.in(STATION, "Q1", 500, 0))
                .extracting(found -> found.id())
                .contains(bag);
        assertThat(storage.areWellKept(STATION, List.of(bag)).isAllowed()).isFalse();
        ledger.hold(now(), List.of(bag), HoldReason.UNFIT, "HBSAG", null);
        assertThatThrownBy(() -> storage.put(now(), "Q1", List.of(bag))).hasMessage("storage.wrong-zone");
        storage.put(now(), "U1", List.of(bag));
        assertThat(storage.stock(STATION, NOW))
                .filteredOn(stock -> stock.place().code().equals("U1"))
                .singleElement()
                .satisfies(stock -> {
                    assertThat(stock.bags()).isEqualTo(1);
                    assertThat(stock.held()).isEqualTo(1);
                    assertThat(stock.misplaced()).isZero();
                });
    }

    @Test
    void aPlaceHasItsCodeOnce() {
        assertThatThrownBy(() -> storage.addPlace(
                        now(), new NewPlace("Q1", "冰箱", "Fridge", StorageBand.COLD_2_6, Zone.QUARANTINE)))
                .hasMessage("storage.code-taken");
    }

    @Test
    void discardingTakesAWitness() {
        BagId bag = aBag(35);
        assertThatThrownBy(() -> storage.discard(now(), List.of(bag), "BROKEN", StationFixtures.proof(KEEPER)))
                .hasMessage("station.signer-is-author");
        assertThatThrownBy(() -> storage.discard(now(), List.of(bag), "BROKEN", new Proof("head.742", "a guess")))
                .hasMessage("station.proof-refused");
        assertThatThrownBy(() -> storage.discard(now(), List.of(bag), "TIRED", WITNESS))
                .hasMessage("storage.unknown-reason");
        storage.discard(now(), List.of(bag), "BROKEN", WITNESS);
        assertThat(ledger.get(STATION, bag).status()).isEqualTo(BagStatus.DISCARDED);
        assertThat(ledger.get(STATION, bag).discardReason()).isEqualTo("BROKEN");
    }

    @Test
    void theRunTakesOutWhatHasExpiredAndNothingElse() {
        BagId old = aBag(5);
        BagId fresh = aBag(35);
        Instant then = COLLECTED.plus(Duration.ofDays(5));
        assertThat(storage.hasExpired(STATION, then.minusSeconds(1))).isFalse();
        assertThat(storage.expiringWithin(STATION, NOW, Duration.ofDays(5), 100))
                .extracting(bag -> bag.id())
                .containsExactly(old);
        assertThat(storage.hasExpired(STATION, then)).isTrue();
        assertThat(storage.expire(Command.of(Actors.system(STATION), then))).containsExactly(old);
        assertThat(ledger.get(STATION, old).status()).isEqualTo(BagStatus.DISCARDED);
        assertThat(ledger.get(STATION, fresh).status()).isEqualTo(BagStatus.QUARANTINE);
        assertThat(storage.expiryRuns(STATION, 10).getFirst().bags()).containsExactly(old);
    }

    private BagId aBag(int days) {
        var din = DonationNumber.of("A9742", 26, sequence++);
        var bag = new NewBag(
                new BagId(Uuid7.next(COLLECTED)),
                din,
                ProductCode.of("WB"),
                "00",
                Millilitres.of(400),
                Millilitres.of(400),
                "CPDA-1",
                COLLECTED,
                COLLECTED.plus(Duration.ofDays(days)));
        ledger.register(Command.of(KEEPER, COLLECTED), din, List.of(bag));
        return bag.id();
    }

    private static Command now() {
        return Command.of(KEEPER, NOW);
    }
}
