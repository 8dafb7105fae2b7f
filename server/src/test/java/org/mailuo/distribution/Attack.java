package org.mailuo.distribution;

import java.util.Map;

/**
 * What a stolen login tries.
 *
 * @param by who the command says it is by; empty where no command is opened
 * @param daysLater when the command says it is
 * @param sql with names in braces for ids
 * @param lock the constraint that must refuse it
 */
record Attack(String title, String by, int daysLater, String sql, String lock) {
    String sql(Map<String, Object> names) {
        return fill(sql, names);
    }

    static String fill(String sql, Map<String, Object> names) {
        String filled = sql;
        for (Map.Entry<String, Object> name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue().toString());
        }
        return filled;
    }
}
