/**
 * The final label of a bag: ISBT 128 data structures, the sheet that is printed and the scan that proves it. Pure: it
 * knows no database and decides nothing about release. The licensed ISBT 128 tables (facilities, products) are not part
 * of it; a station that uses them registers with ICCBBA.
 */
@NullMarked
package org.mailuo.release.labelling;

import org.jspecify.annotations.NullMarked;
