package io.kpool.operator.agent;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.operator.security.Admission;
import io.kpool.operator.stream.OpenedStream;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.concurrent.CompletionStage;

/** One worker's stream. What comes first goes to the door, which asks who it is. */
final class AgentStream extends OpenedStream<WorkerFrame, OperatorFrame> implements TokenReviewQueue.Subject {
    private final Door door;

    private Guest guest;
    private boolean spoken;
    private boolean reviewed;

    /** Who decides which streams join. */
    interface Door {
        void knock(AgentStream stream, WorkerFrame first);

        /** It has another token. */
        void renewed(AgentStream stream);

        CompletionStage<Admission> review(AgentStream stream);
    }

    AgentStream(ServerCallStreamObserver<OperatorFrame> observer, String token, Door door) {
        super(observer, token);
        this.door = door;
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

    @Override
    public CompletionStage<Admission> review() {
        return door.review(this);
    }

    /** The API server has said whose a token of it is. */
    void confirm() {
        reviewed = true;
    }

    /** Otherwise it is here by the signature of its token. */
    boolean isReviewed() {
        return reviewed;
    }

    /** Ends the stream with an error; its member hears nothing of that. */
    void refuse(Status status) {
        refuse(status.asException());
    }

    /** Ends the stream with an error, and lets its member know, if it has one. */
    void expel(Status status) {
        expel(status.asException());
    }

    @Override
    protected void first(WorkerFrame frame) {
        spoken = true;
        door.knock(this, frame);
    }

    @Override
    public void hear(WorkerFrame frame) {
        if (!isClosed() && !frame.getRenewedToken().isEmpty()) {
            renew(frame.getRenewedToken());
            door.renewed(this);
        }
        super.hear(frame);
    }

    @Override
    public String toString() {
        return guest == null ? "a stream at the door" : guest.claim().host() + " of pool " + guest.pool();
    }

    @Override
    protected StatusException senseless(String message) {
        return Status.INVALID_ARGUMENT.withDescription(message).asException();
    }

    @Override
    protected StatusException failed() {
        return Status.INTERNAL.withDescription("the operator failed").asException();
    }
}
