package io.kpool.worker;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * One stream to the operator, from dialling to its end; confined to the loop. What is put into its outbox while a batch
 * of events is handled goes out together, when the loop has handled them.
 */
final class Link {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int REQUESTED = 128;

    /** Is told of the stream's life, on the loop. */
    interface Listener {
        void received(Link link, OperatorFrame frame);

        void closed(Link link, Status status);
    }

    private final Connection connection;
    private final Executor loop;
    private final Listener listener;
    private final Outbox outbox = new Outbox(this::flushSoon);
    private String token;
    private boolean flushing;
    private int received;

    Link(Connection connection, Executor loop, Listener listener) {
        this.connection = connection;
        this.loop = loop;
        this.listener = listener;
        this.token = connection.token();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Opens the stream and says these first. */
    void open(List<WorkerFrame> firstWords) {
        var headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + token);
        connection.call().start(new Events(), headers);
        connection.call().request(REQUESTED);
        firstWords.forEach(connection.call()::sendMessage);
    }

    /** Tells the operator of that token if it is another than the last it was told. */
    void renewToken(String current) {
        if (!current.equals(token)) {
            token = current;
            outbox.renewedToken(current);
        }
    }

    /** Ends it from this side, after what was sent. */
    void finish() {
        connection.call().halfClose();
        connection.channel().shutdown();
    }

    /** Gives it up. */
    void cancel(String why) {
        connection.call().cancel(why, null);
        connection.channel().shutdownNow();
    }

    private void flushSoon() {
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        while (connection.call().isReady()) {
            Optional<WorkerFrame> next = outbox.poll();
            if (next.isEmpty()) {
                return;
            }
            connection.call().sendMessage(next.get());
        }
    }

    private final class Events extends ClientCall.Listener<OperatorFrame> {
        @Override
        public void onMessage(OperatorFrame frame) {
            loop.execute(() -> receive(frame));
        }

        @Override
        public void onReady() {
            loop.execute(Link.this::flush);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            loop.execute(() -> {
                connection.channel().shutdownNow();
                listener.closed(Link.this, status);
            });
        }
    }

    private void receive(OperatorFrame frame) {
        received++;
        if (received == REQUESTED / 2) {
            received = 0;
            connection.call().request(REQUESTED / 2);
        }
        listener.received(this, frame);
    }
}
