package io.kpool.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.WatchEvent;
import io.kpool.protocol.live.WatchRequest;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.KeySnapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The stream of a watch, begun again whenever it ends. It asks for no more than the listener has heard of, so that a slow
 * listener fills nothing here. Confined to the loop, but for what its futures tell.
 */
final class Watching implements Beside {
    /** So many events may be on their way to the listener. */
    private static final int AHEAD = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WatchRequest request;
    private final Consumer<KeyEvent> listener;
    private final LiveSession session;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<KpoolException> ended = new CompletableFuture<>();
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private Standing standing;
    /** Null: it was not asked yet. */
    private ClientCall<WatchRequest, WatchEvent> call;

    private volatile boolean closed;

    Watching(WatchRequest request, Consumer<KeyEvent> listener, LiveSession session) {
        this.request = request;
        this.listener = listener;
        this.session = session;
        this.standing = new Standing(kind());
    }

    /** Completed with the snapshot, or with why there is none. */
    CompletableFuture<Void> begun() {
        return begun;
    }

    /** Completed with why there is nothing more to hear. */
    CompletableFuture<KpoolException> ended() {
        return ended;
    }

    /** On any thread; from now on the listener hears nothing. */
    void close() {
        closed = true;
        session.loop().execute(() -> {
            if (call != null) {
                call.cancel("nobody watches any more", null);
            }
        });
    }

    @Override
    public void ask(Channel channel, Metadata headers, Runnable again) {
        if (closed) {
            return;
        }
        call = channel.newCall(LiveGrpc.getWatchMethod(), CallOptions.DEFAULT);
        call.start(new Events(call, again), headers);
        call.request(AHEAD);
        call.sendMessage(request);
        call.halfClose();
    }

    @Override
    public boolean isLate() {
        return !begun.isDone() && System.nanoTime() - end >= 0;
    }

    @Override
    public void fail(KpoolException why) {
        begun.completeExceptionally(why);
        ended.complete(why);
    }

    private KeyKind kind() {
        return request.getKey().getKind();
    }

    // What was told counts as heard when the listener has returned: only then more may come.
    private void tell(KeyEvent event, Runnable heard) {
        session.teller().tell(() -> {
            try {
                if (!closed) {
                    listener.accept(event);
                }
            } finally {
                session.loop().execute(heard);
            }
        });
    }

    private final class Events extends ClientCall.Listener<WatchEvent> {
        private final ClientCall<WatchRequest, WatchEvent> stream;
        private final Runnable again;
        private final Standing fresh = new Standing(kind());

        private Events(ClientCall<WatchRequest, WatchEvent> stream, Runnable again) {
            this.stream = stream;
            this.again = again;
        }

        @Override
        public void onMessage(WatchEvent event) {
            switch (event.getWhatCase()) {
                case SNAPSHOT -> page(event.getSnapshot());
                case CHANGE ->
                    standing.apply(event.getChange())
                            .ifPresentOrElse(change -> tell(change, this::requestMore), this::requestMore);
                case WHAT_NOT_SET -> requestMore();
            }
        }

        private void page(KeySnapshot page) {
            fresh.add(page);
            if (!page.getMore()) {
                Standing before = standing;
                standing = fresh;
                if (begun.isDone()) {
                    fresh.since(before).forEach(difference -> tell(difference, () -> {}));
                } else {
                    tell(fresh.snapshot(), () -> {});
                    begun.complete(null);
                }
            }
            requestMore();
        }

        private void requestMore() {
            stream.request(1);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (closed) {
                return;
            }
            KpoolException why = Failures.of(status, trailers);
            boolean passing =
                    switch (why.code()) {
                        case FORBIDDEN, INVALID -> false;
                        case UNAVAILABLE -> !isLate();
                        default -> begun.isDone();
                    };
            if (passing) {
                session.teller().tell(this::beginAgain);
            } else {
                fail(why);
            }
        }

        // When all that came before was heard. The loop of a session that is over may not run any more.
        private void beginAgain() {
            session.over()
                    .ifPresentOrElse(Watching.this::fail, () -> session.loop().execute(again));
        }
    }
}
