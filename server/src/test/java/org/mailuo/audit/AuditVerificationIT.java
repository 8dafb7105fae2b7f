package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever changes one row behind the application is found, and the row is named; an untouched trail is silent. */
class AuditVerificationIT {
    private final SealedTrail trail = new SealedTrail().filled(4);

    @Test
    void anUntouchedTrailHasNoFindings() {
        assertThat(trail.verify()).isEmpty();
    }

    @Test
    void anAlteredEntryIsNamed() {
        long entry = entryOf(12);
        trail.tamper("update audit.trail set after = after || '{\"name\": \"Nobody\"}' where entry_id = " + entry);
        assertThat(trail.verify())
                .contains("ENTRY_ALTERED [%d, station.staff, %s, %d]".formatted(entry, person(12), sealOf(entry)))
                .filteredOn(said -> said.startsWith("ENTRY"))
                .hasSize(1);
    }

    @Test
    void aRemovedEntryIsNamed() {
        long entry = entryOf(12);
        long seal = sealOf(entry);
        trail.tamper("delete from audit.trail where entry_id = " + entry);
        assertThat(trail.verify())
                .containsExactly(
                        "ENTRY_REMOVED [%d, %d]".formatted(entry, seal),
                        "ROW_ADDED [station.staff, %s]".formatted(person(12)));
    }

    @Test
    void twoSwappedEntriesAreNamed() {
        long one = entryOf(3);
        long other = entryOf(30);
        trail.tamper(
                "alter table audit.trail alter entry_id drop identity",
                "update audit.trail set entry_id = case entry_id when %1$d then %2$d else %1$d end where entry_id in (%1$d, %2$d)"
                        .formatted(one, other));
        assertThat(trail.verify())
                .containsExactlyInAnyOrder(
                        "ENTRY_REORDERED [%d, station.staff, %s, %d, %d]"
                                .formatted(one, person(30), sealOf(one), other),
                        "ENTRY_REORDERED [%d, station.staff, %s, %d, %d]"
                                .formatted(other, person(3), sealOf(other), one));
    }

    @Test
    void anEntrySlippedInBehindTheSealsIsNamed() {
        trail.tamper("""
                insert into audit.trail (station_id, xid, at, actor_id, command_id, action, table_name, row_id, operation, after)
                select station_id, xid, at, actor_id, command_id, action, table_name, '%s', operation, after
                from audit.trail where entry_id = %d
                """.formatted(person(99), entryOf(3)));
        trail.seal();
        assertThat(trail.verify())
                .anyMatch(said -> said.startsWith("ENTRY_ADDED") && said.contains("station.staff, " + person(99)));
    }

    @Test
    void anAlteredCommandIsNamed() {
        long number = trail.number("select min(number) from audit.commands");
        trail.tamper("update audit.commands set origin = '10.0.0.1' where number = " + number);
        assertThat(trail.verify()).hasSize(1).first().asString().startsWith("COMMAND_ALTERED [" + number);
    }

    @Test
    void anAlteredSealIsNamed() {
        trail.tamper("update audit.seals set sealed_at = sealed_at + interval '1 second' where seal_no = 2");
        assertThat(trail.verify()).containsExactly("SEAL_ALTERED [2]");
    }

    @Test
    void aSealMadeAnewBreaksTheChain() {
        trail.tamper("update audit.seals set sealed_at = sealed_at + interval '1 second' where seal_no = 2", rehash(2));
        assertThat(trail.verify()).containsExactly("CHAIN_BROKEN [3, 2]");
    }

    @Test
    void aRemovedSealIsNamedWithWhatItSealed() {
        trail.tamper("delete from audit.seals where seal_no = 3");
        assertThat(trail.verify())
                .contains("SEAL_REMOVED [3, 3]")
                .filteredOn(said -> said.startsWith("ENTRY_ADDED"))
                .hasSize(11);
    }

    @Test
    void whoeverCutsTheTailIsFoundByAnAnchor() {
        Anchor anchor = anchor();
        trail.tamper(
                "delete from station.staff where staff_id in (select row_id::uuid from audit.trail where table_name = 'station.staff'"
                        + " and entry_id = any (select unnest(entries) from audit.seals where seal_no = 5))",
                "delete from units.numbers where din >= 'A981126000030'",
                "delete from audit.trail where entry_id = any (select unnest(entries) from audit.seals where seal_no = 5)",
                "delete from audit.commands where number = any (select unnest(commands) from audit.seals where seal_no = 5)",
                "delete from audit.seals where seal_no = 5");
        assertThat(trail.verify()).isEmpty();
        assertThat(trail.verify(anchor)).containsExactly("ANCHOR_MISSING [5]");
    }

    @Test
    void whoeverMakesTheWholeChainAnewIsFoundByAnAnchor() {
        Anchor anchor = anchor();
        trail.tamper(
                "update station.staff set name = 'Nobody' where staff_id = '%s'".formatted(person(12)),
                "update audit.trail set after = after || '{\"name\": \"Nobody\"}' where entry_id = " + entryOf(12),
                "truncate audit.seals");
        trail.seal();
        assertThat(trail.verify()).isEmpty();
        assertThat(trail.verify(anchor)).containsExactly("ANCHOR_MISSING [5]");
        trail.person(500);
        for (int i = 0; i < 4; i++) {
            trail.person(501 + i);
            trail.seal();
        }
        assertThat(trail.verify(anchor)).containsExactly("ANCHOR_DISAGREES [5]");
    }

    @Test
    void aRowThatNeverChangesIsNamedWhenAltered() {
        trail.tamper("update units.numbers set taken_at = taken_at + interval '1 day' where din = 'A981126000007'");
        assertThat(trail.verify())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("ROW_ALTERED [units.numbers, A981126000007");
    }

    @Test
    void aRowThatNeverChangesIsNamedWhenRemovedOrAdded() {
        trail.tamper(
                "insert into units.numbers select station_id, 'A981126777777', range_id, taken_at, taken_by, command_id"
                        + " from units.numbers where din = 'A981126000007'",
                "delete from units.numbers where din = 'A981126000007'");
        assertThat(trail.verify())
                .hasSize(2)
                .anyMatch(said -> said.startsWith("ROW_REMOVED [units.numbers, A981126000007"))
                .contains("ROW_ADDED [units.numbers, A981126777777]");
    }

    @Test
    void aRowThatChangedWithoutTheTrailIsNamedWithItsColumns() {
        trail.tamper("update station.staff set name = 'Nobody', password_hash = 'mine' where staff_id = '%s'"
                .formatted(person(12)));
        assertThat(trail.verify())
                .containsExactly("STATE_DIFFERS [station.staff, %s, %d, name, password_hash]"
                        .formatted(person(12), entryOf(12)));
    }

    @Test
    void aGuardThatWasSwitchedOffIsNamed() {
        trail.tamper("alter table station.staff disable trigger trail_update");
        assertThat(trail.verify()).containsExactly("GUARD_MISSING [station.staff, trail_update]");
    }

    @Test
    void rowsThatWaitForTheNextSealAreNoFindings() {
        trail.person(100);
        List<String> said = new java.util.ArrayList<>();
        assertThat(trail.run(List.of(), said).pending()).isEqualTo(2);
        assertThat(said).isEmpty();
    }

    /** Another server numbers its transactions anew: what came with the dump is sealed once, and nothing is skipped. */
    @Test
    void afterARestoreEverythingIsSealedOnce() {
        trail.person(100);
        trail.tamper(
                // as another server's dump: a foreign cluster, transactions from far ahead
                "update audit.trail set xid = '900000000000' where row_id = '%s'".formatted(person(100)),
                "update audit.seals set cluster = 1, through = '800000000000' where seal_no = 5",
                rehash(5));
        assertThat(trail.seal()).isEqualTo(2);
        trail.person(101);
        assertThat(trail.seal()).isEqualTo(2);
        assertThat(trail.seal()).isZero();
        assertThat(trail.verify()).isEmpty();
    }

    /** The hash of a seal as its thief would make it. */
    private static String rehash(long seal) {
        return """
                update audit.seals s set hash = sha256(convert_to(concat_ws(' ', 'seal', station_id, seal_no,
                    (extract(epoch from sealed_at) * 1000000)::bigint, cluster, through, entry_floor, command_floor,
                    array_to_string(entries, ','), array_to_string(commands, ',')), 'UTF8') || previous || (
                    select string_agg(d, ''::bytea order by n)
                    from unnest(entry_digests || command_digests) with ordinality u(d, n)))
                where seal_no = %d
                """.formatted(seal);
    }

    private Anchor anchor() {
        Seal last = trail.last();
        assertThat(last.number()).isEqualTo(5);
        return new Anchor(811, last.number(), last.hash());
    }

    private static UUID person(int number) {
        return new UUID(9, number);
    }

    private long entryOf(int person) {
        return trail.number("select entry_id from audit.trail where table_name = 'station.staff' and row_id = '%s'"
                .formatted(person(person)));
    }

    private long sealOf(long entry) {
        return trail.number("select seal_no from audit.seals where %d = any (entries)".formatted(entry));
    }
}
