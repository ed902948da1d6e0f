package io.kpool.worker;

import io.grpc.Status;
import io.kpool.protocol.agent.OperatorFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps a stream to the operator: dials, and dials again with back-off whenever the stream ends. Confined to the loop. */
final class Operator implements Link.Listener {
    /** Is told what comes over the streams, on the loop. */
    interface Listener {
        /** A new stream, which is yet to be opened with the first words. */
        void dialled(Link link);

        void received(OperatorFrame frame);

        void closed();
    }

    private final Surroundings surroundings;
    private final ScheduledExecutorService loop;
    private final Backoff backoff;
    private final Listener listener;
    private Link link;
    private boolean dialling;
    private boolean finished;
    private String lastFailure = "";

    Operator(Surroundings surroundings, Backoff backoff, Listener listener) {
        this.surroundings = surroundings;
        this.loop = surroundings.loop();
        this.backoff = backoff;
        this.listener = listener;
    }

    void start(Duration tokenCheck) {
        dialAfter(Duration.ZERO);
        surroundings
                .housekeeping()
                .scheduleWithFixedDelay(this::checkToken, 0, tokenCheck.toMillis(), TimeUnit.MILLISECONDS);
    }

    Optional<Link> link() {
        return Optional.ofNullable(link);
    }

    boolean isConnected() {
        return link != null;
    }

    /** It was welcomed: the next failure is a new one. */
    void welcomed() {
        backoff.reset();
        lastFailure = "";
    }

    /** Gives the stream up and dials anew. */
    void redial(String why) {
        link().ifPresent(silent -> {
            silent.cancel(why);
            lost(silent, why);
        });
    }

    /** Ends the stream after what was sent, and dials no more. */
    void finish() {
        finished = true;
        link().ifPresent(Link::finish);
        link = null;
    }

    /** After {@link #finish}: dials again, after that time. */
    void resume(Duration wait) {
        finished = false;
        backoff.reset();
        dialAfter(wait);
    }

    // One attempt at a time, however many have cause for one.
    private void dialAfter(Duration wait) {
        if (!dialling) {
            dialling = true;
            loop.schedule(this::dial, wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void dial() {
        surroundings.housekeeping().execute(() -> {
            try {
                Connection connection = surroundings.dialler().dial();
                onLoop(() -> dialled(connection));
            } catch (IOException | RuntimeException failed) {
                onLoop(() -> {
                    dialling = false;
                    failed(failed.getMessage());
                });
            }
        });
    }

    private void dialled(Connection connection) {
        dialling = false;
        if (finished) {
            connection.channel().shutdownNow();
            return;
        }
        link = new Link(connection, loop, this);
        listener.dialled(link);
    }

    private void checkToken() {
        try {
            String token = surroundings.dialler().token();
            onLoop(() -> link().ifPresent(open -> open.renewToken(token)));
        } catch (IOException unreadable) {
            surroundings.log().event("the token cannot be read: " + unreadable.getMessage());
        }
    }

    @Override
    public void received(Link from, OperatorFrame frame) {
        if (from == link) {
            listener.received(frame);
        }
    }

    @Override
    public void closed(Link closed, Status status) {
        lost(closed, describe(status));
    }

    private void lost(Link closed, String why) {
        if (closed == link) {
            link = null;
            listener.closed();
            failed(why);
        }
    }

    private void failed(String why) {
        if (finished) {
            return;
        }
        if (!why.equals(lastFailure)) {
            surroundings.log().event("no stream to the operator: " + why + "; dialling again");
            lastFailure = why;
        }
        dialAfter(backoff.next());
    }

    // Where there is a cause, it says what the description only wraps; of either the first line, without a dump of the
    // channel.
    private static String describe(Status status) {
        String why = Optional.ofNullable(status.getCause())
                .map(Throwable::toString)
                .or(() -> Optional.ofNullable(status.getDescription()))
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
        return why.isEmpty() ? status.getCode().toString() : status.getCode() + ": " + why;
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException ended) {
            surroundings.log().event("the agent has ended");
        }
    }
}
