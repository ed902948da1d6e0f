package io.kpool.kubectl.wire;

/** What the API server, or the operator behind it, answered instead of doing what it was asked. */
public final class Refusal extends Failure {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String word;

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param word kpool's word for the error; empty: it is not the operator's answer
     */
    public Refusal(int status, String word, String message) {
        super(message, word.equals("deadline") || word.equals("queue_timeout") ? TIMEOUT : FAILED);
        this.status = status;
        this.word = word;
    }

    /** The status of HTTP. */
    public int status() {
        return status;
    }

    /** Whether it is this error of kpool's. */
    public boolean is(String expected) {
        return word.equals(expected);
    }

    /** Nobody leads for a moment: kpool's own word for it, or the API server's, which finds no operator behind itself. */
    public boolean passing() {
        return is("unavailable") || word.isEmpty() && status == 503;
    }

    /** There is no such thing. */
    public boolean notFound() {
        return status == 404;
    }
}
