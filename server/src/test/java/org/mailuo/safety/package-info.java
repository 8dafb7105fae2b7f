/**
 * The proof that no unsafe bag leaves: random hostile histories through the public services, judged after each step by an
 * oracle that reads the raw tables and asks nobody's opinion.
 */
@NullMarked
package org.mailuo.safety;

import org.jspecify.annotations.NullMarked;
