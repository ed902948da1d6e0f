package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.protocol.live.LogChunk;

/** A reader of a process's output over gRPC. */
final class LogStream implements LogSink {
    private final ServerCallStreamObserver<LogChunk> observer;
    // What stops the reading; none: it has not begun, or the reader went before it did.
    private Runnable stop;
    private boolean gone;

    LogStream(ServerCallStreamObserver<LogChunk> observer) {
        this.observer = observer;
        observer.setOnCancelHandler(this::cancelled);
    }

    /** The reading has begun, or cannot. */
    void begun(Runnable stopping, Throwable failure) {
        if (failure != null) {
            LiveException why = Gate.unwrapped(failure);
            observer.onError(why.kind().toStatus(why.getMessage()));
        } else if (isGone(stopping)) {
            stopping.run();
        }
    }

    @Override
    public boolean isReady() {
        return observer.isReady();
    }

    @Override
    public void chunk(LogChunk chunk) {
        if (!observer.isCancelled()) {
            observer.onNext(chunk);
        }
    }

    @Override
    public void ended() {
        if (!observer.isCancelled()) {
            observer.onCompleted();
        }
    }

    private synchronized boolean isGone(Runnable stopping) {
        stop = stopping;
        return gone;
    }

    private synchronized void cancelled() {
        gone = true;
        if (stop != null) {
            stop.run();
        }
    }
}
