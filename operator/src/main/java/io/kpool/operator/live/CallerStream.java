package io.kpool.operator.live;

import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.operator.stream.OpenedStream;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.SessionFrame;

/** One caller's stream. Its first frame goes to the desk, which gives it a session. */
final class CallerStream extends OpenedStream<CallerFrame, SessionFrame> {
    private final Desk desk;

    /** Who decides which session a stream gets. */
    interface Desk {
        void open(CallerStream stream, CallerFrame first);
    }

    CallerStream(ServerCallStreamObserver<SessionFrame> observer, String token, Desk desk) {
        super(observer, token);
        this.desk = desk;
    }

    /** Ends the stream with an error; its member hears nothing of that. */
    void refuse(ErrorKind why, String message) {
        refuse(why.toStatus(message));
    }

    /** Ends the stream with an error, and lets its member know, if it has one. */
    void expel(ErrorKind why, String message) {
        expel(why.toStatus(message));
    }

    @Override
    protected void first(CallerFrame frame) {
        desk.open(this, frame);
    }

    @Override
    public void hear(CallerFrame frame) {
        if (!frame.getRenewedToken().isEmpty()) {
            renew(frame.getRenewedToken());
        }
        super.hear(frame);
    }

    @Override
    protected StatusException senseless(String message) {
        return ErrorKind.INVALID.toStatus(message);
    }

    @Override
    protected StatusException failed() {
        return ErrorKind.UNAVAILABLE.toStatus("the operator failed");
    }
}
