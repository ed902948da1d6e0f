package io.kpool.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kpool.cluster.ClusterCommand;
import io.kpool.cluster.ClusterException;
import io.kpool.cluster.machine.Cache;
import io.kpool.cluster.machine.Command;
import io.kpool.cluster.machine.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Has a cluster of its own, beside whichever runs on this machine. */
@EnabledIf(
        value = "io.kpool.cluster.local.LocalMachine#canRunClusters",
        disabledReason = "local processes need root on Linux")
class LocalClusterIT {
    private static final String NAME = "lifecycle";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> environment = environment();
    private final RunFolder folder = RunFolder.of(Cache.from(environment), NAME);
    private final LocalClusters clusters = new LocalClusters(environment, Progress.onConsole());

    @TempDir
    private Path temporary;

    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("KPOOL_CLUSTER_NAME", NAME);
        environment.put("KPOOL_CLUSTER", "local");
        return environment;
    }

    @AfterEach
    void stop() {
        clusters.stop();
    }

    @Test
    void isFoundByWhoeverLooksAndLeavesNothingBehind() throws IOException {
        clusters.start();
        assertThat(clusters.running()).isPresent();
        LocalMachine machine = machine();
        assertThat(machine.traces()).isNotEmpty();

        clusters.stop();

        assertThat(clusters.running()).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(machine.traces()).isEmpty());
    }

    @Test
    void comesBackWhenItsApiServerOrAllOfItWasKilled() {
        clusters.start();
        ProcessHandle apiServer = processNamed("kube-apiserver");
        apiServer.destroyForcibly();
        apiServer.onExit().join();
        assertThat(clusters.running()).isPresent();
        new Leftovers(folder, ControlGroups.ofTheMachine()).processes().forEach(ProcessHandle::destroyForcibly);
        await().atMost(PATIENCE).until(() -> clusters.running().isEmpty());

        clusters.start();

        assertThat(clusters.running()).isPresent();
    }

    /** Moments at which whoever starts a cluster can be killed. */
    enum Moment {
        FOLDER_MADE,
        CONTROL_STARTED,
        NODE_STARTED;

        boolean isReached(RunFolder folder) {
            return switch (this) {
                case FOLDER_MADE -> Files.exists(folder.state());
                case CONTROL_STARTED -> Files.exists(folder.logs().resolve("control-etcd.log"));
                case NODE_STARTED -> Files.exists(folder.logs().resolve("node-1-containerd.log"));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLeftOfAStartThatWasKilledHalfWay(Moment moment) throws IOException {
        Process start = startInAnotherProcess();
        awaitWhile(start, () -> moment.isReached(folder));
        start.destroyForcibly().onExit().join();
        LocalMachine machine = machine();
        assertThat(machine.traces()).isNotEmpty();

        clusters.stop();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(machine.traces()).isEmpty());
    }

    @Test
    void startsAfterAStartThatWasKilledHalfWay() throws IOException {
        Process start = startInAnotherProcess();
        awaitWhile(start, () -> Moment.NODE_STARTED.isReached(folder));
        start.destroyForcibly().onExit().join();

        clusters.start();

        assertThat(clusters.running()).isPresent();
    }

    @Test
    void theSecondOfTwoStartsIsToldWhoIsFirstAndALaterOneKeepsWhatRuns() throws IOException {
        Process first = startInAnotherProcess();
        awaitWhile(first, () -> Files.exists(folder.state()));

        assertThatThrownBy(clusters::start)
                .isInstanceOf(ClusterException.class)
                .hasMessage("Process " + first.pid() + " is already starting or stopping the cluster " + NAME
                        + "; wait until it is done, or end it and try again.");

        assertThat(first.onExit().join().exitValue()).isZero();
        assertThat(clusters.running()).isPresent();
        ClusterState made = state();
        clusters.start();
        assertThat(state()).isEqualTo(made);
    }

    private ProcessHandle processNamed(String program) {
        return new Leftovers(folder, ControlGroups.ofTheMachine())
                .processes().stream()
                        .filter(process -> process.info().command().orElse("").endsWith("/" + program))
                        .findFirst()
                        .orElseThrow();
    }

    private LocalMachine machine() {
        return new LocalMachine(folder, new Network(state().network()));
    }

    private ClusterState state() {
        return ClusterState.read(folder.state()).orElseThrow();
    }

    private Process startInAnotherProcess() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return Command.of(java, "-cp", classPath, ClusterCommand.class.getName(), "up")
                .with(environment)
                .start(temporary.resolve("start.log"));
    }

    private void awaitWhile(Process process, BooleanSupplier condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            assertThat(process.isAlive()).isTrue();
            return condition.getAsBoolean();
        });
    }
}
