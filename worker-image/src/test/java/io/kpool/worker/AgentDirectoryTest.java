package io.kpool.worker;

import static io.kpool.worker.Counterpart.done;
import static io.kpool.worker.Counterpart.group;
import static io.kpool.worker.Counterpart.name;
import static io.kpool.worker.Counterpart.snapshot;
import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import io.grpc.Status;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeyEvent;
import io.kpool.protocol.process.KeySnapshot;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker's copies of groups and names, and what its processes ask of the operator, over the real protocol. */
@Timeout(180)
class AgentDirectoryTest {
    private static final String OTHER = "demo/beta.1.2";
    private static final String NEAR = "demo/alpha.17.9";

    @TempDir
    private Path folder;

    @Test
    void waitsForTheSnapshotOnceAndThenReadsItsCopy() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long first = operator.spawn(function("members", "\"g\""));

            Subscription subscription = operator.subscription();
            operator.stream().send(frame(snapshot(group("g"), OTHER).setMore(true)));
            operator.stream().send(frame(snapshot(group("g"), NEAR)));

            assertThat(subscription.getKey()).isEqualTo(group("g"));
            assertThat(subscription.getStop()).isFalse();
            String expected = "[\"" + NEAR + "\",\"" + OTHER + "\"]";
            assertThat(operator.result(first)).isEqualTo(expected);
            assertThat(operator.result(operator.spawn(function("members", "\"g\""))))
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsNearAndFarAsTheOriginalsDo() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long reading = operator.spawn(function("read", "\"k\""));
            operator.subscription();
            operator.stream().send(frame(snapshot(group("k"), NEAR, OTHER)));
            Subscription name = operator.subscription();
            operator.stream().send(frame(snapshot(name("k"), OTHER)));

            assertThat(name.getKey()).isEqualTo(name("k"));
            assertThat(operator.result(reading))
                    .isEqualTo("[[\"" + NEAR + "\",\"" + OTHER + "\"],[\"" + NEAR + "\"],\"" + NEAR + "\",[\"" + OTHER
                            + "\"],[\"demo/beta\"],\"" + OTHER + "\"]");
        }
    }

    @Test
    void d4_saysThatNobodyIsRegisteredAndThatThereIsNoGroup() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long pidOf = operator.spawn(function("pidOf", "\"n\""));
            operator.subscription();
            operator.stream().send(frame(snapshot(name("n")).setExists(false)));
            assertThat(operator.exit(pidOf).getMessage())
                    .startsWith("io.kpool.worker.api.FailureException: no_pid: nobody is registered as n");

            long rpc = operator.spawn(function("nodeRpc", "\"n\""));
            assertThat(operator.result(rpc)).isEqualTo("\"no_node\"");

            long members = operator.spawn(function("members", "\"g\""));
            operator.subscription();
            operator.stream().send(frame(snapshot(group("g")).setExists(false)));
            assertThat(operator.exit(members).getMessage()).contains("no_such_group: there is no group g");
        }
    }

    @Test
    void readsOnAndMissesNothingWhenTheStreamBreaks() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart first = Counterpart.of(fixture);
            first.spawn(function("watch", "\"g\", 3"));
            first.subscription();
            first.stream().send(frame(snapshot(group("g"), OTHER)));
            first.stream().send(OperatorFrame.newBuilder().addChange(joined(NEAR)));
            first.stream().fail(Status.UNAVAILABLE);

            Counterpart second = Counterpart.of(fixture);
            Subscription again = second.subscription();
            long reading = second.spawn(function("members", "\"g\""));
            String before = second.result(reading);
            second.stream().send(frame(snapshot(group("g"), "demo/beta.1.3").setMore(true)));
            second.stream().send(frame(snapshot(group("g"), NEAR)));

            assertThat(again.getKey()).isEqualTo(group("g"));
            assertThat(before).isEqualTo("[\"" + NEAR + "\",\"" + OTHER + "\"]");
            assertThat(second.exitOf(1).getResult().toStringUtf8())
                    .isEqualTo("[\"true [" + OTHER + "]\",\"JOINED [" + NEAR + "] \",\"LEFT [" + OTHER
                            + "] exited\",\"JOINED [demo/beta.1.3] \"]");
        }
    }

    @Test
    void saysAllGroupsAndNamesAsTheOperatorDoes() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long asking = operator.spawn(function("groupsAndRegistry", ""));

            Question groups = operator.question();
            operator.stream()
                    .send(OperatorFrame.newBuilder()
                            .addAnswer(done(groups)
                                    .setDirectory(DirectoryResponse.newBuilder().addValue("g"))));
            Question registry = operator.question();
            var names = DirectoryResponse.newBuilder();
            names.addRegistrationBuilder().setName("n").addPid(OTHER).addPid(OTHER);
            operator.stream()
                    .send(OperatorFrame.newBuilder().addAnswer(done(registry).setDirectory(names)));

            assertThat(operator.result(asking)).isEqualTo("[[\"g\"],{\"n\":[\"" + OTHER + "\",\"" + OTHER + "\"]}]");
        }
    }

    @Test
    void givesUpACopyThatNobodyHasReadForTenMinutes() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long watching = operator.spawn(function("watch", "\"watched\", 1"));
            operator.subscription();
            operator.stream().send(frame(snapshot(group("watched"))));
            long reading = operator.spawn(function("members", "\"read\""));
            operator.subscription();
            operator.stream().send(frame(snapshot(group("read"))));
            operator.exit(reading);

            fixture.pass(Duration.ofMinutes(2));
            await().until(() -> {
                fixture.pass(Duration.ofMinutes(1));
                return operator.hasSubscription();
            });
            Subscription stop = operator.subscription();
            operator.stream()
                    .send(OperatorFrame.newBuilder()
                            .addChange(KeyChange.newBuilder()
                                    .setKey(group("watched"))
                                    .setEvent(KeyEvent.DELETED)));

            assertThat(stop.getStop()).isTrue();
            assertThat(stop.getKey()).isEqualTo(group("read"));
            assertThat(operator.result(watching)).isEqualTo("[\"true []\",\"DELETED [] \"]");
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
