package org.mailuo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Together with its twin: both leave the same table behind, and neither finds the other's. */
@MailuoTest
class MailuoTestSecondIT {

    @Autowired
    private OwnerDatabase owner;

    @Test
    void startsFromACleanDatabase() {
        owner.jdbc().sql("CREATE TABLE left_behind (id int)").update();
        assertThat(owner.jdbc()
                        .sql("SELECT count(*) FROM left_behind")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
