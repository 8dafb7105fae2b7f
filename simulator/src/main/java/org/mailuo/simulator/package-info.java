/**
 * A season of blood for the house to live through: real daily counts, invented people. It stands outside the product
 * and does what staff and hospitals do, by the same public services that the pages call. No SQL, no back door.
 */
@NullMarked
package org.mailuo.simulator;

import org.jspecify.annotations.NullMarked;
