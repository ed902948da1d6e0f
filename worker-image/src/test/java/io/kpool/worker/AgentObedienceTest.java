package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Functions;
import io.grpc.Status;
import io.kpool.pool.Silence;
import io.kpool.protocol.agent.Dismissal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.process.ExitReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whom an agent obeys, what it refuses, and how it ends. */
@Timeout(180)
class AgentObedienceTest {
    @TempDir
    private Path folder;

    @Test
    void refusesWhatItHasSeenEvenWhenItIsFull() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ZERO, 1)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            stream.started(stream.spawn("a", Spawns.command("sleep", "1000")));

            long again = stream.spawn("a", Spawns.command("sleep", "1000"));
            RefusalReason seen = stream.refusal(again).getReason();
            long other = stream.spawn("b", Spawns.command("sleep", "1000"));
            RefusalReason full = stream.refusal(other).getReason();

            assertThat(seen).isEqualTo(RefusalReason.ALREADY_SEEN);
            assertThat(full).isEqualTo(RefusalReason.NO_SLOT);
            assertThat(stream.load(load -> load.getLastCommand() == other).getSlotsUsed())
                    .isEqualTo(1);
        }
    }

    @Test
    void obeysNoEarlierLeader() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.epoch(100).welcome();
            long serial = stream.started(stream.spawn(Spawns.command("sleep", "1000")));

            stream.epoch(99).kill(serial, Duration.ZERO);
            long stale = stream.spawn(Spawns.function(Math.class, "max", "[3, 5]"));
            RefusalReason reason = stream.refusal(stale).getReason();
            stream.send(OperatorFrame.newBuilder().setDismissal(Dismissal.getDefaultInstance()));
            long obeyed = stream.epoch(100).spawn(Spawns.function(Math.class, "max", "[3, 5]"));
            Exit exit = stream.exitOf(obeyed);
            stream.fail(Status.UNAVAILABLE);
            FakeStream next = fixture.operator().accept();

            assertThat(reason).isEqualTo(RefusalReason.STALE_EPOCH);
            assertThat(exit.getReason()).isEqualTo(ExitReason.NORMAL);
            FakeStream.FirstWords words = next.epoch(100).welcome();
            assertThat(words.hello().getEpoch()).isEqualTo(100);
            assertThat(words.inventory().getFirst().hasExit()).isFalse();
        }
    }

    @Test
    void refusesNewWorkAfterASilence() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            stream.beSilent();
            stream.load(any -> true);
            fixture.pass(Duration.ofSeconds(9));

            long late = stream.spawn("late", Spawns.function(Math.class, "max", "[3, 5]"));
            RefusalReason reason = stream.refusal(late).getReason();
            long afterwards = stream.spawn("late", Spawns.function(Math.class, "max", "[3, 5]"));

            assertThat(reason).isEqualTo(RefusalReason.NOT_SERVING);
            assertThat(stream.exitOf(afterwards).getReason()).isEqualTo(ExitReason.NORMAL);
        }
    }

    @Test
    void endsWithoutAnOperator() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ofSeconds(300), 4)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome(Duration.ofSeconds(300));
            stream.beSilent();
            long command = stream.spawn(Spawns.command("sleep", "1000"));
            stream.started(command);
            fixture.pass(Duration.ofSeconds(301));

            Exit exit = stream.exitOf(command);
            End end = fixture.end();

            assertThat(exit.getReason()).isEqualTo(ExitReason.SHUTDOWN);
            assertThat(end).isEqualTo(End.MASTER_LOST);
        }
    }

    @Test
    void endsWithoutAnOperatorThatHearsItThoughItHearsThat() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ofSeconds(300), 4)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome(Duration.ofSeconds(300));
            stream.beSilent();
            long last = stream.load(any -> true).getSequence();
            stream.load(load -> load.getSequence() > last + 1);
            fixture.pass(Duration.ofSeconds(200));
            stream.refusal(stream.spawn(Spawns.command("true")));

            fixture.pass(Duration.ofSeconds(101));

            assertThat(fixture.end()).isEqualTo(End.MASTER_LOST);
        }
    }

    @Test
    void forcesItsProcessesBeforeAnotherAttemptMayBegin() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ofSeconds(300), 4)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome(Duration.ofSeconds(300));
            stream.beSilent();
            long command = stream.spawn(Spawns.shell("trap '' TERM; while :; do sleep 1; done"));
            stream.started(command);
            fixture.pass(Duration.ofSeconds(301));

            long begin = System.nanoTime();
            stream.exitOf(command);
            fixture.end();

            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofMillis(Silence.MASTER_LOSS_MARGIN_MILLIS));
        }
    }

    @Test
    void hastensItsEndWhenTheOperatorIsLostWhileItDrains() throws Exception {
        try (var fixture = new AgentFixture(folder, AgentFixture.QUICK, Duration.ofSeconds(20), 4)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome(Duration.ofSeconds(20));
            stream.beSilent();
            stream.started(stream.spawn(Spawns.shell("trap '' TERM; while :; do sleep 1; done")));
            fixture.agent().drain();
            stream.refusal(stream.spawn(Spawns.command("true")));
            fixture.pass(Duration.ofSeconds(21));

            End end = fixture.end();

            assertThat(end).isEqualTo(End.MASTER_LOST);
        }
    }

    @Test
    void isDismissed() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            stream.started(stream.spawn(Spawns.command("sleep", "4242")));

            stream.send(OperatorFrame.newBuilder()
                    .setDismissal(Dismissal.newBuilder().setReason("given up")));
            End end = fixture.end();

            assertThat(end).isEqualTo(End.DISMISSED);
            assertThat(fixture.log()).contains("dismissed by the operator: given up");
            assertThat(stream.awaitClosed()).isTrue();
            assertThat(ProcessHandle.current().descendants())
                    .noneMatch(handle -> handle.info().commandLine().orElse("").contains("4242"));
        }
    }

    @Test
    void whileItDrainsWhatRunsMayComeToItsOwnEnd() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command =
                    stream.spawn(Spawns.shell("while test ! -e " + folder.resolve("go") + "; do sleep 0.1; done"));
            stream.started(command);

            fixture.agent().drain();
            stream.refusal(stream.spawn(Spawns.command("true")));
            fixture.pass(AgentFixture.DRAIN.minusSeconds(10));
            Files.createFile(folder.resolve("go"));
            Exit exit = stream.exitOf(command);
            stream.acknowledge(exit.getSerial());

            assertThat(exit.getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(fixture.end()).isEqualTo(End.DRAINED);
        }
    }

    @Test
    void endsWhatStillRunsWhenTheTimeToDrainIsOver() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long thread = stream.spawn(Spawns.function(Functions.class, "sleep", "[]"));
            long command = stream.spawn(Spawns.shell("trap 'exit 0' TERM; sleep 1000 & wait"));
            stream.started(command);

            fixture.agent().drain();
            stream.refusal(stream.spawn(Spawns.command("true")));
            fixture.pass(AgentFixture.DRAIN);
            Exit first = stream.exit(any -> true);
            stream.acknowledge(first.getSerial());
            Exit second = stream.exit(exit -> exit.getSerial() != first.getSerial());
            stream.acknowledge(second.getSerial());
            End end = fixture.end();

            assertThat(List.of(first.getCommand(), second.getCommand())).containsExactlyInAnyOrder(thread, command);
            assertThat(List.of(first.getReason(), second.getReason())).containsOnly(ExitReason.SHUTDOWN);
            assertThat(end).isEqualTo(End.DRAINED);
            assertThat(stream.awaitClosed()).isTrue();
        }
    }

    @Test
    void takesNothingNewWhileItDrains() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long serial = stream.started(stream.spawn(Spawns.shell("trap '' TERM; sleep 1000")));
            fixture.agent().drain();

            long late = stream.spawn(Spawns.function(Math.class, "max", "[3, 5]"));
            RefusalReason reason = stream.refusal(late).getReason();
            Load full = stream.load(load -> load.getLastCommand() == late);
            stream.kill(serial, Duration.ZERO);

            assertThat(reason).isEqualTo(RefusalReason.NOT_SERVING);
            assertThat(full.getSlotsUsed()).isEqualTo(4);
        }
    }
}
