package org.mailuo.pages;

import org.springframework.stereotype.Component;

/** The shape that goes with a word, so that no badge speaks by colour alone; in templates {@code @badges}. */
@Component
class Badges {
    public String verdict(Verdict.Kind kind) {
        return switch (kind) {
            case GO -> "go";
            case STOP -> "stop";
            case WAIT -> "wait";
        };
    }

    /** @param status the name of a bag's status, as an enum constant or its text */
    public String status(Object status) {
        return switch (status.toString()) {
            case "QUARANTINE" -> "wait";
            case "AVAILABLE" -> "check";
            case "RESERVED" -> "bookmark";
            case "ISSUED", "TRANSFERRED" -> "truck";
            case "RECEIVED" -> "hospital";
            case "TRANSFUSED" -> "heart";
            case "CONSUMED" -> "split";
            case "RETURNED" -> "back";
            case "DISCARDED" -> "trash";
            default -> "dot";
        };
    }

    public String urgency(WorkList.Urgency urgency) {
        return switch (urgency) {
            case NOW -> "bolt";
            case SOON -> "wait";
            case LATER -> "leaf";
        };
    }

    /** @param group a {@link org.mailuo.shared.BloodGroup} or its text such as {@code AB-} */
    public String group(Object group) {
        return "group-" + abo(group) + ("+".equals(sign(group)) ? " group-pos" : " group-neg");
    }

    public String abo(Object group) {
        return group.toString().replaceAll("[+-]", "");
    }

    /** A real minus, as wide as the plus. */
    public String sign(Object group) {
        return group.toString().endsWith("-") ? "−" : "+";
    }
}
