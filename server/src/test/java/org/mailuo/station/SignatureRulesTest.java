package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mailuo.station.SignatureRules.isAnother;
import static org.mailuo.station.SignatureRules.isAuthor;
import static org.mailuo.station.SignatureRules.maySign;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mailuo.shared.Actor;
import org.mailuo.shared.Decision;
import org.mailuo.shared.Duty;
import org.mailuo.shared.Reason;
import org.mailuo.shared.StationId;

class SignatureRulesTest {
    private static final Actor CLERK = actor(1, Duty.DISTRIBUTE);
    private static final Actor SAME_PERSON_OTHER_DUTY = actor(1, Duty.QUALITY);
    private static final Actor KEEPER = actor(2, Duty.STORE);
    private static final Actor NOBODY_YET = actor(3);
    private static final Actor PORTAL =
            new Actor(new StationId(1), new UUID(0, 4), "portal", Set.of(Duty.HOSPITAL), new UUID(0, 9));

    @Test
    @DisplayName("hard stop 19: who has none of the duties today does not sign")
    void authorised() {
        assertThat(maySign(CLERK, List.of(Duty.STORE, Duty.DISTRIBUTE))).isEqualTo(Decision.ALLOWED);
        assertThat(codes(maySign(KEEPER, List.of(Duty.DISTRIBUTE)))).containsExactly("station.signer-not-authorised");
        assertThat(maySign(KEEPER, List.of())).isEqualTo(Decision.ALLOWED);
        assertThat(codes(maySign(NOBODY_YET, List.of()))).containsExactly("station.signer-not-authorised");
        assertThat(codes(maySign(actor(5, Duty.HOSPITAL), List.of())))
                .as("the portal's duty is none of the station's")
                .containsExactly("station.signer-not-authorised");
        assertThat(codes(maySign(PORTAL, List.of()))).containsExactly("station.signer-not-authorised");
        assertThat(codes(maySign(PORTAL, List.of(Duty.HOSPITAL)))).containsExactly("station.signer-not-authorised");
    }

    @Test
    @DisplayName("hard stop 18: persons are compared, not duties")
    void persons() {
        assertThat(isAnother(CLERK, KEEPER)).isEqualTo(Decision.ALLOWED);
        assertThat(codes(isAnother(CLERK, SAME_PERSON_OTHER_DUTY))).containsExactly("station.signer-is-author");
        assertThat(isAuthor(CLERK, SAME_PERSON_OTHER_DUTY)).isEqualTo(Decision.ALLOWED);
        assertThat(codes(isAuthor(CLERK, KEEPER))).containsExactly("station.signer-is-another");
    }

    private static Actor actor(int number, Duty... duties) {
        return new Actor(new StationId(1), new UUID(0, number), "person." + number, Set.of(duties));
    }

    private static List<String> codes(Decision decision) {
        return decision.reasons().stream().map(Reason::code).toList();
    }
}
