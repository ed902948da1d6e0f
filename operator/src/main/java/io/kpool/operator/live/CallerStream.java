package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.SessionFrame;
import org.jboss.logging.Logger;

/** One caller's stream. Its first frame goes to the desk; what comes after waits in the transport until it has a session. */
final class CallerStream implements StreamObserver<CallerFrame> {
    /** Frames that may be on their way to us; asked for in bulk, for each request costs as much as a frame. */
    private static final int WINDOW = 256;

    private static final Logger LOG = Logger.getLogger(CallerStream.class);

    private final ServerCallStreamObserver<SessionFrame> observer;
    private final Desk desk;

    // The newest.
    private String token;
    private Member member;
    private SessionFrames out;
    private int received;
    private boolean closed;

    /** Who decides which session a stream gets. */
    interface Desk {
        void open(CallerStream stream, CallerFrame first);
    }

    /** Who takes what a stream says once it has a session. */
    interface Member {
        void received(CallerFrame frame);

        void disconnected();
    }

    CallerStream(ServerCallStreamObserver<SessionFrame> observer, String token, Desk desk) {
        this.observer = observer;
        this.token = token;
        this.desk = desk;
        observer.disableAutoRequest();
        observer.setOnCancelHandler(this::ended);
        observer.setOnReadyHandler(this::ready);
        observer.request(1);
    }

    String token() {
        return token;
    }

    boolean isClosed() {
        return closed;
    }

    boolean hasSession() {
        return member != null;
    }

    ServerCallStreamObserver<SessionFrame> observer() {
        return observer;
    }

    /** From now on everything received goes to that member. */
    void join(Member joined, SessionFrames frames) {
        member = joined;
        out = frames;
    }

    /** Everything that waits in the transport may come; it comes before this returns. */
    void listen() {
        if (!closed) {
            observer.request(WINDOW);
        }
    }

    /** Ends the stream with an error; its member hears nothing of that. */
    void refuse(ErrorKind why, String message) {
        if (!closed) {
            leave();
            observer.onError(why.toStatus(message));
        }
    }

    /** Ends the stream with an error, and lets its member know, if it has one. */
    void expel(ErrorKind why, String message) {
        Member left = member;
        refuse(why, message);
        if (left != null) {
            left.disconnected();
        }
    }

    /** Its member has ended it in order. */
    void leave() {
        closed = true;
        member = null;
        if (out != null) {
            out.close();
        }
    }

    @Override
    public void onNext(CallerFrame frame) {
        if (closed) {
            return;
        }
        if (member == null) {
            desk.open(this, frame);
            return;
        }
        if (++received == WINDOW / 2) {
            observer.request(received);
            received = 0;
        }
        hear(frame);
    }

    /** Gives a frame to the member, the first one too; what makes no sense ends the stream. */
    void hear(CallerFrame frame) {
        if (closed) {
            return;
        }
        if (!frame.getRenewedToken().isEmpty()) {
            token = frame.getRenewedToken();
        }
        try {
            member.received(frame);
        } catch (IllegalArgumentException senseless) {
            expel(ErrorKind.INVALID, senseless.getMessage());
        } catch (RuntimeException unforeseen) {
            LOG.error("What a caller said could not be heeded", unforeseen);
            expel(ErrorKind.UNAVAILABLE, "the operator failed");
        }
    }

    @Override
    public void onError(Throwable broken) {
        ended();
    }

    @Override
    public void onCompleted() {
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
            Member left = member;
            leave();
            if (left != null) {
                left.disconnected();
            }
        }
    }
}
