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
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Lets workers in: asks whose their token is, and hands them to their pool. */
final class AgentDoor extends AgentGrpc.AgentImplBase implements AgentStream.Door {
    static final int PROTOCOL_VERSION = 1;

    private static final Duration HELLO_PATIENCE = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(AgentDoor.class);

    private final AgentLoop loop;
    private final WorkerAdmission admission;
    // On the loop; none: this process does not lead.
    private PoolCells cells;

    AgentDoor(AgentLoop loop, WorkerAdmission admission) {
        this.loop = loop;
        this.admission = admission;
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

    /** A worker has a new token: it must say the same as the first. */
    @Override
    public void renew(AgentStream stream, String token) {
        Guest guest = stream.guest();
        check(stream, token, guest.claim(), admitted -> {
            if (!admitted.identity().namespace().equals(guest.pool().namespace())) {
                stream.refuse(Status.PERMISSION_DENIED.withDescription("the new token is of another namespace"));
            }
        });
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
        check(stream, stream.token(), claim, admitted -> {
            PoolKey pool = new PoolKey(admitted.identity().namespace(), claim.pool());
            LOG.infof("%s.%d of pool %s joins", claim.host(), claim.incarnation(), pool);
            stream.admit(new Guest(pool, claim));
            cells.join(pool, stream, first);
        });
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
        if (first.getHello().getIncarnation() < 1) {
            return Optional.of(Status.FAILED_PRECONDITION.withDescription("attached agents are not supported yet"));
        }
        return Optional.empty();
    }

    private void check(AgentStream stream, String token, HostClaim claim, Consumer<Admission.Admitted> then) {
        admission
                .admit(token, claim)
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    if (stream.isClosed()) {
                        return;
                    }
                    if (failure != null) {
                        LOG.warnf("Cannot check %s of pool %s: %s", claim.host(), claim.pool(), failure.getMessage());
                        stream.refuse(Status.UNAVAILABLE.withDescription("the API server cannot be asked"));
                        return;
                    }
                    switch (answer) {
                        case Admission.Admitted admitted -> then.accept(admitted);
                        case Admission.Unauthenticated(String why) ->
                            refuse(stream, claim, Status.UNAUTHENTICATED.withDescription(why));
                        case Admission.Denied(String why) ->
                            refuse(stream, claim, Status.PERMISSION_DENIED.withDescription(why));
                    }
                }));
    }

    private static void refuse(AgentStream stream, HostClaim claim, Status status) {
        LOG.warnf("Refused %s of pool %s: %s", claim.host(), claim.pool(), status.getDescription());
        stream.refuse(status);
    }
}
