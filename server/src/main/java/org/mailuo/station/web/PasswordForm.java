package org.mailuo.station.web;

import jakarta.validation.constraints.NotBlank;

/** The present password and the wanted one, twice. */
record PasswordForm(
        @NotBlank String present,
        @NotBlank String wanted,
        @NotBlank String again) {
    static PasswordForm empty() {
        return new PasswordForm("", "", "");
    }

    /** Nothing at all: every part is a secret. */
    @Override
    public String toString() {
        return "PasswordForm";
    }
}
