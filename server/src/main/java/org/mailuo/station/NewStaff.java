package org.mailuo.station;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person to be given an account.
 *
 * @param login made lower case; unique in the whole installation
 * @param password at least {@value PasswordRules#SHORTEST} characters, known to this person only
 * @param hospitalId set for a portal user, who may then only have the duty HOSPITAL
 */
public record NewStaff(
        String login,
        String name,
        String password,
        @Nullable UUID hospitalId) {

    public NewStaff(String login, String name, String password) {
        this(login, name, password, null);
    }

    /** Without the password: a record's own text would carry it into a log. */
    @Override
    public String toString() {
        return "NewStaff[" + login + "]";
    }
}
