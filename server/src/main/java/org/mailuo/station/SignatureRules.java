package org.mailuo.station;

import java.util.Collection;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;

/** Who may sign. Persons are compared, never duties or accounts' roles. */
final class SignatureRules {
    private SignatureRules() {}

    /** Hard stop 19: with one of these duties today, or with any of the station's where none is named. */
    static Decision maySign(Actor signer, Collection<Duty> oneOf) {
        boolean may = oneOf.isEmpty()
                ? signer.duties().stream().anyMatch(duty -> duty != Duty.HOSPITAL)
                : oneOf.stream().anyMatch(signer::may);
        return may && signer.hospital().isEmpty()
                ? Decision.ALLOWED
                : Decision.refuse("station.signer-not-authorised", signer.login());
    }

    /** What a person decides, he signs himself. */
    static Decision isAuthor(Actor author, Actor signer) {
        return author.staffId().equals(signer.staffId())
                ? Decision.ALLOWED
                : Decision.refuse("station.signer-is-another", author.login());
    }

    /** Hard stop 18: nobody is his own second person. */
    static Decision isAnother(Actor author, Actor signer) {
        return author.staffId().equals(signer.staffId())
                ? Decision.refuse("station.signer-is-author")
                : Decision.ALLOWED;
    }
}
