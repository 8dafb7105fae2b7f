package org.mailuo.release.labelling;

/** A text that stands on the label in both languages, Chinese first. */
public record Bilingual(String zh, String en) {
    public Bilingual {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("A label text is written in both languages");
        }
    }
}
