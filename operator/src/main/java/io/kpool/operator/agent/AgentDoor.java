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
    /** Until the API server is asked again about a new token that it could not be asked about. */
    private static final Duration RECHECK = Duration.ofSeconds(5);
    /** Far fewer than would fit into the life of a token: one that has expired meanwhile says nothing of its worker. */
    private static final int MOST_RECHECKS = 36;

    private static final Logger LOG = Logger.getLogger(AgentDoor.class);

    private final AgentLoop loop;
    private final WorkerAdmission admission;
    private final Duration reviewAfter;
    // On the loop; none: this process does not lead.
    private PoolCells cells;

    /** @param reviewAfter when the API server is asked about who was let in by a signature */
    AgentDoor(AgentLoop loop, WorkerAdmission admission, Duration reviewAfter) {
        this.loop = loop;
        this.admission = admission;
        this.reviewAfter = reviewAfter;
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

    /** A worker has a new token: it must say the same as the first, which counts until somebody can say so. */
    @Override
    public void renew(AgentStream stream, String token) {
        recheck(stream, token, MOST_RECHECKS);
    }

    private void recheck(AgentStream stream, String token, int more) {
        // A newer one is checked instead.
        if (stream.isClosed() || !token.equals(stream.token())) {
            return;
        }
        Guest guest = stream.guest();
        check(stream, guest.claim(), admission.review(token, guest.claim()), new Verdict() {
            @Override
            public void admitted(Admission.Admitted admitted) {
                if (!admitted.identity().namespace().equals(guest.pool().namespace())) {
                    refuse(
                            stream,
                            guest.claim(),
                            Status.PERMISSION_DENIED.withDescription("the new token is of another namespace"));
                }
            }

            @Override
            public void unanswered() {
                if (more > 0) {
                    loop.after(RECHECK, () -> recheck(stream, token, more - 1));
                }
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
        String token = stream.token();
        check(stream, claim, admission.admit(token, claim), new Verdict() {
            @Override
            public void admitted(Admission.Admitted admitted) {
                PoolKey pool = new PoolKey(admitted.identity().namespace(), claim.pool());
                LOG.infof("%s.%d of pool %s joins", claim.host(), claim.incarnation(), pool);
                stream.admit(new Guest(pool, claim, admitted.provision()));
                cells.join(pool, stream, first);
                if (!admitted.reviewed()) {
                    loop.after(reviewAfter, () -> recheck(stream, token, MOST_RECHECKS));
                }
            }

            @Override
            public void unanswered() {
                stream.refuse(Status.UNAVAILABLE.withDescription("the API server cannot be asked"));
            }
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
        if (first.getHello().getIncarnation() < 0) {
            return Optional.of(Status.INVALID_ARGUMENT.withDescription("a negative incarnation"));
        }
        return Optional.empty();
    }

    /** What follows from the API server's answer, unless the worker is refused. */
    private interface Verdict {
        void admitted(Admission.Admitted admitted);

        void unanswered();
    }

    private void check(AgentStream stream, HostClaim claim, CompletionStage<Admission> asked, Verdict verdict) {
        asked.whenComplete((answer, failure) -> loop.execute(() -> {
            if (stream.isClosed()) {
                return;
            }
            if (failure != null) {
                LOG.warnf("Cannot check %s of pool %s: %s", claim.host(), claim.pool(), failure.getMessage());
                verdict.unanswered();
                return;
            }
            switch (answer) {
                case Admission.Admitted admitted -> verdict.admitted(admitted);
                case Admission.Unauthenticated(String why) -> {
                    cells.refused(claim, why);
                    refuse(stream, claim, Status.UNAUTHENTICATED.withDescription(why));
                }
                case Admission.Denied(var identity, String why) -> {
                    cells.refused(new PoolKey(identity.namespace(), claim.pool()), claim.host(), why);
                    refuse(stream, claim, Status.PERMISSION_DENIED.withDescription(why));
                }
            }
        }));
    }

    private static void refuse(AgentStream stream, HostClaim claim, Status status) {
        LOG.warnf("Refused %s of pool %s: %s", claim.host(), claim.pool(), status.getDescription());
        stream.expel(status);
    }
}
