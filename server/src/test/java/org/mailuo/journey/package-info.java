/** One donation on its whole way, in a real browser through the real pages. */
@NullMarked
package org.mailuo.journey;

import org.jspecify.annotations.NullMarked;
