package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Linked;
import io.grpc.Status;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Link;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Unlink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Links and exit signals, over the real protocol. */
@Timeout(180)
class AgentSignalsTest {
    private static final String OTHER = "demo/beta.1.2";
    private static final ExitSignal.Builder EXCEPTION = ExitSignal.newBuilder()
            .setReason(ExitReason.EXCEPTION)
            .setMessage("no luck")
            .setLinked(true);

    @TempDir
    private Path folder;

    @Test
    void endsWithTheReasonOfWhoItIsLinkedWith() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(function("await"));
            SentSignal link = sent(stream);

            tell(stream, link.getSerial(), from().setExit(EXCEPTION));
            Exit exit = stream.exitOf(command);

            assertThat(link.getSignal().getWhatCase()).isEqualTo(ProcessSignal.WhatCase.LINK);
            assertThat(link.getSignal().getPeer()).isEqualTo(OTHER);
            assertThat(exit.getReason()).isEqualTo(ExitReason.EXCEPTION);
            assertThat(exit.getMessage()).isEqualTo("no luck");
        }
    }

    @Test
    void isNotEndedByWhoItIsNotLinkedWithNorByANormalEnd() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(function("leave"));
            stream.next(frame -> frame.getSignalList().stream()
                    .anyMatch(signal -> signal.getSignal().hasUnlink()));
            long serial = 1;

            tell(stream, serial, from().setExit(EXCEPTION));
            tell(stream, serial, from().setExit(ExitSignal.newBuilder().setReason(ExitReason.NORMAL)));
            tell(stream, serial, from().setLink(Link.getDefaultInstance()));
            tell(stream, serial, from().setUnlink(Unlink.getDefaultInstance()));
            tell(stream, serial, from().setExit(EXCEPTION));
            tell(stream, serial, exit("out of paper"));
            Exit exit = stream.exitOf(command);

            assertThat(exit.getReason()).isEqualTo(ExitReason.EXIT);
            assertThat(exit.getMessage()).isEqualTo("out of paper");
        }
    }

    @Test
    void endsByAKillThoughItTraps() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(function("trap"));
            long serial = sent(stream).getSerial();

            tell(stream, serial, from().setExit(ExitSignal.newBuilder().setReason(ExitReason.KILLED)));

            assertThat(stream.exitOf(command).getReason()).isEqualTo(ExitReason.KILLED);
        }
    }

    @Test
    void deliversWhatIsTrappedThatALinkedOneWasKilledToo() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(function("trap"));
            long serial = sent(stream).getSerial();

            tell(
                    stream,
                    serial,
                    from().setExit(ExitSignal.newBuilder()
                            .setReason(ExitReason.KILLED)
                            .setLinked(true)));

            assertThat(stream.exitOf(command).getResult().toStringUtf8())
                    .isEqualTo("[\"" + OTHER + "\",\"killed\",\"\"]");
        }
    }

    @Test
    void endsACommandWithATermAndThenAKill() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long stubborn = stream.spawn(Spawns.shell("trap '' TERM; while true; do sleep 0.05; done")
                    .addLink(OTHER));
            long serial = stream.started(stubborn);

            tell(stream, serial, from().setExit(EXCEPTION));
            Exit exit = stream.exitOf(stubborn);

            assertThat(exit.getReason()).isEqualTo(ExitReason.EXCEPTION);
            assertThat(exit.getMessage()).isEqualTo("no luck");
        }
    }

    @Test
    void saysWithWhichPartnerItEndedAndHow() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(Spawns.command("sleep", "1000").addLink(OTHER));
            long serial = stream.started(command);

            tell(
                    stream,
                    serial,
                    from().setExit(ExitSignal.newBuilder()
                            .setReason(ExitReason.SHUTDOWN)
                            .setLinked(true)));

            assertThat(stream.exitOf(command).getMessage())
                    .isEqualTo(OTHER + ", with which it is linked, ended with shutdown");
        }
    }

    @Test
    void logsInFewWordsWhyItDialsAgain() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            stream.fail(Status.UNAVAILABLE.withDescription("io exception\nChannel Pipeline: [SslHandler#0]"));

            fixture.operator().accept();
            assertThat(fixture.log())
                    .contains("no stream to the operator: UNAVAILABLE: io exception; dialling again")
                    .doesNotContain("Pipeline");
        }
    }

    @Test
    void bringsLinksInItsInventoryAndWhatItCouldNotSay() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream first = fixture.operator().accept();
            first.welcome();
            first.started(first.spawn(Spawns.command("sleep", "1000").addLink("session.7.1")));
            first.spawn(function("await"));
            sent(first);
            Path file = folder.resolve("file");
            first.started(
                    first.spawn(Spawns.function(Linked.class, "tellLater", "[\"" + OTHER + "\", \"" + file + "\"]")));
            first.fail(Status.UNAVAILABLE);
            await().until(() -> fixture.log().contains("no stream to the operator"));
            Files.createFile(file);

            FakeStream second = fixture.operator().accept();
            List<InventoryEntry> inventory = second.welcome().inventory();
            SentSignal late = sent(second);
            second.kill(1, Duration.ZERO);

            assertThat(inventory.get(0).getLinkList()).containsExactly("session.7.1");
            assertThat(inventory.get(1).getLinkList()).containsExactly(OTHER);
            assertThat(late.getSerial()).isEqualTo(3);
            assertThat(late.getSignal().getExit().getMessage()).isEqualTo("late");
        }
    }

    @Test
    void hasNoMoreLinksThanAPageOfItsInventoryHolds() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            Exit exit = stream.exitOf(stream.spawn(Spawns.function(Linked.class, "linkMany", "[601]")));

            assertThat(exit.getResult().toStringUtf8()).isEqualTo("[\"demo/beta.1.601\",\"exit\",\"system_limit\"]");
        }
    }

    private static Spawn.Builder function(String name) {
        return Spawns.function(Linked.class, name, "[\"" + OTHER + "\"]");
    }

    /** The first that a frame says. */
    private static SentSignal sent(FakeStream stream) throws InterruptedException {
        return stream.next(frame -> frame.getSignalCount() > 0).getSignal(0);
    }

    private static ProcessSignal.Builder from() {
        return ProcessSignal.newBuilder().setPeer(OTHER);
    }

    private static ProcessSignal.Builder exit(String message) {
        return from().setExit(ExitSignal.newBuilder().setReason(ExitReason.EXIT).setMessage(message));
    }

    private static void tell(FakeStream stream, long serial, ProcessSignal.Builder signal) {
        stream.send(OperatorFrame.newBuilder()
                .addDelivered(DeliveredSignal.newBuilder().setSerial(serial).setSignal(signal)));
    }
}
