package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class ProofMemoryTest {
    private static final UUID PERSON = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);

    private int asked;
    private long nanos;
    private final ProofMemory memory = new ProofMemory(
            new PasswordEncoder() {
                @Override
                public String encode(@Nullable CharSequence password) {
                    return "hash of " + password;
                }

                @Override
                public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
                    asked++;
                    return encode(password).equals(hash);
                }
            },
            () -> nanos);

    @Test
    void aRightPasswordIsAskedForOnceInFiveMinutes() {
        assertThat(memory.isRight(PERSON, "word", "hash of word")).isTrue();
        nanos = ProofMemory.KEPT.toNanos() - 1;
        assertThat(memory.isRight(PERSON, "word", "hash of word")).isTrue();
        assertThat(asked).isEqualTo(1);
        nanos = ProofMemory.KEPT.toNanos();
        assertThat(memory.isRight(PERSON, "word", "hash of word")).isTrue();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsWrongAlsoWhileTheRightOneIsRemembered() {
        assertThat(memory.isRight(PERSON, "word", "hash of word")).isTrue();
        assertThat(memory.isRight(PERSON, "sword", "hash of word")).isFalse();
        assertThat(memory.isRight(OTHER, "word", "hash of other")).isFalse();
    }

    @Test
    void aChangedPasswordIsForgotten() {
        assertThat(memory.isRight(PERSON, "word", "hash of word")).isTrue();
        assertThat(memory.isRight(PERSON, "word", "hash of other")).isFalse();
    }
}
