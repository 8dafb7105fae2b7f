package org.mailuo.collection;

import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was measured, seen and answered before the decision. What the rule set asks for and is missing here refuses. */
public record Examination(Vitals vitals, Blood blood, Set<Sign> signs, Answers answers) {
    public Examination {
        signs = Set.copyOf(signs);
    }

    /**
     * @param systolic mmHg
     * @param diastolic mmHg
     * @param pulse beats a minute
     * @param regular whether the pulse is
     * @param temperature °C
     * @param weight kg
     */
    public record Vitals(
            int systolic,
            int diastolic,
            int pulse,
            boolean regular,
            @Nullable BigDecimal temperature,
            BigDecimal weight) {}

    /**
     * Rapid tests. They only decide whether to collect and never replace the laboratory (RULE R1).
     *
     * @param haemoglobin g/L
     * @param copperSulphate the specific gravity in which the drop sank; instead of the haemoglobin (RULE E12)
     * @param alt U/L
     * @param haematocrit as a fraction, 0.36
     * @param platelets 10⁹/L
     * @param plateletsAfter 10⁹/L, as the separator expects
     */
    public record Blood(
            @Nullable Integer haemoglobin,
            @Nullable BigDecimal copperSulphate,
            Rapid hbsag,
            @Nullable Integer alt,
            @Nullable BigDecimal haematocrit,
            @Nullable Integer platelets,
            @Nullable Integer plateletsAfter) {}

    /** Outcome of a strip. */
    public enum Rapid {
        NON_REACTIVE,
        REACTIVE,
        NOT_DONE
    }

    /** What the look shows and bars the donation (RULE E10). */
    public enum Sign {
        JAUNDICE,
        SKIN,
        ARMS,
        LIMBS
    }

    /**
     * @param consent the donor was informed and agrees
     * @param athlete trains for endurance (RULE E8)
     * @param asksExtendedAge past the ordinary age he asks for it himself (RULE E2)
     * @param reactionBefore had a reaction to an earlier donation (RULE E2)
     * @param plateletInhibitor took aspirin or the like within five full days (RULE E23)
     * @param matchingApprovedBy the physician who approves the shorter interval for a matched patient
     */
    public record Answers(
            boolean consent,
            boolean athlete,
            boolean asksExtendedAge,
            boolean reactionBefore,
            boolean plateletInhibitor,
            @Nullable UUID matchingApprovedBy) {}
}
