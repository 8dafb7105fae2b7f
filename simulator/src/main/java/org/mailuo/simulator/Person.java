package org.mailuo.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mailuo.donors.DonorId;
import org.mailuo.shared.BloodGroup;
import org.mailuo.shared.IdentityDocument;
import org.mailuo.shared.Sex;

/** An invented donor. Its name and number belong to nobody: the region of the number, 99, is no region. */
final class Person {
    private final String name;
    private final Sex sex;
    private final LocalDate bornOn;
    private final IdentityDocument document;
    private final String phone;
    private final BloodGroup group;
    private final int weightKg;
    private @Nullable DonorId donor;
    private LocalDate mayGiveFrom = LocalDate.MIN;

    Person(
            String name,
            Sex sex,
            LocalDate bornOn,
            IdentityDocument document,
            String phone,
            BloodGroup group,
            int weightKg) {
        this.name = name;
        this.sex = sex;
        this.bornOn = bornOn;
        this.document = document;
        this.phone = phone;
        this.group = group;
        this.weightKg = weightKg;
    }

    String name() {
        return name;
    }

    Sex sex() {
        return sex;
    }

    LocalDate bornOn() {
        return bornOn;
    }

    IdentityDocument document() {
        return document;
    }

    String phone() {
        return phone;
    }

    BloodGroup group() {
        return group;
    }

    int weightKg() {
        return weightKg;
    }

    /** Null until the house registered the person. */
    @Nullable
    DonorId donor() {
        return donor;
    }

    void registeredAs(DonorId id) {
        donor = id;
    }

    LocalDate mayGiveFrom() {
        return mayGiveFrom;
    }

    void mayGiveFrom(LocalDate date) {
        mayGiveFrom = date;
    }
}
