package org.mailuo.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class OwnThreadsTest {
    /** Says on what kind of thread it worked. */
    private static final PasswordEncoder ENCODER = new PasswordEncoder() {
        @Override
        public String encode(@Nullable CharSequence password) {
            return Thread.currentThread().isVirtual() ? "virtual" : "platform";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            if ("bad".equals(hash)) {
                throw new IllegalArgumentException("bad");
            }
            return encode(password).equals(hash);
        }
    };

    @Test
    void aPasswordIsNeverHashedOnTheVirtualThreadOfARequest() {
        try (OwnThreads own = new OwnThreads(ENCODER);
                var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(CompletableFuture.supplyAsync(() -> String.valueOf(own.encode("x")), requests)
                            .join())
                    .isEqualTo("platform");
            assertThat(CompletableFuture.supplyAsync(() -> own.matches("x", "platform"), requests)
                            .join())
                    .isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> own.matches("x", "other"), requests)
                            .join())
                    .isFalse();
        }
    }

    @Test
    void whatGoesWrongThereGoesWrongHere() {
        try (OwnThreads own = new OwnThreads(ENCODER)) {
            assertThatThrownBy(() -> own.matches("x", "bad"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("bad");
        }
    }
}
