/** The order desk, the issue bench and the hospital's portal. */
@NullMarked
package org.mailuo.distribution.web;

import org.jspecify.annotations.NullMarked;
