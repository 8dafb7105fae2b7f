package org.mailuo.donors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.mailuo.audit.Origin;
import org.mailuo.audit.Trail;
import org.mailuo.shared.Command;
import org.mailuo.shared.Duty;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The copy of everything that the station holds on a person, given to that person by quality management. */
@Service
@Transactional
public class Exports {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Donors donors;
    private final Merges merges;
    private final AccessStore accesses;
    private final List<PersonalData> parts;
    private final Trail trail;

    Exports(Donors donors, Merges merges, AccessStore accesses, List<PersonalData> parts, Trail trail) {
        this.donors = donors;
        this.merges = merges;
        this.accesses = accesses;
        this.parts = parts;
        this.trail = trail;
    }

    /** A ZIP with {@code person.json}, of every record of the person. That it was made is in the access log with it. */
    public byte[] export(Command command, DonorId asked) {
        trail.begin(command.require(Duty.QUALITY), "donors.export");
        StationId station = command.station();
        Standing standing = donors.standing(station, asked);
        DonorId donor = standing.donor().id();
        accesses.insert(
                station,
                List.of(new Access(
                        donor,
                        command.actor().staffId(),
                        command.actor().login(),
                        Access.Page.EXPORT,
                        Origin.current(),
                        command.at())));
        Map<String, Object> copy = new LinkedHashMap<>();
        copy.put("exportedAt", command.at().toString());
        copy.put("person", person(station, standing.donor()));
        copy.put(
                "otherRecords",
                merges.of(station, donor).stream()
                        .filter(merge -> merge.undoneAt() == null)
                        .map(merge -> person(station, donors.get(station, merge.merged())))
                        .toList());
        copy.put(
                "deferrals",
                donors.deferralHistory(station, donor).stream()
                        .map(Exports::deferral)
                        .toList());
        copy.put(
                "bloodGroups",
                donors.groupRecords(station, donor).stream()
                        .map(record -> Map.of(
                                "donation",
                                record.din().value(),
                                "group",
                                record.group().toString()))
                        .toList());
        parts.forEach(part -> copy.put(part.name(), part.of(station, donor)));
        return zip(copy);
    }

    private Map<String, Object> person(StationId station, Donor donor) {
        Particulars particulars = donors.particulars(station, donor.id());
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("number", donor.number());
        found.put("name", donor.name());
        found.put("sex", donor.sex().name());
        found.put("bornOn", donor.bornOn().toString());
        found.put("documentKind", particulars.document().kind().name());
        found.put("documentNumber", particulars.document().number());
        found.put("phone", particulars.phone());
        found.put("address", particulars.address());
        found.put("registeredAt", donor.registeredAt().toString());
        return found;
    }

    /** RULE P3: the reason of a sensitive one is told by a physician, in person. */
    private static Map<String, Object> deferral(Deferral deferral) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("reason", deferral.isSensitive() ? "ask the physician" : deferral.code());
        found.put("from", deferral.startsOn().toString());
        found.put("permanent", deferral.permanent());
        found.put("until", String.valueOf(deferral.endsOn()));
        found.put("lifted", deferral.liftedAt() != null);
        return found;
    }

    private static byte[] zip(Map<String, Object> copy) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("person.json"));
            zip.write(JSON.writeValueAsBytes(copy));
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
