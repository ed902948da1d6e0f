package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.example.Functions;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Welcome;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class AgentTest {
    @TempDir
    private Path folder;

    @Test
    void saysHelloAndReportsLoad() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();

            FakeStream.FirstWords words = stream.welcome();
            Load load = stream.load(any -> true);

            assertThat(stream.authorization()).isEqualTo("Bearer first-token");
            assertThat(words.hello().getPool()).isEqualTo("demo");
            assertThat(words.hello().getHost()).isEqualTo("alpha");
            assertThat(words.hello().getPodUid()).isEqualTo("pod-uid");
            assertThat(words.hello().getIncarnation()).isEqualTo(17);
            assertThat(words.hello().getSlots()).isEqualTo(4);
            assertThat(words.inventory()).isEmpty();
            assertThat(load.getSequence()).isEqualTo(1);
            assertThat(stream.load(next -> next.getSequence() == 2).getProcesses())
                    .isZero();
        }
    }

    @Test
    void repeatsItsLoadUntilThePeriodIsOver() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.readFirstWords();
            stream.send(OperatorFrame.newBuilder()
                    .setWelcome(Welcome.newBuilder().setIncarnation(17).setLoadReportPeriodMillis(60_000)));
            stream.started(stream.spawn(Spawns.command("sleep", "1000")));

            Load heartbeat = stream.load(any -> true);
            fixture.pass(Duration.ofSeconds(60));
            Load sampled = stream.load(load -> load.getLastCommand() == 1);

            assertThat(heartbeat.getLastCommand()).isZero();
            assertThat(heartbeat.getSlotsUsed()).isZero();
            assertThat(sampled.getSlotsUsed()).isEqualTo(1);
            assertThat(sampled.getSequence()).isGreaterThan(heartbeat.getSequence());
        }
    }

    @Test
    void runsFunctionsAndCommands() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            Exit function = stream.exitOf(stream.spawn(Spawns.function(Math.class, "max", "[3, 5]")));
            Exit command = stream.exitOf(stream.spawn(Spawns.shell("echo oops >&2; exit 3")));
            Exit missing = stream.exitOf(stream.spawn(Spawns.function("no.such.Class", "f", "[]", Isolation.THREAD)));

            assertThat(function.getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(function.getResult().toStringUtf8()).isEqualTo("5");
            assertThat(function.getStarted()).isTrue();
            assertThat(command.getReason()).isEqualTo(ExitReason.EXIT_CODE);
            assertThat(command.getCode()).isEqualTo(3);
            assertThat(command.getMessage()).isEqualTo("exit code 3: oops");
            assertThat(missing.getReason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION);
            assertThat(missing.getStarted()).isFalse();
            assertThat(stream.load(load -> load.getLastCommand() == 3).getSlotsUsed())
                    .isZero();
        }
    }

    @Test
    void saysStartedBeforeExited() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            long command = stream.spawn(Spawns.function(Functions.class, "nothing", "[]"));
            WorkerFrame frame = stream.next(next -> next.getStartedCommandCount() > 0 || next.getExitedCount() > 0);

            assertThat(frame.getStartedCommandList()).containsExactly(command);
        }
    }

    @Test
    void tellsInColumnsOfWhatJustReturned() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            stream.exitOf(stream.spawnLive(1, Spawns.function(Functions.class, "pair", "[1, 2]")));

            stream.spawnLive(2, Spawns.function(Functions.class, "pair", "[3, 4]"));
            WorkerFrame frame = stream.next(next -> next.getReturnedSerialCount() > 0);

            assertThat(frame.getReturnedSerialList()).containsExactly(2L);
            assertThat(frame.getReturnedMillis(0)).isCloseTo(System.currentTimeMillis(), within(60_000L));
        }
    }

    @Test
    void keepsTheSlotOfAThreadThatIgnoresInterruption() throws Exception {
        Path file = folder.resolve("end");
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(Spawns.function(Functions.class, "stubborn", "[\"" + file + "\"]"));
            long serial = stream.started(command);

            stream.signal(serial, ExitReason.SHUTDOWN, Duration.ofMillis(50));
            WorkerFrame frame = stream.next(next -> next.getUnkillableCount() > 0);
            Load load = stream.load(any -> true);
            stream.kill(serial, Duration.ZERO);
            stream.next(next -> next.getUnkillableCount() > 0);
            Files.createFile(file);
            Exit exit = stream.exitOf(command);

            assertThat(frame.getUnkillableList()).containsExactly(serial);
            assertThat(load.getSlotsUsed()).isEqualTo(1);
            assertThat(exit.getReason()).isEqualTo(ExitReason.KILLED);
        }
    }

    @Test
    void endsWhatIsPastItsDeadline() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            long command = stream.spawn(Spawns.command("sleep", "1000").setDeadlineSeconds(1));
            Exit exit = stream.exitOf(command);

            assertThat(exit.getReason()).isEqualTo(ExitReason.DEADLINE);
            assertThat(exit.getMessage()).isEqualTo("it ran longer than its deadline of 1 s");
        }
    }

    @Test
    void runsManyAtOnceAndTellsThemInFewFrames() throws Exception {
        int many = 2000;
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ZERO, many)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            OperatorFrame.Builder frame = OperatorFrame.newBuilder();
            IntStream.rangeClosed(1, many)
                    .forEach(command -> frame.addSpawn(
                            Spawns.function(Math.class, "max", "[3, 5]").setCommand(command)));

            stream.send(frame);
            Set<Long> ended = new HashSet<>();
            int frames = 0;
            while (ended.size() < many) {
                WorkerFrame next = stream.next(any -> any.getExitedCount() > 0);
                next.getExitedList().forEach(exit -> ended.add(exit.getSerial()));
                frames++;
            }

            assertThat(frames).isLessThan(many / 2);
            assertThat(stream.load(load -> load.getLastCommand() == many).getProcesses())
                    .isZero();
        }
    }
}
