/** How fast the house is, measured on a season that it really lived; see {@code bench/README.md} for the method. */
@NullMarked
package org.mailuo.bench;

import org.jspecify.annotations.NullMarked;
