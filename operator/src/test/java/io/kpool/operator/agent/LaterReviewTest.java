package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.Admission.Evidence;
import io.kpool.operator.security.HostClaim;
import io.kpool.operator.security.WorkerAdmission;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that are let in by a signature, and that the API server is asked about afterwards. */
class LaterReviewTest {
    private static final int SECONDS = 20;

    private final Reviews reviews = new Reviews();
    private final AgentLab lab = new AgentLab(reviews);

    @BeforeEach
    void start() {
        lab.lead();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void servesAWorkerBeforeTheApiServerHasSaidAnything() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // Given
            Review review = reviews.next();
            lab.running(worker);
            // When
            review.confirm();
            // Then
            assertIsServed(worker, 2);
        }
    }

    @Test
    void endsTheStreamOfWhomTheApiServerDenies() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            reviews.next().answer(new Admission.Unauthenticated("its service account is gone"));
            // Then
            Status end = worker.end();
            assertThat(end.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(end.getDescription()).contains("its service account is gone");
        }
    }

    @Test
    void endsTheStreamOfWhoIsOfAnotherNamespace() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            Review review = reviews.next();
            review.answer(TestAgents.admitted("others", review.claim(), Evidence.REVIEW));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    @Test
    void keepsAWorkerUntilTheApiServerAnswers() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // When
            reviews.next().fail();
            reviews.next().fail();
            reviews.next().confirm();
            // Then
            assertIsServed(worker, 2);
        }
    }

    @Test
    void keepsNobodyForEverByASignature() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void keepsWhomTheApiServerOnceKnew() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            // Given
            reviews.next().confirm();
            // When
            worker.send(WorkerFrame.newBuilder().setRenewedToken("acme"));
            // Then
            long end = System.nanoTime()
                    + TestAgents.REVIEWS.patience().plusSeconds(1).toNanos();
            for (long load = 2; System.nanoTime() < end; load++) {
                assertIsServed(worker, load);
            }
        }
    }

    /** An old token may have expired when its turn comes. */
    @Test
    void asksAboutTheTokenThatAWorkerHasThen() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            Review first = reviews.next();
            // When
            worker.send(WorkerFrame.newBuilder().setRenewedToken("renewed"));
            assertIsServed(worker, 2);
            first.fail();
            // Then
            Review second = reviews.next();
            assertThat(first.token()).isEqualTo("acme");
            assertThat(second.token()).isEqualTo("renewed");
            second.answer(TestAgents.admitted("acme", second.claim(), Evidence.REVIEW));
            assertIsServed(worker, 3);
            assertThat(reviews.areDone()).isTrue();
        }
    }

    @Test
    void asksAgainAboutATokenThatCameMeanwhile() throws Exception {
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            Review first = reviews.next();
            // When
            worker.send(WorkerFrame.newBuilder().setRenewedToken("others"));
            assertIsServed(worker, 2);
            first.confirm();
            // Then
            reviews.next().confirm();
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
        }
    }

    /** Its loads are acknowledged: this one is its n-th, of which the first came with its hello. */
    private static void assertIsServed(FakeWorker worker, long load) {
        worker.load(0);
        Awaitility.await().until(() -> worker.frame().getAck().getSequence() == load);
    }

    /** A question to the API server, and how it is answered. */
    private record Review(String token, HostClaim claim, CompletableFuture<Admission> answer) {
        void confirm() {
            answer(TestAgents.admitted(token, claim, Evidence.REVIEW));
        }

        void answer(Admission admission) {
            answer.complete(admission);
        }

        void fail() {
            answer.completeExceptionally(new IllegalStateException("nobody answers"));
        }
    }

    /** Everybody is let in by a signature; what the API server says of them is up to the test. */
    private static final class Reviews implements WorkerAdmission {
        private final BlockingQueue<Review> asked = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<Admission> admit(String token, HostClaim claim) {
            return CompletableFuture.completedFuture(TestAgents.admitted(token, claim, Evidence.SIGNATURE));
        }

        @Override
        public CompletionStage<Admission> review(String token, HostClaim claim) {
            Review review = new Review(token, claim, new CompletableFuture<>());
            asked.add(review);
            return review.answer();
        }

        Review next() throws InterruptedException {
            Review next = asked.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("a question").isNotNull();
            return next;
        }

        boolean areDone() {
            return asked.isEmpty();
        }
    }
}
