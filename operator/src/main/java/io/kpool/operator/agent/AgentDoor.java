package io.kpool.operator.agent;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.HostClaim;
import io.kpool.operator.security.WorkerAdmission;
import io.kpool.protocol.agent.AgentGrpc;
import io.kpool.protocol.agent.Hello;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/** Lets workers in: asks whose their token is, and hands them to their pool. */
final class AgentDoor extends AgentGrpc.AgentImplBase implements AgentStream.Door {
    static final int PROTOCOL_VERSION = 1;

    private static final Duration HELLO_PATIENCE = Duration.ofSeconds(10);
    private static final Status UNANSWERED =
            Status.UNAVAILABLE.withDescription("the API server cannot be asked whose the token is");

    private static final Logger LOG = Logger.getLogger(AgentDoor.class);

    private final AgentLoop loop;
    private final WorkerAdmission admission;
    private final ReviewPace pace;
    private final TokenReviewQueue<AgentStream> reviews;
    // On the loop; none: this process does not lead.
    private PoolCells cells;

    AgentDoor(AgentLoop loop, WorkerAdmission admission, ReviewPace pace) {
        this.loop = loop;
        this.admission = admission;
        this.pace = pace;
        this.reviews = new TokenReviewQueue<>(loop, pace.pause(), this::reviewed);
    }

    /** From now on workers are let in. */
    void open(PoolCells pools) {
        cells = pools;
    }

    @Override
    public StreamObserver<WorkerFrame> connect(StreamObserver<OperatorFrame> response) {
        AgentStream stream =
                new AgentStream((ServerCallStreamObserver<OperatorFrame>) response, BearerToken.current(), this);
        if (cells == null) {
            stream.refuse(Status.UNAVAILABLE.withDescription("this operator does not lead"));
        } else {
            loop.after(HELLO_PATIENCE, () -> refuseSilent(stream));
        }
        return stream;
    }

    /** The one before counts until somebody can say whose the new one is. */
    @Override
    public void renewed(AgentStream stream) {
        reviews.add(stream);
    }

    @Override
    public CompletionStage<Admission> review(AgentStream stream) {
        return admission.review(stream.token(), stream.guest().claim());
    }

    @Override
    public void knock(AgentStream stream, WorkerFrame first) {
        Optional<Status> unfit = unfit(first);
        if (unfit.isPresent()) {
            stream.refuse(unfit.get());
            return;
        }
        Hello hello = first.getHello();
        HostClaim claim = new HostClaim(hello.getPool(), hello.getHost(), hello.getPodUid(), hello.getIncarnation());
        admission
                .admit(stream.token(), claim)
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    if (stream.isClosed()) {
                        return;
                    }
                    if (failure != null) {
                        LOG.warnf("Cannot check %s of pool %s: %s", claim.host(), claim.pool(), failure.getMessage());
                        stream.refuse(UNANSWERED);
                        return;
                    }
                    switch (answer) {
                        case Admission.Admitted admitted -> admit(stream, claim, admitted, first);
                        case Admission.Refused refused -> refuse(stream, claim, refused);
                    }
                }));
    }

    private void admit(AgentStream stream, HostClaim claim, Admission.Admitted admitted, WorkerFrame first) {
        PoolKey pool = new PoolKey(admitted.identity().namespace(), claim.pool());
        LOG.infof("%s.%d of pool %s joins", claim.host(), claim.incarnation(), pool);
        stream.admit(new Guest(pool, claim, admitted.provision()));
        switch (admitted.evidence()) {
            case REVIEW -> stream.confirm();
            case SIGNATURE -> {
                loop.after(pace.after(), () -> reviews.add(stream));
                loop.after(pace.patience(), () -> expelUnreviewed(stream));
            }
        }
        cells.join(pool, stream, first);
    }

    private void reviewed(AgentStream stream, Admission answer) {
        Guest guest = stream.guest();
        switch (answer) {
            case Admission.Admitted(var identity, var _, var _)
            when identity.namespace().equals(guest.pool().namespace()) -> stream.confirm();
            case Admission.Admitted _ ->
                expel(
                        stream,
                        guest.claim(),
                        Status.PERMISSION_DENIED.withDescription("the token is of another namespace"));
            case Admission.Refused refused -> refuse(stream, guest.claim(), refused);
        }
    }

    // Whom the API server once knew stays; a signature is not enough for ever.
    private static void expelUnreviewed(AgentStream stream) {
        if (!stream.isClosed() && !stream.isReviewed()) {
            expel(stream, stream.guest().claim(), UNANSWERED);
        }
    }

    private static void refuseSilent(AgentStream stream) {
        if (!stream.hasSpoken()) {
            stream.refuse(Status.DEADLINE_EXCEEDED.withDescription("no hello came"));
        }
    }

    private static Optional<Status> unfit(WorkerFrame first) {
        if (!first.hasHello()) {
            return Optional.of(Status.INVALID_ARGUMENT.withDescription("the first frame has no hello"));
        }
        int version = first.getHello().getProtocolVersion();
        if (version != PROTOCOL_VERSION) {
            return Optional.of(Status.FAILED_PRECONDITION.withDescription(
                    "protocol version " + version + " is not spoken here; " + PROTOCOL_VERSION + " is"));
        }
        if (first.getHello().getIncarnation() < 0) {
            return Optional.of(Status.INVALID_ARGUMENT.withDescription("a negative incarnation"));
        }
        return Optional.empty();
    }

    private void refuse(AgentStream stream, HostClaim claim, Admission.Refused refused) {
        switch (refused) {
            case Admission.Unauthenticated(String why) -> {
                expel(stream, claim, Status.UNAUTHENTICATED.withDescription(why));
                cells.refused(claim, why);
            }
            case Admission.Denied(var identity, String why) -> {
                expel(stream, claim, Status.PERMISSION_DENIED.withDescription(why));
                cells.refused(new PoolKey(identity.namespace(), claim.pool()), claim.host(), why);
            }
        }
    }

    private static void expel(AgentStream stream, HostClaim claim, Status status) {
        LOG.warnf("Refused %s of pool %s: %s", claim.host(), claim.pool(), status.getDescription());
        stream.expel(status);
    }
}
