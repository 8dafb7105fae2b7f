/**
 * After the donation (FACTS 1.8, 9.2): what donors report in confidence, and the waiting time of an epidemic that ends
 * with a call and not with a date.
 */
@NullMarked
package org.mailuo.collection.aftercare;

import org.jspecify.annotations.NullMarked;
