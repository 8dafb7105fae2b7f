package org.mailuo.release.labelling;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailuo.release.labelling.IsbtStructure.Antigens;
import org.mailuo.release.labelling.IsbtStructure.Collection;
import org.mailuo.release.labelling.IsbtStructure.Compound;
import org.mailuo.release.labelling.IsbtStructure.Donation;
import org.mailuo.release.labelling.IsbtStructure.Expiry;
import org.mailuo.release.labelling.IsbtStructure.Groups;
import org.mailuo.release.labelling.IsbtStructure.Product;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.DonationNumber;
import org.mailuo.shared.Millilitres;

/**
 * All that the final label of one bag says (FACTS 4.7). It has no place for anything about the donor. Bags for one
 * patient only (directed, autologous) are refused: their group code differs and their label is not built.
 *
 * @param anticoagulant anticoagulant and additive, such as {@code CPDA-1 / MAP}
 * @param storage the condition in which the bag is kept, such as {@code 2–6 °C}
 * @param attributes marks such as leukoreduced or irradiated, at most six
 * @param antigens typed red-cell antigens, for rare blood
 */
public record FinalLabel(
        Bilingual station,
        String licence,
        DonationNumber number,
        BloodGroup group,
        IsbtProductCode productCode,
        Bilingual productName,
        Millilitres volume,
        String anticoagulant,
        Bilingual storage,
        Instant collectedAt,
        Instant expiresAt,
        ZoneId zone,
        List<Bilingual> attributes,
        @Nullable RedCellAntigens antigens) {
    public FinalLabel {
        attributes = List.copyOf(attributes);
        if (licence.isBlank() || anticoagulant.isBlank()) {
            throw new IllegalArgumentException("A final label states the licence and the anticoagulant");
        }
        if (!expiresAt.isAfter(collectedAt)) {
            throw new IllegalArgumentException("A bag expires after it was collected");
        }
        if (!productCode.isForAnyPatient()) {
            throw new IllegalArgumentException("No final label for collection type " + productCode.collectionType());
        }
        if (attributes.size() > 6) {
            throw new IllegalArgumentException("At most six attributes fit on a label");
        }
    }

    public LocalDateTime collected() {
        return IsbtDateTime.wholeMinute(LocalDateTime.ofInstant(collectedAt, zone));
    }

    /** The last minute of use in the station's zone (RULE X3). */
    public LocalDateTime expires() {
        return IsbtDateTime.wholeMinute(LocalDateTime.ofInstant(expiresAt, zone));
    }

    public Donation donation() {
        return new Donation(number, 0);
    }

    public Groups groups() {
        return new Groups(BloodGroupCode.of(group));
    }

    public Product product() {
        return new Product(productCode);
    }

    public Collection collection() {
        return new Collection(collected());
    }

    public Expiry expiry() {
        return new Expiry(expires());
    }

    /** What the Data Matrix says: number, group, product, expiry, and the antigens where they were typed. */
    public Compound compound() {
        List<IsbtStructure> parts = new ArrayList<>(List.of(donation(), groups(), product(), expiry()));
        if (antigens != null) {
            parts.add(new Antigens(antigens));
        }
        return new Compound(parts);
    }
}
