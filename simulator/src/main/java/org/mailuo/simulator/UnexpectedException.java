package org.mailuo.simulator;

import java.util.List;
import org.mailuo.shared.Reason;

/** The house decided otherwise than the plan foresaw: either the plan or a rule is wrong. Codes only, no persons. */
class UnexpectedException extends IllegalStateException {
    UnexpectedException(String what, List<Reason> reasons) {
        super("Unexpected: " + what + " " + reasons);
    }
}
