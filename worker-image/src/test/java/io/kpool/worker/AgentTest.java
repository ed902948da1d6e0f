package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.ExitReason;
import io.kpool.protocol.agent.Load;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
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
    void runsAFunctionOfTheJdk() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            long command = stream.spawn("a", Spawns.function(Math.class, "max", "[3, 5]"));
            Exit exit = stream.exitOf(command);

            assertThat(exit.getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(exit.getResult().toStringUtf8()).isEqualTo("5");
            assertThat(exit.getStarted()).isTrue();
            assertThat(stream.load(load -> load.getLastCommand() == command).getSlotsUsed())
                    .isZero();
        }
    }
}
