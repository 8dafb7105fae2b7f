package org.mailuo.donors;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.Command;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Reason;
import org.mailuo.shared.RefusedException;
import org.mailuo.shared.Sex;
import org.mailuo.shared.StationId;
import org.mailuo.shared.Uuid7;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/** All SQL of the donors' register. */
@Repository
class DonorStore {
    /** What who lifts a deferral vouches for. */
    static final String SIGNED_LIFT = """
            select 'donor ' || donor_id || ' ' || code || ' ' || scope || case when permanent then ' permanent' else '' end
                   || ' from ' || to_char(starts_on, 'YYYY-MM-DD') || coalesce(' until ' || to_char(ends_on, 'YYYY-MM-DD'), '')
                   || ' recorded ' || station.utc(recorded_at) || ' by ' || recorded_by
                   || ' lifted ' || station.utc(lifted_at) || ' by ' || lifted_by || ': ' || lift_reason
            from donors.deferrals
            where station_id = :station and deferral_id = :record and lifted_at is not null
            """;

    /** Sorts behind whatever a name goes on with. */
    private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

    private static final String DONOR = """
            d.donor_id, d.donor_no, d.name, d.sex, d.born_on, d.registered_at""";
    private static final String DEFERRAL = """
            f.deferral_id, i.donor_id as deferred_id, f.code, f.scope, f.permanent, f.starts_on, f.ends_on, f.source,
            f.din, f.rule_set, f.recorded_at, f.recorded_by, f.lifted_at, f.lift_reason""";

    private final JdbcClient jdbc;
    private final DonorSeals seals;

    DonorStore(JdbcClient jdbc, DonorSeals seals) {
        this.jdbc = jdbc;
        this.seals = seals;
    }

    /** Empty if the document is known, under whichever key it was hashed. */
    Optional<DonorId> insert(Command command, NewDonor donor) {
        StationId station = command.station();
        DonorId id = new DonorId(Uuid7.next(command.at()));
        return jdbc.sql("""
                insert into donors.donors (station_id, donor_id, name, sex, born_on, document_kind, document_sealed,
                                           document_key, phone_sealed, phone_key, address_sealed, registered_at)
                select :station, :id, :name, :sex, :born, :kind, :document, :documentKey, cast(:phone as bytea),
                       cast(:phoneKey as bytea), cast(:address as bytea), :at
                where not exists (select from donors.donors where station_id = :station and document_key = any(:known))
                on conflict on constraint donors_document do nothing
                returning donor_id
                """)
                .param("station", station.value())
                .param("id", id.value())
                .param("name", donor.name())
                .param("sex", donor.sex().name())
                .param("born", donor.bornOn())
                .param("kind", donor.document().kind().name())
                .param(
                        "document",
                        seals.seal(
                                DonorSeals.DOCUMENT,
                                station,
                                id,
                                donor.document().number()))
                .param("documentKey", seals.key(station, donor.document()))
                .param("known", bytes(seals.keys(station, donor.document())))
                .param("phone", seals.seal(DonorSeals.PHONE, station, id, donor.phone()))
                .param("phoneKey", seals.phoneKey(station, donor.phone()))
                .param("address", seals.seal(DonorSeals.ADDRESS, station, id, donor.address()))
                .param("at", Sql.at(command.at()))
                .query((row, i) -> new DonorId(Sql.uuid(row, "donor_id")))
                .optional();
    }

    List<Donor> list(StationId station, Collection<DonorId> donors) {
        return jdbc.sql("select " + DONOR + """
                 from donors.donors d where d.station_id = :station and d.donor_id = any(:ids)
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(donors, DonorId::value))
                .query(DonorStore::donor)
                .list();
    }

    /** The record that stands for whoever has this document. */
    Optional<Donor> findByDocument(StationId station, IdentityDocument document) {
        return jdbc.sql("select " + DONOR + """
                 from donors.donors k
                join donors.donors d on d.station_id = k.station_id and d.donor_id = k.person_id
                where k.station_id = :station and k.document_key = any(:keys)
                """)
                .param("station", station.value())
                .param("keys", bytes(seals.keys(station, document)))
                .query(DonorStore::donor)
                .optional();
    }

    /** What is sealed of these people, opened. */
    Map<DonorId, Particulars> particulars(StationId station, Collection<DonorId> donors) {
        Map<DonorId, Particulars> found = LinkedHashMap.newLinkedHashMap(donors.size());
        jdbc.sql("""
                select donor_id, document_kind, document_sealed, phone_sealed, address_sealed from donors.donors
                where station_id = :station and donor_id = any(:ids)
                """)
                .param("station", station.value())
                .param("ids", Sql.uuids(donors, DonorId::value))
                .query(row -> {
                    DonorId id = new DonorId(Sql.uuid(row, "donor_id"));
                    found.put(
                            id,
                            new Particulars(
                                    new IdentityDocument(
                                            IdentityDocument.Kind.valueOf(row.getString("document_kind")),
                                            seals.open(
                                                    DonorSeals.DOCUMENT, station, id, row.getBytes("document_sealed"))),
                                    seals.open(DonorSeals.PHONE, station, id, row.getBytes("phone_sealed")),
                                    seals.open(DonorSeals.ADDRESS, station, id, row.getBytes("address_sealed"))));
                });
        return found;
    }

    /** The next donors whose values another key than the present one sealed, locked. */
    List<DonorId> stale(StationId station, UUID after, int most) {
        return jdbc.sql("""
                select donor_id from donors.donors
                where station_id = :station and donor_id > :after
                  and exists (select from (values (document_sealed), (phone_sealed), (address_sealed)) as v (sealed)
                              where (get_byte(sealed, 1) << 8) + get_byte(sealed, 2) <> :key)
                order by donor_id limit :most for no key update
                """)
                .param("station", station.value())
                .param("after", after)
                .param("key", seals.key())
                .param("most", most)
                .query((row, i) -> new DonorId(Sql.uuid(row, "donor_id")))
                .list();
    }

    /** Seals and hashes these values with the present key. */
    void sealAnew(StationId station, Map<DonorId, Particulars> opened) {
        opened.forEach((donor, values) ->
                contact(station, donor, values, "document_sealed = :document, document_key = :documentKey,"));
    }

    void correct(StationId station, DonorId donor, Particulars contact) {
        contact(station, donor, contact, "");
    }

    private void contact(StationId station, DonorId donor, Particulars values, String more) {
        jdbc.sql("update donors.donors set " + more + """
                 phone_sealed = :phone, phone_key = :phoneKey, address_sealed = :address, version = version + 1
                where station_id = :station and donor_id = :donor
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .param(
                        "document",
                        seals.seal(
                                DonorSeals.DOCUMENT,
                                station,
                                donor,
                                values.document().number()))
                .param("documentKey", seals.key(station, values.document()))
                .param("phone", seals.seal(DonorSeals.PHONE, station, donor, values.phone()))
                .param("phoneKey", seals.phoneKey(station, values.phone()))
                .param("address", seals.seal(DonorSeals.ADDRESS, station, donor, values.address()))
                .update();
    }

    /** Whoever is found under a merged record is shown by the one that stands for him. Four index look-ups; a single "or" over them would read the whole table. */
    List<Donor> search(StationId station, String text, int limit) {
        String prefix = text.toLowerCase(Locale.ROOT);
        return jdbc.sql("with found as ("
                        + " (select donor_id from donors.donors where station_id = :station and donor_no = :number)"
                        + " union (select donor_id from donors.donors where station_id = :station"
                        + "     and document_key = any(:documents))"
                        + " union (select donor_id from donors.donors where station_id = :station"
                        + "     and phone_key = any(:phones))"
                        + " union (select donor_id from donors.donors where station_id = :station"
                        + "     and name_key >= :prefix and name_key < :end order by name_key limit :limit))"
                        + " select " + DONOR
                        + " from donors.donors d where d.station_id = :station and d.donor_id in (select k.person_id"
                        + "   from found join donors.donors k on k.station_id = :station and k.donor_id = found.donor_id)"
                        + " order by d.name, d.donor_no limit :limit")
                .param("station", station.value())
                .param("number", text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1L)
                .param("documents", bytes(seals.keys(station, text)))
                .param("phones", bytes(seals.phoneKeys(station, text)))
                .param("prefix", prefix)
                .param("end", prefix + LAST_CHARACTER)
                .param("limit", limit)
                .query(DonorStore::donor)
                .list();
    }

    private static SqlArrayValue bytes(List<byte[]> values) {
        return new SqlArrayValue("bytea", (Object[]) values.toArray(byte[][]::new));
    }

    Optional<Standing> standing(StationId station, DonorId donor) {
        List<Row> rows = jdbc.sql("select " + DONOR + ", " + DEFERRAL + """
                 from donors.identities i
                join donors.donors d on d.station_id = i.station_id and d.donor_id = i.person_id
                left join donors.deferrals f
                  on f.station_id = i.station_id and f.donor_id = i.identity_id and f.lifted_at is null
                where i.station_id = :station and i.donor_id = :donor
                """)
                .param("station", station.value())
                .param("donor", donor.value())
                .query((row, i) -> new Row(donor(row, i), row.getString("code") == null ? null : deferral(row, i)))
                .list();
        return rows.stream().findFirst().map(first -> new Standing(first.donor(), deferralsIn(rows)));
    }

    private record Row(Donor donor, @Nullable Deferral deferral) {}

    private static List<Deferral> deferralsIn(List<Row> rows) {
        List<Deferral> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.deferral() != null) {
                found.add(row.deferral());
            }
        }
        return found;
    }

    void insertDeferrals(Command command, List<NewDeferral> deferrals) {
        jdbc.sql("""
                insert into donors.deferrals (station_id, deferral_id, donor_id, code, scope, permanent, starts_on,
                                              ends_on, source, din, rule_set, recorded_at, recorded_by)
                select :station, u.*, :at, :actor
                from unnest(:ids, :donors, :codes, :scopes, :permanent, :starts, :ends, :sources, :dins, :rules) as u
                """)
                .param("station", command.station().value())
                .param("ids", Sql.uuids(deferrals, deferral -> Uuid7.next(command.at())))
                .param(
                        "donors",
                        Sql.uuids(deferrals, deferral -> deferral.donor().value()))
                .param("codes", Sql.texts(deferrals, NewDeferral::code))
                .param(
                        "scopes",
                        Sql.texts(deferrals, deferral -> deferral.scope().name()))
                .param("permanent", Sql.array("boolean", deferrals, NewDeferral::permanent))
                .param("starts", Sql.dates(deferrals, NewDeferral::startsOn))
                .param("ends", Sql.dates(deferrals, NewDeferral::endsOn))
                .param("sources", Sql.texts(deferrals, NewDeferral::source))
                .param("dins", Sql.texts(deferrals, DonorStore::din))
                .param("rules", Sql.texts(deferrals, NewDeferral::ruleSet))
                .param("at", Sql.at(command.at()))
                .param("actor", command.actor().staffId())
                .update();
    }

    private static @Nullable String din(NewDeferral deferral) {
        DonationNumber din = deferral.din();
        return din == null ? null : din.value();
    }

    boolean lift(Command command, UUID deferral, String reason, UUID signature) {
        return jdbc.sql("""
                        update donors.deferrals set lifted_at = :at, lifted_by = :actor, lift_reason = :reason, lift_signature_id = :signature
                        where station_id = :station and deferral_id = :deferral and lifted_at is null
                        """)
                        .param("station", command.station().value())
                        .param("deferral", deferral)
                        .param("at", Sql.at(command.at()))
                        .param("actor", command.actor().staffId())
                        .param("reason", reason)
                        .param("signature", signature)
                        .update()
                == 1;
    }

    /** Those of every record of each person, as the asked donor's; newest first, lifted ones too. */
    List<Deferral> deferrals(StationId station, Collection<DonorId> donors) {
        return jdbc.sql("select " + DEFERRAL + """
                 from donors.identities i
                join donors.deferrals f on f.station_id = i.station_id and f.donor_id = i.identity_id
                where i.station_id = :station and i.donor_id = any(:donors)
                order by f.recorded_at desc, f.deferral_id desc
                """)
                .param("station", station.value())
                .param("donors", Sql.uuids(donors, DonorId::value))
                .query(DonorStore::deferral)
                .list();
    }

    void insertGroups(Command command, List<GroupRecord> groups) {
        try {
            jdbc.sql("""
                    insert into donors.blood_groups (station_id, donor_id, din, blood_group, determined_at)
                    select :station, u.donor, u.din, u.blood_group, :at
                    from unnest(:donors, :dins, :groups) as u (donor, din, blood_group)
                    where not exists (select from donors.blood_groups g
                                      where g.station_id = :station and g.donor_id = u.donor and g.din = u.din
                                        and g.blood_group = u.blood_group)
                    """)
                    .param("station", command.station().value())
                    .param("donors", Sql.uuids(groups, group -> group.donor().value()))
                    .param("dins", Sql.texts(groups, group -> group.din().value()))
                    .param("groups", Sql.texts(groups, group -> group.group().toString()))
                    .param("at", Sql.at(command.at()))
                    .update();
        } catch (DuplicateKeyException another) {
            throw new RefusedException(Reason.of("donors.group-recorded"));
        }
    }

    List<GroupRecord> groupRecords(StationId station, Collection<DonorId> donors) {
        return jdbc.sql("""
                select i.donor_id, g.din, g.blood_group
                from donors.identities i
                join donors.blood_groups g on g.station_id = i.station_id and g.donor_id = i.identity_id
                where i.station_id = :station and i.donor_id = any(:donors)
                order by g.determined_at, g.din
                """)
                .param("station", station.value())
                .param("donors", Sql.uuids(donors, DonorId::value))
                .query((row, i) -> new GroupRecord(
                        new DonorId(Sql.uuid(row, "donor_id")),
                        new DonationNumber(row.getString("din")),
                        BloodGroup.of(row.getString("blood_group"))))
                .list();
    }

    Map<DonorId, List<BloodGroup>> groupsOf(StationId station, Collection<DonorId> donors) {
        return groupRecords(station, donors).stream()
                .collect(groupingBy(GroupRecord::donor, mapping(GroupRecord::group, toList())));
    }

    static <T> Map<DonorId, T> byId(List<T> items, Function<T, DonorId> id) {
        Map<DonorId, T> found = LinkedHashMap.newLinkedHashMap(items.size());
        items.forEach(item -> found.put(id.apply(item), item));
        return found;
    }

    static <T> Map<DonorId, List<T>> grouped(List<T> items, Function<T, DonorId> id) {
        return items.stream().collect(groupingBy(id));
    }

    private static Donor donor(ResultSet row, int number) throws SQLException {
        return new Donor(
                new DonorId(Sql.uuid(row, "donor_id")),
                row.getLong("donor_no"),
                row.getString("name"),
                Sex.valueOf(row.getString("sex")),
                Sql.date(row, "born_on"),
                Sql.instant(row, "registered_at"));
    }

    private static Deferral deferral(ResultSet row, int number) throws SQLException {
        String din = row.getString("din");
        LocalDate endsOn = row.getObject("ends_on", LocalDate.class);
        return new Deferral(
                Sql.uuid(row, "deferral_id"),
                new DonorId(Sql.uuid(row, "deferred_id")),
                row.getString("code"),
                Scope.valueOf(row.getString("scope")),
                row.getBoolean("permanent"),
                Sql.date(row, "starts_on"),
                endsOn,
                row.getString("source"),
                din == null ? null : new DonationNumber(din),
                row.getString("rule_set"),
                Sql.instant(row, "recorded_at"),
                Sql.uuid(row, "recorded_by"),
                Sql.instantOrNull(row, "lifted_at"),
                row.getString("lift_reason"));
    }
}
