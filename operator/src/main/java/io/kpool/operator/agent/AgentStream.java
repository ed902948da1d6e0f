package io.kpool.operator.agent;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import org.jboss.logging.Logger;

/**
 * One worker's stream. What comes first goes to the door, which asks who it is; everything else waits in the transport
 * until the stream has joined a pool.
 */
final class AgentStream implements StreamObserver<WorkerFrame> {
    /** Frames that may be on their way to us; asked for in bulk, for each request costs as much as a frame. */
    private static final int WINDOW = 256;

    private static final Logger LOG = Logger.getLogger(AgentStream.class);

    private final ServerCallStreamObserver<OperatorFrame> observer;
    private final Door door;

    // The newest.
    private String token;
    private Member member;
    private OutgoingFrames out;
    private int received;
    private Guest guest;
    private boolean spoken;
    private boolean closed;

    /** Who decides which streams join. */
    interface Door {
        void knock(AgentStream stream, WorkerFrame first);

        /** That is its token now. */
        void renew(AgentStream stream, String token);
    }

    /** Who takes what a stream says once it has joined. */
    interface Member {
        void received(WorkerFrame frame);

        void disconnected();
    }

    AgentStream(ServerCallStreamObserver<OperatorFrame> observer, String token, Door door) {
        this.observer = observer;
        this.token = token;
        this.door = door;
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

    boolean hasSpoken() {
        return spoken;
    }

    /** It is who it says it is. */
    void admit(Guest admitted) {
        guest = admitted;
    }

    Guest guest() {
        return guest;
    }

    /** From now on everything received goes to that member. */
    OutgoingFrames join(Member joined, OutgoingFrames frames) {
        member = joined;
        out = frames;
        return frames;
    }

    /** Everything that waits in the transport may come; it comes before this returns. */
    void listen() {
        if (!closed) {
            observer.request(WINDOW);
        }
    }

    ServerCallStreamObserver<OperatorFrame> observer() {
        return observer;
    }

    /** Ends the stream with an error; its member hears nothing of that. */
    void refuse(Status status) {
        if (!closed) {
            closeQuietly();
            observer.onError(status.asRuntimeException());
        }
    }

    /** Tells the worker to end, and ends the stream; its member hears nothing of that. */
    void dismiss(String reason) {
        if (!closed) {
            closed = true;
            member = null;
            out.dismiss(reason);
        }
    }

    @Override
    public void onNext(WorkerFrame frame) {
        if (closed) {
            return;
        }
        spoken = true;
        if (member == null) {
            door.knock(this, frame);
            return;
        }
        if (!frame.getRenewedToken().isEmpty()) {
            token = frame.getRenewedToken();
            door.renew(this, token);
        }
        if (++received == WINDOW / 2) {
            observer.request(received);
            received = 0;
        }
        hear(frame);
    }

    /** Gives a frame to the member, the first one too; what makes no sense ends the stream. */
    void hear(WorkerFrame frame) {
        if (closed) {
            return;
        }
        try {
            member.received(frame);
        } catch (IllegalArgumentException senseless) {
            expel(Status.INVALID_ARGUMENT.withDescription(senseless.getMessage()));
        } catch (RuntimeException unforeseen) {
            LOG.error("What a worker said could not be heeded", unforeseen);
            expel(Status.INTERNAL.withDescription("the operator failed"));
        }
    }

    /** Ends the stream with an error, and lets its member know, if it has one. */
    void expel(Status status) {
        Member left = member;
        refuse(status);
        if (left != null) {
            left.disconnected();
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
        if (closed) {
            return;
        }
        Member left = member;
        closeQuietly();
        if (left != null) {
            left.disconnected();
        }
    }

    private void closeQuietly() {
        closed = true;
        member = null;
        if (out != null) {
            out.close();
        }
    }
}
