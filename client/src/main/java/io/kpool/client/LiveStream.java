package io.kpool.client;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.Worker;
import java.util.ArrayList;
import java.util.List;

/** One stream to the operator, from dialling to its end; confined to the loop. */
final class LiveStream {
    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int REQUESTED = 256;

    /** Is told of the stream's life, on the loop. */
    interface Listener {
        void received(LiveStream stream, SessionFrame frame);

        /** There is room again. */
        void ready();

        void closed(LiveStream stream, KpoolException why);
    }

    private final Dialled dialled;
    private final ClientLoop loop;
    private final Listener listener;
    private final ClientCall<CallerFrame, SessionFrame> call;
    private final Outgoing outgoing = new Outgoing();
    private final List<WorkerName> workers = new ArrayList<>();
    private String token;
    private int received;
    private boolean finished;

    LiveStream(Dialled dialled, ClientLoop loop, Listener listener) {
        this.dialled = dialled;
        this.loop = loop;
        this.listener = listener;
        this.token = dialled.token();
        this.call = dialled.channel().newCall(LiveGrpc.getSessionMethod(), CallOptions.DEFAULT);
    }

    void open(Open open) {
        call.start(new Events(), headers());
        call.request(REQUESTED);
        call.sendMessage(CallerFrame.newBuilder().setOpen(open).build());
    }

    Outgoing outgoing() {
        return outgoing;
    }

    /** More may be put into what goes out, and is sent at once. */
    boolean hasRoom() {
        return call.isReady();
    }

    /** Sends what was put into what goes out. */
    void flush() {
        for (CallerFrame frame = outgoing.poll(); frame != null; frame = outgoing.poll()) {
            call.sendMessage(frame);
        }
    }

    /** Tells the operator of that token if it is another than the last it was told. */
    void renewToken(String current) {
        if (!current.equals(token)) {
            token = current;
            outgoing.renewedToken(current);
        }
    }

    /** For a call beside the stream: on its channel, with its token. */
    void ask(Beside question, Runnable again) {
        question.ask(dialled.channel(), headers(), again);
    }

    /** The operator speaks of workers by their number on this stream, from 1. */
    void named(Worker worker) {
        workers.add(new WorkerName(worker.getPool(), worker.getHost(), worker.getIncarnation()));
    }

    WorkerName worker(int number) {
        return workers.get(number - 1);
    }

    /** Ends it from this side, after what was sent. */
    void finish() {
        if (!finished) {
            finished = true;
            call.halfClose();
        }
    }

    /** Gives it up. */
    void cancel(String why) {
        call.cancel(why, null);
        dialled.close();
    }

    private Metadata headers() {
        var headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        return headers;
    }

    private void receive(SessionFrame frame) {
        if (++received == REQUESTED / 2) {
            received = 0;
            call.request(REQUESTED / 2);
        }
        listener.received(this, frame);
    }

    /** On the loop already, unless the channel came to grief before it was on any. */
    private final class Events extends ClientCall.Listener<SessionFrame> {
        @Override
        public void onMessage(SessionFrame frame) {
            loop.run(() -> receive(frame));
        }

        @Override
        public void onReady() {
            loop.run(listener::ready);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            loop.run(() -> {
                dialled.close();
                listener.closed(LiveStream.this, Failures.of(status, trailers));
            });
        }
    }
}
