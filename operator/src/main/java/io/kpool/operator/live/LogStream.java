package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.protocol.live.LogChunk;

/** A reader of a process's output over gRPC. */
final class LogStream implements LogSink {
    private final ServerCallStreamObserver<LogChunk> observer;
    private final UntilGone reading = new UntilGone();

    LogStream(ServerCallStreamObserver<LogChunk> observer) {
        this.observer = observer;
        observer.setOnCancelHandler(reading::gone);
    }

    /** The reading has begun, or cannot. */
    void begun(Runnable stopping, Throwable failure) {
        if (failure == null) {
            reading.begun(stopping);
        } else {
            LiveException why = Gate.unwrapped(failure);
            observer.onError(why.kind().toStatus(why.getMessage()));
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
}
