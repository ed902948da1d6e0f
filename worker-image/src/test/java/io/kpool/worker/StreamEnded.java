package io.kpool.worker;

import io.kpool.protocol.agent.WorkerFrame;

/** The worker ended a stream, or gave it up, before it had sent what was waited for. */
final class StreamEnded extends AssertionError {
    /** Comes after the last frame of a stream. */
    static final WorkerFrame MARK = WorkerFrame.newBuilder().build();

    private static final long serialVersionUID = 1;

    StreamEnded() {
        super("the worker ended its stream, and had not sent what was waited for");
    }
}
