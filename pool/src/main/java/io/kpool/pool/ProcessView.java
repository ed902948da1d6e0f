package io.kpool.pool;

/**
 * A process as callers see it.
 *
 * @param pid empty: it has none yet
 * @param startedMillis Unix milliseconds; 0: it has not started
 */
public record ProcessView(String pid, RequestId request, Stage stage, long startedMillis, ProcessState state) {

    /** How far it has come, in one word. */
    public enum Stage {
        QUEUED("Queued"),
        DISPATCHED("Dispatched"),
        RUNNING("Running"),
        UNKILLABLE("Unkillable"),
        ENDED("Ended");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
