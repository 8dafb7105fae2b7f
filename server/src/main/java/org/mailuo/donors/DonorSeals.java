package org.mailuo.donors;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailuo.keys.Place;
import org.mailuo.keys.Vault;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.StationId;
import org.springframework.stereotype.Component;

/** Which values of a donor are sealed, and how the searchable ones are hashed. */
@Component
class DonorSeals {
    static final String DOCUMENT = "document";
    static final String PHONE = "phone";
    static final String ADDRESS = "address";

    private final Vault vault;

    DonorSeals(Vault vault) {
        this.vault = vault;
    }

    /** The number of the key that seals now. */
    int key() {
        return vault.sealingKey();
    }

    byte @Nullable [] seal(String column, StationId station, DonorId donor, String text) {
        return text.isEmpty() ? null : vault.seal(place(column, station, donor), text);
    }

    String open(String column, StationId station, DonorId donor, byte @Nullable [] sealed) {
        return sealed == null ? "" : vault.open(place(column, station, donor), sealed);
    }

    private static Place place(String column, StationId station, DonorId donor) {
        return new Place("donors.donors", column, station, donor.value());
    }

    byte[] key(StationId station, IdentityDocument document) {
        return vault.hash(DOCUMENT, station, text(document));
    }

    List<byte[]> keys(StationId station, IdentityDocument document) {
        return vault.hashes(DOCUMENT, station, text(document));
    }

    /** As a document of each kind that the text may be the number of. */
    List<byte[]> keys(StationId station, String text) {
        return Arrays.stream(IdentityDocument.Kind.values())
                .flatMap(kind -> IdentityDocument.find(kind, text).stream())
                .flatMap(document -> keys(station, document).stream())
                .toList();
    }

    byte @Nullable [] phoneKey(StationId station, String phone) {
        return phone.isEmpty() ? null : vault.hash(PHONE, station, Phone.normal(phone));
    }

    List<byte[]> phoneKeys(StationId station, String text) {
        String normal = text.matches("[+0-9 -]+") ? Phone.normal(text) : "";
        return normal.isEmpty() ? List.of() : vault.hashes(PHONE, station, normal);
    }

    private static String text(IdentityDocument document) {
        return document.kind().name().toLowerCase(Locale.ROOT) + " " + document.number();
    }
}
