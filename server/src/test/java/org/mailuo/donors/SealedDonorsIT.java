package org.mailuo.donors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailuo.MailuoTest;
import org.mailuo.OwnerDatabase;
import org.mailuo.audit.Trail;
import org.mailuo.database.StationScope;
import org.mailuo.keys.Rotation;
import org.mailuo.keys.SealBrokenException;
import org.mailuo.keys.SealedRows;
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
import org.springframework.dao.DataAccessException;
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
    private Rotation rotation;

    @Autowired
    private List<SealedRows> tables;

    @Autowired
    private AccessLog log;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Exports exports;

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
        return owner.transaction().execute(reading -> foundIn(owner.jdbc(), planted));
    }

    private static List<String> foundIn(JdbcClient jdbc, String planted) {
        return jdbc.sql("""
                select format('select %L from %I.%I where %I::text like :text', table_schema || '.' || table_name || '.' || column_name,
                              table_schema, table_name, column_name)
                    || case data_type when 'bytea' then format(' or encode(%I, ''escape'') like :text', column_name) else '' end
                from information_schema.columns
                join information_schema.tables using (table_schema, table_name)
                where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                """).query(String.class).list().stream()
                .flatMap(sql -> jdbc.sql(sql).param("text", "%" + planted + "%").query(String.class).list().stream())
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

    @Test
    void aRotationStoppedInTheMiddleGoesOn() {
        for (int i = 0; i < 5; i++) {
            donors.register(
                    Command.of(CLERK, NOW),
                    new NewDonor(
                            "李二十" + i,
                            Sex.FEMALE,
                            LocalDate.of(1890, 3, 7),
                            new IdentityDocument(IdentityDocument.Kind.PASSPORT, "R000000" + i),
                            "1380000002" + i,
                            i == 0 ? "" : "路 " + i));
        }
        rotation.begin(NOW.minusSeconds(3600));
        assertThat(donors.sealAnew(Command.of(CLERK, NOW), new UUID(0, 0), 2)).hasSize(2);

        // Some rows have the new key and some the old one: everybody is found, and nobody is registered twice.
        assertThat(donors.findByDocument(STATION, PERSON.document())).isPresent();
        assertThatThrownBy(() -> donors.register(Command.of(CLERK, NOW), PERSON))
                .isInstanceOf(RefusedException.class);
        assertThat(donors.search(STATION, "13800000024", 9)).hasSize(1);

        assertThat(rotation.run()).isGreaterThanOrEqualTo(4);
        assertThat(rotation.run()).isZero();
        assertThat(rotation.run()).as("the old key is retired").isZero();
        assertThat(donors.particulars(STATION, donor).document()).isEqualTo(PERSON.document());
        assertThat(donors.particulars(STATION, donor).address()).isEqualTo(PERSON.address());
        assertThat(donors.search(STATION, "13800000024", 9)).hasSize(1);
        assertThat(owner.jdbc()
                        .sql("select count(distinct get_byte(document_sealed, 2)) from donors.donors")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    /** A table with a sealed column that no rotation reaches would keep a stolen key good for ever. */
    @Test
    void aRotationReachesEverySealedColumn() {
        assertThat(owner.jdbc().sql("""
                                select distinct table_schema || '.' || table_name from information_schema.columns
                                where column_name like '%\\_sealed' and data_type = 'bytea'
                                """).query(String.class).list())
                .containsExactlyInAnyOrderElementsOf(
                        tables.stream().map(SealedRows::table).toList());
    }

    @Test
    void aCorrectionLeavesItsReasonAndNoNumberInTheTrail() {
        donors.correct(Command.of(CLERK, NOW), donor, "13900000019", "南岸 7 号", "moved house");
        assertThat(donors.search(STATION, "13900000019", 9))
                .extracting(Donor::id)
                .containsExactly(donor);
        assertThat(found("13900000019")).isEmpty();
        assertThat(found("moved house")).contains("audit.trail.reason");
        assertThatThrownBy(() -> donors.correct(Command.of(CLERK, NOW), donor, "1", "", ""))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.reasons()).hasSize(2));
        donors.correct(Command.of(CLERK, NOW), donor, PERSON.phone(), PERSON.address(), "moved back");
    }

    @Test
    void whoLookedIsWrittenBesideThePageAndNeverChanged() {
        log.looked(CLERK, donor, Access.Page.DONOR);
        assertThat(accesses.of(STATION, donor, 9, 0)).as("not yet").isEmpty();
        log.write();
        assertThat(accesses.of(STATION, donor, 9, 0))
                .singleElement()
                .returns("clerk", Access::login)
                .returns(Access.Page.DONOR, Access::page);
        assertThat(accesses.by(STATION, CLERK.staffId(), Instant.EPOCH, 9, 0)).hasSize(1);
        assertThat(accesses.by(STATION, new UUID(1, 1), Instant.EPOCH, 9, 0)).isEmpty();
        assertThatThrownBy(() -> change("delete from donors.accesses")).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> owner.jdbc()
                        .sql("update donors.accesses set login = 'x'")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aPersonGetsACopyOfEverythingAndThatIsLoggedToo() throws Exception {
        byte[] zip = exports.export(Command.of(CLERK, NOW), donor);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            assertThat(in.getNextEntry()).hasToString("person.json");
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(PERSON.document().number(), PERSON.name(), "visits", "donations", "tests", "deferrals");
        }
        assertThat(accesses.of(STATION, donor, 99, 0)).extracting(Access::page).contains(Access.Page.EXPORT);
    }

    /** As somebody would who stole the login of the application and knows how a command is opened. */
    private void change(String sql) {
        StationScope.in(
                STATION,
                () -> transaction.execute(running -> {
                    trail.begin(Command.of(CLERK, NOW), "test");
                    return jdbc.sql(sql).update();
                }));
    }
}
