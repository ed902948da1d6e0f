package io.kpool.pool.directory;

import java.util.List;

/** What a reading found. */
public sealed interface Found {
    /** @param texts pids or nodes */
    record Texts(List<String> texts) implements Found {
        public Texts {
            texts = List.copyOf(texts);
        }
    }

    record Nothing(DirectoryError why) implements Found {}
}
