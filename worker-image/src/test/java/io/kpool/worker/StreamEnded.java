package io.kpool.worker;

import io.kpool.protocol.agent.WorkerFrame;

/** The worker ended a stream, or gave it up, before it had sent what was waited for. */
final class StreamEnded extends AssertionError {
    /** Comes after the last frame of a stream. */
    static final WorkerFrame MARK = WorkerFrame.newBuilder().build();

    private static final long serialVersionUID = 1;

    private StreamEnded() {
        super("the worker ended its stream, and had not sent what was waited for");
    }

    /** Fails if that is the mark. */
    static void failAt(WorkerFrame frame) {
        if (frame == MARK) {
            throw new StreamEnded();
        }
    }
}
