package io.kpool.worker;

import static io.kpool.worker.Counterpart.done;
import static io.kpool.worker.Counterpart.group;
import static io.kpool.worker.Counterpart.name;
import static io.kpool.worker.Counterpart.snapshot;
import static io.kpool.worker.Counterpart.stands;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import io.grpc.Status;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.Membership;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a worker's processes stand, and what they ask of the operator, over the real protocol. */
@Timeout(180)
class AgentMembershipsTest {
    private static final String OTHER = "demo/beta.1.2";

    @TempDir
    private Path folder;

    @Test
    void readsItsOwnWritesAndRecordsWhereItsProcessesStand() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("members", "\"g\""));
            operator.subscription();
            operator.stream().send(frame(snapshot(group("g"))));
            long joining = operator.spawn(function("join", "\"g\""));
            Question question = operator.question();

            operator.stream()
                    .send(OperatorFrame.newBuilder()
                            .addMembership(stands(2, "g", 1).setNumber(5))
                            .addChange(joined("demo/alpha.17.2"))
                            .addAnswer(done(question)));

            assertThat(question.getDirectory().getOperation()).isEqualTo(DirectoryOperation.JOIN);
            assertThat(question.getDirectory().getPid()).isEqualTo("demo/alpha.17.2");
            assertThat(operator.recorded()).isEqualTo(5);
            assertThat(operator.result(joining)).isEqualTo("[\"demo/alpha.17.2\"]");
        }
    }

    @Test
    void saysInItsInventoryWhereItsProcessesStand() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart first = Counterpart.of(fixture);
            Membership from = stands(1, "first", 1).getMembership();
            first.stream().started(first.spawn(Spawns.command("sleep", "1000").addMembership(from)));
            first.stream()
                    .send(OperatorFrame.newBuilder()
                            .addMembership(stands(1, "second", 2).setNumber(1))
                            .addMembership(stands(1, "third", 1).setNumber(2))
                            .addMembership(stands(1, "third", 0).setNumber(3))
                            .addMembership(stands(77, "fourth", 1).setNumber(4)));
            while (first.recorded() != 4) {
                continue;
            }
            first.stream().fail(Status.UNAVAILABLE);

            FakeStream second = fixture.operator().accept();
            InventoryEntry entry = second.welcome().inventory().getFirst();
            second.kill(1, Duration.ZERO);

            assertThat(entry.getMembershipList())
                    .containsExactly(from, stands(1, "second", 2).getMembership());
        }
    }

    @Test
    void endsWhoWouldStandUnderMoreThanCanBeKept() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long staying = operator.spawn(function("stay", ""));
            operator.stream().started(staying);

            OperatorFrame.Builder frame = OperatorFrame.newBuilder();
            for (int group = 0; group <= Memberships.MOST; group++) {
                frame.addMembership(stands(1, "group-" + group, 1));
            }
            operator.stream().send(frame);
            Exit exit = operator.exit(staying);

            assertThat(exit.getReason()).isEqualTo(ExitReason.EXIT);
            assertThat(exit.getMessage()).startsWith("system_limit");
        }
    }

    @Test
    void asksAgainWhatIsAboutItsOwnProcessesAndNotWhatWasDone() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart first = Counterpart.of(fixture);
            first.spawn(function("joinMany", "1"));
            first.spawn(function("joinAnother", "\"g\", \"demo/alpha.17.1\""));
            first.spawn(function("joinAnother", "\"g\", \"" + OTHER + "\""));
            first.spawn(function("spawn", "\"demo\""));
            long highest = 0;
            for (int asked = 0; asked < 4; asked++) {
                highest = Math.max(highest, first.question().getNumber());
            }
            first.stream()
                    .send(OperatorFrame.newBuilder()
                            .addMembership(stands(1, "group-1", 1).setNumber(1)));
            first.recorded();
            first.stream().fail(Status.UNAVAILABLE);

            Counterpart second = Counterpart.of(fixture);
            Question again = second.question();
            second.stream().send(OperatorFrame.newBuilder().addAnswer(done(again)));

            assertThat(again.getSerial()).isEqualTo(2);
            assertThat(again.getNumber()).isGreaterThan(highest);
            assertThat(second.exitOf(1).getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(second.exitOf(2).getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(second.exitOf(3).getMessage()).contains("FailureException: noconnection: ");
            assertThat(second.exitOf(4).getResult().toStringUtf8()).startsWith("\"noconnection, ");
        }
    }

    @Test
    void doesTheSameForAProcessWithAJvmOfItsOwn() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long joining =
                    operator.spawn(Spawns.function(Talking.class.getName(), "join", "[\"g\"]", Isolation.PROCESS));

            Question question = operator.question();
            operator.stream()
                    .send(OperatorFrame.newBuilder()
                            .addMembership(stands(1, "g", 1))
                            .addAnswer(done(question)));
            operator.subscription();
            operator.stream().send(OperatorFrame.newBuilder().addSnapshot(snapshot(group("g"), "demo/alpha.17.1")));

            assertThat(question.getDirectory().getPid()).isEqualTo("demo/alpha.17.1");
            assertThat(operator.result(joining)).isEqualTo("[\"demo/alpha.17.1\"]");
        }
    }

    private static KeyChange.Builder joined(String pid) {
        return KeyChange.newBuilder()
                .setKey(group("g"))
                .setEvent(KeyEvent.JOINED)
                .addPid(pid);
    }

    private static OperatorFrame.Builder frame(KeySnapshot.Builder page) {
        return OperatorFrame.newBuilder().addSnapshot(page);
    }

    private static Spawn.Builder function(String name, String arguments) {
        return Spawns.function(Talking.class, name, "[" + arguments + "]");
    }
}
