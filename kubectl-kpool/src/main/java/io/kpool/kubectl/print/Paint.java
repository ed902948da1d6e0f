package io.kpool.kubectl.print;

import java.util.Map;

/** Colours for words that say how something is. */
public enum Paint {
    /** For files, pipes, and whoever set NO_COLOR. */
    PLAIN {
        @Override
        public String word(String text) {
            return text;
        }
    },
    /** For terminals. */
    COLOURED {
        @Override
        public String word(String text) {
            String colour = COLOURS.get(text.strip().replaceAll(",.*", ""));
            return colour == null ? text : text.replace(text.strip(), ESCAPE + colour + text.strip() + ESCAPE + "[0m");
        }
    };

    private static final String ESCAPE = "\u001b";
    private static final String GREEN = "[32m";
    private static final String YELLOW = "[33m";
    private static final String RED = "[31m";
    private static final Map<String, String> COLOURS = Map.ofEntries(
            Map.entry("Ready", GREEN),
            Map.entry("Running", GREEN),
            Map.entry("ok", GREEN),
            Map.entry("Starting", YELLOW),
            Map.entry("Suspect", YELLOW),
            Map.entry("Draining", YELLOW),
            Map.entry("Queued", YELLOW),
            Map.entry("Dispatched", YELLOW),
            Map.entry("unsure", YELLOW),
            Map.entry("Unkillable", RED),
            Map.entry("Failed", RED),
            Map.entry("Lost", RED),
            Map.entry("failed", RED));

    /** The word, in its colour if it has one; blanks around it stay as they are. */
    public abstract String word(String text);
}
