package org.mailuo.collection.web;

import org.mailuo.collection.Visit;
import org.mailuo.donors.Donor;

/** A visit with its donor, one line of the day. */
record Row(Visit visit, Donor donor) {}
