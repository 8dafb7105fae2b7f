/** The laboratory's bench and desk. Only those who test, review, release, assure quality or inspect see results. */
@NullMarked
package org.mailuo.testing.web;

import org.jspecify.annotations.NullMarked;
