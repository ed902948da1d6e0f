package io.kpool.worker;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.Functions;
import io.kpool.protocol.agent.Dismissal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.OperatorFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that someone else started: it lives on when its operator has done with it. */
@Timeout(180)
class AgentAttachTest {
    private static final Duration MASTER_LOSS = Duration.ofSeconds(300);

    @TempDir
    private Path folder;

    @Test
    void isWhoTheOperatorSaysItIs() throws Exception {
        try (var fixture = AgentFixture.attached(folder, MASTER_LOSS)) {
            FakeStream stream = fixture.operator().accept();
            FakeStream.FirstWords words = stream.welcome(MASTER_LOSS, 42);

            assertThat(words.hello().getIncarnation()).isZero();
            assertThat(pid(stream)).isEqualTo("demo/alpha.42.1");
        }
    }

    @Test
    void comesBackAsAnotherWorkerWhenItIsDismissed() throws Exception {
        Path end = folder.resolve("end");
        try (var fixture = AgentFixture.attached(folder, MASTER_LOSS)) {
            FakeStream first = fixture.operator().accept();
            first.welcome(MASTER_LOSS, 42);
            first.started(first.spawn(Spawns.shell("echo begun; sleep 1000 & wait; echo survived")));
            first.started(first.spawn(Spawns.function(Functions.class, "stubborn", "[\"" + end + "\"]")));

            first.send(OperatorFrame.newBuilder()
                    .setDismissal(Dismissal.newBuilder().setReason("detached")));
            first.awaitClosed();
            FakeStream second = fixture.operator().accept();
            FakeStream.FirstWords words = second.welcome(MASTER_LOSS, 43);
            // What cannot be ended keeps its slot, and is nothing to this life.
            assertThat(second.load(any -> true).getSlotsUsed()).isEqualTo(1);
            String pid = pid(second);
            Files.createFile(end);
            second.load(load -> load.getSlotsUsed() == 0);

            assertThat(words.hello().getIncarnation()).isZero();
            assertThat(words.inventory()).isEmpty();
            assertThat(pid).isEqualTo("demo/alpha.43.3");
            assertThat(fixture.log()).doesNotContain("survived");
            assertThat(fixture.hasEnded()).isFalse();
        }
    }

    @Test
    void endsForGoodWhenItIsAskedToThoughItWasDismissed() throws Exception {
        try (var fixture = AgentFixture.attached(folder, MASTER_LOSS)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            Path end = folder.resolve("end");
            stream.started(stream.spawn(Spawns.function(Functions.class, "stubborn", "[\"" + end + "\"]")));
            stream.send(OperatorFrame.newBuilder().setDismissal(Dismissal.newBuilder()));
            stream.awaitClosed();

            fixture.agent().drain();
            fixture.awaitTurn();
            fixture.pass(Duration.ofSeconds(10));

            assertThat(fixture.end()).isEqualTo(End.DISMISSED);
            Files.createFile(end);
        }
    }

    @Test
    void waitsForItsFirstMasterForEver() throws Exception {
        try (var fixture = AgentFixture.attached(folder, MASTER_LOSS)) {
            FakeStream stream = fixture.operator().accept();
            stream.readFirstWords();

            fixture.pass(Duration.ofHours(2));
            await().until(() -> fixture.log().contains("dialling again"));
            fixture.operator().accept().welcome();

            assertThat(fixture.hasEnded()).isFalse();
        }
    }

    private static String pid(FakeStream stream) throws InterruptedException {
        Exit exit = stream.exitOf(stream.spawn(Spawns.function(Functions.class, "self", "[\"\"]")));
        String result = exit.getResult().toStringUtf8();
        return result.replaceAll(".*\"pid\":\"([^\"]+)\".*", "$1");
    }
}
