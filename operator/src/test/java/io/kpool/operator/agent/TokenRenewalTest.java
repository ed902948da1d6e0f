package io.kpool.operator.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.kpool.operator.security.Admission;
import io.kpool.operator.security.HostClaim;
import io.kpool.pool.HostState;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New tokens of workers that have joined, while the API server cannot be asked. */
class TokenRenewalTest {
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final AgentLab lab = new AgentLab(TestAgents.always(this::admit));

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void keepsAWorkerWhoseTokenCannotBeChecked() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            failures.set(1);
            // When
            worker.send(WorkerFrame.newBuilder().setRenewedToken("acme"));
            worker.load(0);
            // Then
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 2);
            Awaitility.await().until(() -> asked.get() == 3);
            worker.load(0);
            Awaitility.await().until(() -> worker.frame().getAck().getSequence() == 3);
            lab.await(HostState.READY);
        }
    }

    @Test
    void refusesAWorkerWhoseTokenIsDeniedOnceItCanBeChecked() throws Exception {
        // Given
        lab.lead();
        try (FakeWorker worker = lab.connected(AgentLab.worker(7))) {
            lab.await(HostState.READY);
            failures.set(1);
            // When
            worker.send(WorkerFrame.newBuilder().setRenewedToken("others"));
            // Then
            assertThat(worker.end().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(asked).hasValue(3);
        }
    }

    private CompletionStage<Admission> admit(String token, HostClaim claim) {
        asked.incrementAndGet();
        return failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? CompletableFuture.failedFuture(new IllegalStateException("nobody answers"))
                : TestAgents.believe(token, claim);
    }
}
