/** The pages of the trace, of a bag and of the search. */
@NullMarked
package org.mailuo.trace.web;

import org.jspecify.annotations.NullMarked;
