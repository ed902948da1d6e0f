package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.HostClaim;
import io.kpool.operator.security.WorkerAdmission;
import io.kpool.operator.security.WorkerIdentity;
import io.kpool.pool.HostState;
import io.kpool.pool.Provision;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers that are let in by a signature, and that the API server is asked about afterwards. */
class LaterReviewTest {
    private static final int SECONDS = 20;

    private final Reviews reviews = new Reviews();
    private final AgentLab lab = new AgentLab(reviews);

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void servesAWorkerBeforeTheApiServerHasSaidAnything() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            lab.await(HostState.READY);
            CompletableFuture<Admission> review = reviews.next();
            // Then
            lab.running(worker);
            review.complete(new Admission.Admitted(identity("acme")));
            worker.load(0);
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 2);
            assertThat(lab.state()).contains(HostState.READY);
        }
    }

    @Test
    void endsTheStreamOfWhomTheApiServerDenies() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When
            reviews.next().complete(new Admission.Unauthenticated("its service account is gone"));
            // Then
            Status end = worker.end();
            assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(end.getDescription()).contains("its service account is gone");
        }
    }

    @Test
    void endsTheStreamOfWhoIsOfAnotherNamespace() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When
            reviews.next().complete(new Admission.Admitted(identity("others")));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    @Test
    void keepsAWorkerWhileTheApiServerCannotBeAsked() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            // When
            reviews.next().completeExceptionally(new IllegalStateException("nobody answers"));
            CompletableFuture<Admission> again = reviews.next();
            // Then
            worker.load(0);
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 2);
            again.complete(new Admission.Unauthenticated("it is nobody's"));
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
        }
    }

    private static WorkerIdentity identity(String namespace) {
        return new WorkerIdentity(namespace, "default", "pod", "pod-7");
    }

    /** Everybody is let in; what the API server says of them is up to the test. */
    private static final class Reviews implements WorkerAdmission {
        private final BlockingQueue<CompletableFuture<Admission>> asked = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Admission> admit(String token, HostClaim claim) {
            return CompletableFuture.completedFuture(new Admission.Admitted(identity(token), Provision.STARTED, false));
        }

        @Override
        public CompletionStage<Admission> review(String token, HostClaim claim) {
            CompletableFuture<Admission> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        CompletableFuture<Admission> next() throws InterruptedException {
            CompletableFuture<Admission> next = asked.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("a question").isNotNull();
            return next;
        }
    }
}
