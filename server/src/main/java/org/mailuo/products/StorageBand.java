package org.mailuo.products;

/** The temperature at which a product is kept (FACTS 5.1). */
public enum StorageBand {
    COLD_2_6,
    /** With gentle agitation for platelets. */
    PLATELETS_20_24,
    FROZEN_18,
    FROZEN_65,
    FROZEN_120
}
