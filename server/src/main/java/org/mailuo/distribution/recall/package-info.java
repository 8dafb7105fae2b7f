/** Bags outside the station that a cause concerns: listed by the database, confirmed and accounted for here (FACTS 6.8). */
@NullMarked
package org.mailuo.distribution.recall;

import org.jspecify.annotations.NullMarked;
