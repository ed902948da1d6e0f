package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;

/** Who watches a group or name over gRPC. */
final class WatchStream implements WatchSink {
    private final ServerCallStreamObserver<WatchEvent> observer;
    private final UntilGone watching = new UntilGone();
    // Bytes given since the transport had last taken all.
    private long given;

    WatchStream(ServerCallStreamObserver<WatchEvent> observer) {
        this.observer = observer;
        observer.setOnCancelHandler(watching::gone);
    }

    /** The watch has begun, or cannot. */
    void begun(Runnable stopping, Throwable failure) {
        if (failure == null) {
            watching.begun(stopping);
        } else {
            failed(Gate.unwrapped(failure));
        }
    }

    @Override
    public long behind() {
        return observer.isReady() ? 0 : given;
    }

    @Override
    public void snapshot(KeySnapshot page) {
        send(WatchEvent.newBuilder().setSnapshot(page).build());
    }

    @Override
    public void changed(KeyChange change) {
        send(WatchEvent.newBuilder().setChange(change).build());
    }

    @Override
    public void failed(LiveException why) {
        if (!observer.isCancelled()) {
            observer.onError(why.kind().toStatus(why.getMessage()));
        }
    }

    private void send(WatchEvent event) {
        given = behind() + event.getSerializedSize();
        if (!observer.isCancelled()) {
            observer.onNext(event);
        }
    }
}
