package org.mailuo.keys;

/** A table with sealed columns, supplied by the module that owns it, so that a rotation can seal them anew. */
public interface SealedRows {

    /** {@code schema.table}; every table with a column named {@code …_sealed} has one. */
    String table();

    /** Begins another pass over the whole table. */
    Pass pass();

    /** One pass; each step is a transaction of its own, so that the application runs on and a stop loses nothing. */
    interface Pass {
        /**
         * Seals the next rows anew that another key than the present one sealed.
         *
         * @return how many; 0 at the end of the table
         */
        int step(int most);
    }
}
