package org.mailuo.trace;

import static org.mailuo.trace.Finding.Kind.BAG;
import static org.mailuo.trace.Finding.Kind.DONATION;
import static org.mailuo.trace.Finding.Kind.HOSPITAL;
import static org.mailuo.trace.Finding.Kind.ORDER;
import static org.mailuo.trace.Finding.Kind.PATIENT;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mailuo.database.Sql;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.StationId;
import org.mailuo.trace.Finding.Hit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each search through its index; a text that fits everything is cut off. */
@Repository
class FindStore {
    static final int LIMIT = 20;

    private final JdbcClient jdbc;

    FindStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Hit> donations(StationId station, Collection<DonationNumber> dins) {
        return jdbc.sql("""
                select din, donated_on, outcome from collection.donations
                where station_id = :station and din = any (:dins) order by din
                """)
                .param("station", station.value())
                .param("dins", Sql.texts(dins, DonationNumber::value))
                .query((row, n) -> new Hit(
                        DONATION,
                        new DonationNumber(row.getString("din")).readable(),
                        row.getString("donated_on"),
                        row.getString("outcome"),
                        "/donations/" + row.getString("din")))
                .list();
    }

    /** The station's numbers of these two years that end with the sequence. */
    List<Hit> sequences(StationId station, int sequence, int year) {
        return jdbc.sql("""
                select d.din, d.donated_on, d.outcome
                from station.stations s
                join collection.donations d
                  on d.station_id = s.station_id
                 and d.din = any (array[s.facility || :thisYear || :sequence, s.facility || :lastYear || :sequence])
                where s.station_id = :station
                order by d.donated_on desc
                """)
                .param("station", station.value())
                .param("thisYear", "%02d".formatted(year))
                .param("lastYear", "%02d".formatted((year + 99) % 100))
                .param("sequence", "%06d".formatted(sequence))
                .query((row, n) -> new Hit(
                        DONATION,
                        new DonationNumber(row.getString("din")).readable(),
                        row.getString("donated_on"),
                        row.getString("outcome"),
                        "/donations/" + row.getString("din")))
                .list();
    }

    List<Hit> bags(StationId station, @Nullable UUID bag, Search.@Nullable NamedBag named) {
        return jdbc.sql("""
                select bag_id, din, product_code, division, status from units.bags
                where station_id = :station and bag_id = :bag
                union all
                select bag_id, din, product_code, division, status from units.bags
                where station_id = :station and din = :din and product_code = :product and division = :division
                """)
                .param("station", station.value())
                .param("bag", bag, java.sql.Types.OTHER)
                .param("din", named == null ? "" : named.din().value())
                .param("product", named == null ? "" : named.product().value())
                .param("division", named == null ? "" : named.division())
                .query((row, n) -> new Hit(
                        BAG,
                        new DonationNumber(row.getString("din")).readable() + " " + row.getString("product_code") + " "
                                + row.getString("division"),
                        "",
                        row.getString("status"),
                        "/bags/" + row.getString("bag_id")))
                .list();
    }

    /** @param hospital the only hospital whose orders may be found; null for all */
    List<Hit> orders(StationId station, long number, @Nullable UUID hospital) {
        return jdbc.sql("""
                select o.order_id, o.order_no, o.state, h.name_zh, h.name_en, h.code
                from distribution.orders o
                join hospitals.hospitals h on h.station_id = o.station_id and h.hospital_id = o.hospital_id
                where o.station_id = :station and o.order_no = :number
                  and (cast(:hospital as uuid) is null or o.hospital_id = :hospital)
                """)
                .param("station", station.value())
                .param("number", number)
                .param("hospital", hospital, java.sql.Types.OTHER)
                .query((row, n) -> new Hit(
                        ORDER,
                        "#" + row.getLong("order_no"),
                        row.getString("code"),
                        row.getString("state"),
                        "/orders/" + row.getString("order_id")))
                .list();
    }

    List<Hit> hospitals(StationId station, String text) {
        return jdbc.sql("""
                select hospital_id, code, name_zh, name_en from hospitals.hospitals
                where station_id = :station
                  and (lower(code) = :exact or name_zh like :text or lower(name_en) like :text)
                order by code limit :limit
                """)
                .param("station", station.value())
                .param("exact", text.toLowerCase(Locale.ROOT))
                .param("text", "%" + like(text.toLowerCase(Locale.ROOT)))
                .param("limit", LIMIT)
                .query((row, n) -> new Hit(
                        HOSPITAL,
                        row.getString("name_zh") + " · " + row.getString("name_en"),
                        row.getString("code"),
                        "",
                        "/hospitals/" + row.getString("hospital_id")))
                .list();
    }

    List<Hit> patients(StationId station, String reference) {
        return jdbc.sql("""
                select exists (select from distribution.fates where station_id = :station and patient_ref = :patient)
                    or exists (select from distribution.order_lines
                               where station_id = :station and patient_ref = :patient)
                """)
                        .param("station", station.value())
                        .param("patient", reference)
                        .query(Boolean.class)
                        .single()
                ? List.of(new Hit(PATIENT, reference, "", "", "/trace?from=patient:" + reference))
                : List.of();
    }

    private static String like(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
