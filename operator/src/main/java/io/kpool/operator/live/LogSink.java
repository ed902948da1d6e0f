package io.kpool.operator.live;

import io.kpool.protocol.live.LogChunk;

/** Takes what a process printed. Called on the loop: must not block. */
public interface LogSink {

    /** Whether it can take more now; what it cannot take is left out, and the next chunk says how much that was. */
    boolean isReady();

    void chunk(LogChunk chunk);

    /** Nothing more comes: the process has ended, or only its last words were asked for. */
    void ended();
}
