package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
        trail.tamper("update audit.trail set after = after || '{\"name\": \"Nobody\"}' where entry_no = " + entry);
        assertThat(trail.verify())
                .containsExactly(
                        "ALTERED " + told(12), "STATE_DIFFERS [station.staff, %s, name]".formatted(person(12)));
    }

    @Test
    void aRemovedEntryIsNamed() {
        String told = told(12);
        trail.tamper("delete from audit.trail where entry_no = " + entryOf(12));
        assertThat(trail.verify())
                .containsExactly("REMOVED " + told, "STATE_ADDED [station.staff, %s]".formatted(person(12)));
    }

    @Test
    void twoSwappedEntriesAreNamed() {
        long one = entryOf(3);
        long other = entryOf(30);
        String first = told(3);
        String second = told(30);
        trail.tamper(SWAP.formatted(one, other));
        assertThat(trail.verify())
                .containsExactlyInAnyOrder(
                        "REORDERED " + first.replace("]", ", %d]".formatted(other)),
                        "REORDERED " + second.replace("]", ", %d]".formatted(one)));
    }

    @Test
    void twoEntriesSwappedTogetherWithTheirTransactionsAreNamed() {
        long one = entryOf(3);
        long other = entryOf(30);
        trail.tamper(
                "create temp table swapped as select entry_no, xid from audit.trail where entry_no in (%d, %d)"
                        .formatted(one, other),
                SWAP.formatted(one, other),
                "update audit.trail t set xid = s.xid from swapped s where s.entry_no = t.entry_no");
        assertThat(trail.verify()).hasSize(2).allMatch(said -> said.startsWith("REORDERED [audit.trail"));
    }

    @Test
    void anEntrySlippedInBehindTheSealsIsNamed() {
        trail.tamper("""
                insert into audit.trail (station_id, xid, at, actor_id, command_id, action, table_name, row_id, operation, after)
                select station_id, xid, at, actor_id, command_id, action, table_name, '%s', operation, after
                from audit.trail where entry_no = %d
                """.formatted(person(99), entryOf(3)));
        trail.seal();
        assertThat(trail.verify())
                .anyMatch(
                        said -> said.startsWith("ADDED [audit.trail") && said.contains("station.staff/" + person(99)));
    }

    /** A transaction number from the future would never be sealed. */
    @Test
    void aRowOfATransactionThatNeverWasIsNamed() {
        trail.tamper(
                "insert into units.numbers select station_id, 'A981126777777', range_id, taken_at, taken_by, command_id,"
                        + " '900000000000' from units.numbers where din = 'A981126000007'");
        trail.seal();
        assertThat(trail.verify()).hasSize(1).first().asString().startsWith("ADDED [units.numbers, A981126777777");
    }

    @Test
    void anAlteredCommandIsNamed() {
        trail.tamper("update audit.commands set origin = '10.0.0.1' where entry_no ="
                + " (select min(entry_no) from audit.commands)");
        assertThat(trail.verify()).hasSize(1).first().asString().startsWith("ALTERED [audit.commands, ");
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
                .filteredOn(said -> said.startsWith("ADDED"))
                .hasSize(31);
    }

    @Test
    void whoeverCutsTheTailIsFoundByAnAnchor() {
        Anchor anchor = anchor();
        trail.tamper(
                "delete from station.staff where staff_id in (select row_id::uuid from audit.trail where entry_no = any"
                        + " (select unnest(entries) from audit.seals where seal_no = 5))",
                cut("units.numbers"),
                cut("audit.trail"),
                cut("audit.commands"),
                "delete from audit.seals where seal_no = 5");
        assertThat(trail.verify()).isEmpty();
        assertThat(trail.verify(anchor)).containsExactly("ANCHOR_MISSING [5]");
    }

    @Test
    void whoeverMakesTheWholeChainAnewIsFoundByAnAnchor() {
        Anchor anchor = anchor();
        trail.tamper(
                "update station.staff set name = 'Nobody' where staff_id = '%s'".formatted(person(12)),
                "update audit.trail set after = after || '{\"name\": \"Nobody\"}' where entry_no = " + entryOf(12),
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
        assertThat(trail.verify()).hasSize(1).first().asString().startsWith("ALTERED [units.numbers, A981126000007, ");
    }

    @Test
    void aRowThatNeverChangesIsNamedWhenRemoved() {
        trail.tamper("delete from units.numbers where din = 'A981126000007'");
        assertThat(trail.verify()).hasSize(1).first().asString().startsWith("REMOVED [units.numbers, A981126000007, ");
    }

    /** A later migration may add a column: what is null in the old rows was not there when they were sealed. */
    @Test
    void aLaterColumnThatIsNullDoesNotAlterOldRows() {
        trail.tamper("alter table units.numbers add column note text, add column reader text");
        assertThat(trail.verify()).isEmpty();
        trail.numbers(500, 1);
        trail.seal();
        assertThat(trail.verify()).isEmpty();
        trail.tamper("update units.numbers set reader = 'x' where din = 'A981126000007'");
        assertThat(trail.verify()).hasSize(1);
    }

    @Test
    void aRowThatChangedWithoutTheTrailIsNamedWithItsColumns() {
        trail.tamper("update station.staff set name = 'Nobody', password_hash = 'mine' where staff_id = '%s'"
                .formatted(person(12)));
        assertThat(trail.verify())
                .containsExactly("STATE_DIFFERS [station.staff, %s, name, password_hash]".formatted(person(12)));
    }

    @Test
    void aGuardThatWasSwitchedOffIsNamed() {
        trail.tamper("alter table station.staff disable trigger trail_update");
        assertThat(trail.verify()).containsExactly("GUARD_MISSING [station.staff, trail_update]");
    }

    @Test
    void rowsThatWaitAreNoFindingsUnlessARunningApplicationLeavesThem() throws SQLException {
        trail.person(100);
        List<String> said = new ArrayList<>();
        try (Connection application = trail.superuser()) {
            assertThat(trail.run(List.of(), said, 0).pending()).isEqualTo(2);
            assertThat(said).containsExactly("NOT_SEALED [2]");
            said.clear();
            var sealer = CompletableFuture.runAsync(trail::seal);
            assertThat(trail.run(List.of(), said, 60).pending()).isLessThanOrEqualTo(2);
            sealer.join();
        }
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
                    (extract(epoch from sealed_at) * 1000000)::bigint, cluster, through, floor,
                    tables::text, entries::text, keys::text), 'UTF8') || previous || (
                    select string_agg(d, ''::bytea order by n) from unnest(digests) with ordinality u(d, n)))
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
        return trail.number("select entry_no from audit.trail where table_name = 'station.staff' and row_id = '%s'"
                .formatted(person(person)));
    }

    /** How a finding names the entry that tells of a person. */
    private String told(int person) {
        long entry = entryOf(person);
        long seal = trail.number("select seal_no from audit.seals where %d = any (entries)".formatted(entry));
        return "[audit.trail, %1$d/station.staff/%2$s, %1$d, %3$d]".formatted(entry, person(person), seal);
    }

    private static String cut(String table) {
        return "delete from %s where entry_no = any (select unnest(entries) from audit.seals where seal_no = 5)"
                .formatted(table);
    }

    private static final String SWAP =
            "update audit.trail set entry_no = case entry_no when %1$d then -1 else %1$d end where entry_no in (%1$d, %2$d);"
                    + " update audit.trail set entry_no = %2$d where entry_no = -1";
}
