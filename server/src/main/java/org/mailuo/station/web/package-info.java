/** Signing in, the first set-up, and the pages of the station's administrator. */
@NullMarked
package org.mailuo.station.web;

import org.jspecify.annotations.NullMarked;
