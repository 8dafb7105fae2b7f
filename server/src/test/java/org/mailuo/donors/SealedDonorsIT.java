package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.database.StationScope;
import org.mailuo.audit.Trail;
import org.mailuo.keys.SealBrokenException;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.station.Actors;
import org.mailuo.station.NewStaff;
import org.mailuo.station.NewStation;
import org.mailuo.station.Stations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A stolen copy of the database shows nobody's identity number, phone or address. */
@MailuoTest
class SealedDonorsIT {
    private static final StationId STATION = new StationId(1);
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final Actor CLERK =
            new Actor(STATION, new UUID(7, 1), "clerk", EnumSet.of(Duty.REGISTER, Duty.QUALITY));
    private static final NewDonor PERSON = new NewDonor(
            "李十九",
            Sex.FEMALE,
            LocalDate.of(1890, 3, 7),
            new IdentityDocument(IdentityDocument.Kind.RESIDENT_ID, "511502189003070008"),
            "+86 138 0000 0019",
            "翠屏区流杯池街 19 号");

    @Autowired
    private Donors donors;

    @Autowired
    private Stations stations;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private OwnerDatabase owner;

    @Autowired
    private Trail trail;

    @Autowired
    private TransactionTemplate transaction;

    private DonorId donor = new DonorId(new UUID(0, 0));

    @BeforeEach
    void somebody() {
        if (stations.findStation(STATION).isEmpty()) {
            stations.found(
                    Command.of(Actors.system(STATION), NOW),
                    new NewStation("示例血站", "Example", "A9999", "1", ZoneId.of("Asia/Shanghai"), "CN-GB18467-2011"),
                    new NewStaff("founder", "Founder", "a long enough passphrase"));
            donors.register(Command.of(CLERK, NOW), PERSON);
        }
        donor = donors.findByDocument(STATION, PERSON.document()).orElseThrow().id();
    }

    @Test
    void noTextOfTheWholeDatabaseShowsThem() {
        assertThat(found("李十九")).as("the search finds what is readable").contains("donors.donors.name");
        for (String planted :
                List.of(PERSON.document().number(), "8900307", "13800000019", "138 0000 0019", "翠屏区", "流杯池")) {
            assertThat(found(planted)).as(planted).isEmpty();
        }
    }

    /** Every column of every table, as text; bytea as text too, in both of its spellings. */
    private List<String> found(String planted) {
        return owner.jdbc().sql("""
                select format('select %L from %I.%I where %I::text like :text', table_schema || '.' || table_name || '.' || column_name,
                              table_schema, table_name, column_name)
                    || case data_type when 'bytea' then format(' or encode(%I, ''escape'') like :text', column_name) else '' end
                from information_schema.columns
                join information_schema.tables using (table_schema, table_name)
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """).query(String.class).list().stream()
                .flatMap(sql ->
                        owner.jdbc().sql(sql).param("text", "%" + planted + "%").query(String.class).list().stream())
                .toList();
    }

    @Test
    void theyAreOpenedForTheirOwnPageAndFoundByTheirHash() {
        Particulars open = donors.particulars(STATION, donor);
        assertThat(open.document()).isEqualTo(PERSON.document());
        assertThat(open.phone()).isEqualTo(PERSON.phone());
        assertThat(open.address()).isEqualTo(PERSON.address());
        assertThat(open.maskedPhone()).isEqualTo("•••• 0019");
        assertThat(open).hasToString("Particulars");
        for (String asked : List.of("511502189003070008", "13800000019", "138-0000-0019", "+8613800000019", "李十")) {
            assertThat(donors.search(STATION, asked, 20))
                    .as(asked)
                    .extracting(Donor::id)
                    .contains(donor);
        }
        for (String asked : List.of("0019", "51150218900307000", "13800000018", "十九")) {
            assertThat(donors.search(STATION, asked, 20)).as(asked).isEmpty();
        }
    }

    @Test
    void aDocumentIsRegisteredOnce() {
        assertThatThrownBy(() -> donors.register(Command.of(CLERK, NOW), PERSON))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining(PERSON.document().number());
        assertThatThrownBy(() -> change("""
                insert into donors.donors (station_id, donor_id, name, sex, born_on, document_kind, document_sealed,
                                           document_key, registered_at)
                select station_id, gen_random_uuid(), name, sex, born_on, 'OTHER', document_sealed, document_key, now()
                from donors.donors"""))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageContaining("donors_document");
    }

    @Test
    void aValueAlteredOrCopiedByPlainSqlDoesNotOpen() {
        DonorId other = donors.register(
                Command.of(CLERK, NOW),
                new NewDonor(
                        "李十八",
                        Sex.FEMALE,
                        LocalDate.of(1890, 3, 7),
                        new IdentityDocument(IdentityDocument.Kind.PASSPORT, "E00000018"),
                        "13800000018"));
        change("""
                update donors.donors d set phone_sealed = o.phone_sealed, phone_key = o.phone_key
                from donors.donors o where o.name = '李十九' and d.name = '李十八'""");
        assertThatExceptionOfType(SealBrokenException.class)
                .isThrownBy(() -> donors.particulars(STATION, other))
                .withMessageContaining("phone")
                .withMessageNotContaining("138");
    }

    /** As somebody would who stole the login of the application and knows how a command is opened. */
    private void change(String sql) {
        StationScope.in(STATION, () -> transaction.executeWithoutResult(running -> {
            trail.begin(Command.of(CLERK, NOW), "test");
            jdbc.sql(sql).update();
        }));
    }
}
