package org.mailuo.donors;

import org.mailuo.shared.IdentityDocument;

/**
 * What is sealed in the database and opened only for a page that shows it.
 *
 * @param phone as he gave it; empty if he has none
 * @param address where letters reach him; empty if he gave none
 */
public record Particulars(IdentityDocument document, String phone, String address) {

    /** For lists that strangers may see over a shoulder: the last four digits; empty if there is no phone. */
    public String maskedPhone() {
        return phone.isEmpty() ? "" : "•••• " + phone.substring(Math.max(0, phone.length() - 4));
    }

    /** Nothing: they must never reach a log line or an error page. */
    @Override
    public String toString() {
        return "Particulars";
    }
}
