package org.mailuo.donors;

import org.mailuo.shared.Actor;

/**
 * A part of the donor's page that a module further down the blood's way brings, since this one does not know it. Beans of
 * this type are shown in their order.
 */
public interface DonorSection {
    int order();

    /** The template whose fragment {@code section(data)} draws the part. */
    String template();

    /** What the fragment gets; asked once for each page. */
    Object data(Actor actor, DonorId donor);
}
