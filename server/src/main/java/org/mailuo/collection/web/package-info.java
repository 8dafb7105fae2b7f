/** The pages of the collection: check-in, examination, donation, rules. */
@NullMarked
package org.mailuo.collection.web;

import org.jspecify.annotations.NullMarked;
