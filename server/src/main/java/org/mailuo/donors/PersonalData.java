package org.mailuo.donors;

import java.util.List;
import java.util.Map;
import org.mailuo.shared.StationId;

/**
 * What a module that this one does not know holds about a person, for the copy that he may ask for (Personal Information
 * Protection Law, article 45). Beans of this type each fill one part of it.
 */
public interface PersonalData {
    /** The name of the part in the copy. */
    String name();

    /**
     * One entry a record, in plain values: texts, numbers, dates. Never why somebody is deferred for a sensitive reason or
     * which marker reacted (RULE P3): that is told in person.
     */
    List<Map<String, Object>> of(StationId station, DonorId donor);
}
