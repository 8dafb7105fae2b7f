/** The register of hospitals on screen. */
@NullMarked
package org.mailuo.hospitals.web;

import org.jspecify.annotations.NullMarked;
