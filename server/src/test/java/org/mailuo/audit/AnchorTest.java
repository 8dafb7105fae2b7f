package org.mailuo.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An anchor is read as it was printed, in either language, and as it is typed from paper. */
class AnchorTest {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String SPELT = Seal.spelt(HASH);

    @Test
    void readsWhatWasWritten() {
        assertThat(Anchor.parse("""
                脉络 留痕锚点 / Mailuo, anchor of the trail

                血站 / Station: 7  示范血站 / Demo
                日期 / Day: 2026-11-22
                封印 / Seal: 1234
                时间 / At: 2026-11-22T15:59:59Z
                哈希 / Hash:
                    %s
                    %s
                """.formatted(SPELT.substring(0, 39), SPELT.substring(40))))
                .contains(new Anchor(7, 1234, HASH));
    }

    @Test
    void readsWhatWasTyped() {
        assertThat(Anchor.typed("7:1234:" + HASH)).contains(new Anchor(7, 1234, HASH));
        assertThat(Anchor.typed("7:1234:" + SPELT.toUpperCase(java.util.Locale.ROOT)))
                .contains(new Anchor(7, 1234, HASH));
    }

    @Test
    void takesNothingElse() {
        assertThat(Anchor.typed("7:1234:" + HASH.substring(1))).isEmpty();
        assertThat(Anchor.typed("7:" + HASH)).isEmpty();
        assertThat(Anchor.typed("/tmp/anchor.txt")).isEmpty();
        assertThat(Anchor.parse("Station: 7\nSeal: 12\nHash: " + HASH.substring(4)))
                .isEmpty();
    }
}
