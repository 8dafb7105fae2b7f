/** Places a trace on paper: pure geometry, knows no words and no database. */
@NullMarked
package org.mailuo.trace.drawing;

import org.jspecify.annotations.NullMarked;
