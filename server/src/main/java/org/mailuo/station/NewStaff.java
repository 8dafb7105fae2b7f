package org.mailuo.station;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person to be given an account.
 *
 * @param login made lower case; unique in the whole installation
 * @param password at least {@value PasswordRules#SHORTEST} characters, not holding the login
 * @param hospitalId set for a portal user, who may then only have the duty HOSPITAL
 * @param ownPassword true if the person chose the password; false if somebody else knows it, so that it must be
 *     changed at the first sign-in
 */
public record NewStaff(
        String login,
        String name,
        String password,
        @Nullable UUID hospitalId,
        boolean ownPassword) {

    public NewStaff(String login, String name, String password) {
        this(login, name, password, null);
    }

    public NewStaff(String login, String name, String password, @Nullable UUID hospitalId) {
        this(login, name, password, hospitalId, false);
    }

    /** With a password made up here, to be told to the person once and changed within a week. */
    public static NewStaff withTemporaryPassword(String login, String name) {
        return new NewStaff(login, name, TemporaryPassword.next());
    }

    /** The same person, who chose this password and need not change it. */
    public NewStaff withOwnPassword() {
        return new NewStaff(login, name, password, hospitalId, true);
    }

    /** Without the password: a record's own text would carry it into a log. */
    @Override
    public String toString() {
        return "NewStaff[" + login + "]";
    }
}
