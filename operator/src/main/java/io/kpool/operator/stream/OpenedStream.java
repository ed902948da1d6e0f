package io.kpool.operator.stream;

import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.jboss.logging.Logger;

/**
 * A stream that somebody opened to us. What comes first is for who decides whether it may stay; everything else waits in
 * the transport until there is a member that listens.
 *
 * @param <I> what comes
 * @param <O> what leaves
 */
public abstract class OpenedStream<I, O> implements StreamObserver<I> {
    /** Frames that may be on their way to us; asked for in bulk, for each request costs as much as a frame. */
    private static final int WINDOW = 256;

    private static final Logger LOG = Logger.getLogger(OpenedStream.class);

    private final ServerCallStreamObserver<O> observer;

    // The newest.
    private String token;
    private Member<? super I> member;
    private Frames out;
    private int received;
    private boolean closed;

    /** Who takes what a stream says once it may stay. */
    public interface Member<I> {
        /** @throws IllegalArgumentException if that makes no sense; the message is for who said it */
        void received(I frame);

        void disconnected();
    }

    protected OpenedStream(ServerCallStreamObserver<O> observer, String token) {
        this.observer = observer;
        this.token = token;
        observer.disableAutoRequest();
        observer.setOnCancelHandler(this::ended);
        observer.setOnReadyHandler(this::ready);
        observer.request(1);
    }

    /** A frame came, and there is no member yet. */
    protected abstract void first(I frame);

    /** What a frame is answered with that makes no sense. */
    protected abstract StatusException senseless(String message);

    /** What a frame is answered with whose member failed. */
    protected abstract StatusException failed();

    public final String token() {
        return token;
    }

    public final boolean isClosed() {
        return closed;
    }

    public final boolean hasMember() {
        return member != null;
    }

    public final ServerCallStreamObserver<O> observer() {
        return observer;
    }

    /** That is its token from now on. */
    protected final void renew(String renewed) {
        token = renewed;
    }

    /** From now on everything received goes to that member. */
    public final void join(Member<? super I> joined, Frames frames) {
        member = joined;
        out = frames;
    }

    /** Everything that waits in the transport may come; it comes before this returns. */
    public final void listen() {
        if (!closed) {
            observer.request(WINDOW);
        }
    }

    /** Gives a frame to the member, the first one too; what makes no sense ends the stream. */
    public void hear(I frame) {
        if (closed) {
            return;
        }
        try {
            member.received(frame);
        } catch (IllegalArgumentException nonsense) {
            expel(senseless(nonsense.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("What came on a stream could not be heeded", unforeseen);
            expel(failed());
        }
    }

    /** Ends the stream with an error; its member hears nothing of that. */
    protected final void refuse(StatusException why) {
        if (!closed) {
            leave();
            observer.onError(why);
        }
    }

    /** Ends the stream with an error, and lets its member know, if it has one. */
    protected final void expel(StatusException why) {
        Member<? super I> left = member;
        refuse(why);
        tell(left);
    }

    /** Nothing comes or leaves any more; its member, which has said a last word or has nothing to say, hears nothing. */
    public final void leave() {
        closed = true;
        member = null;
        if (out != null) {
            out.close();
        }
    }

    @Override
    public final void onNext(I frame) {
        if (closed) {
            return;
        }
        if (member == null) {
            first(frame);
            return;
        }
        if (++received == WINDOW / 2) {
            observer.request(received);
            received = 0;
        }
        hear(frame);
    }

    @Override
    public final void onError(Throwable broken) {
        ended();
    }

    @Override
    public final void onCompleted() {
        if (!closed) {
            ended();
            observer.onCompleted();
        }
    }

    private void ready() {
        if (out != null) {
            out.drain();
        }
    }

    private void ended() {
        if (!closed) {
            Member<? super I> left = member;
            leave();
            tell(left);
        }
    }

    private void tell(Member<? super I> left) {
        if (left != null) {
            left.disconnected();
        }
    }
}
