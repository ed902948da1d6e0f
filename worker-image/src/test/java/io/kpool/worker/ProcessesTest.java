package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.directory.Node;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.process.ExitReason;
import io.kpool.worker.process.ProcessLauncher;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessesTest {
    private static final ProcessLauncher WITHOUT_THREADS = (spawn, pid, observer) -> {
        throw new OutOfMemoryError("unable to create native thread");
    };

    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final Processes processes = new Processes(
            new Footing(loop, InstantSource.system(), System::nanoTime, new Random(1)),
            WITHOUT_THREADS,
            AgentFixture.QUICK,
            new Node("demo", "alpha"));
    private final KeptReports reports = new KeptReports();

    @AfterEach
    void stop() {
        loop.shutdownNow();
    }

    @Test
    void endsWhatCannotBeLaunchedAndFreesItsSlot() {
        processes.reportTo(reports);

        processes.launch(Spawns.shell("true").setCommand(7).build(), new WorkerName("demo", "alpha", 1));

        assertThat(reports.exits)
                .singleElement()
                .returns(7L, Exit::getCommand)
                .returns(ExitReason.SPAWN_FAILED, Exit::getReason)
                .returns(false, Exit::getStarted)
                .satisfies(exit -> assertThat(exit.getMessage()).contains("unable to create native thread"));
        assertThat(processes.running()).isZero();
        processes.acknowledged(reports.exits.getFirst().getSerial());
        assertThat(processes.isEmpty()).isTrue();
    }
}
