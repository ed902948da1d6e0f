package io.kpool.worker.process;

import static io.kpool.worker.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.pool.ExitHandling;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Self;
import io.kpool.worker.process.ProcessFixture.Launched;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a command is that shows its token. */
@Timeout(180)
class CommandSelfTest {
    private final ProcessFixture fixture = new ProcessFixture();

    @Test
    void isTheProcessThatItsTokenSaysWhileItRuns() throws Exception {
        Launched command = fixture.shell("echo $KPOOL_TOKEN $KPOOL_SOCKET; exec sleep 1000");
        String[] printed = printed(command).split(" ");
        Self self = fixture.tokens().find(printed[0]).orElseThrow();

        self.trapExits(true);
        command.process()
                .deliver(ProcessSignal.newBuilder()
                        .setPeer("demo/beta.1.2")
                        .setMessage(Message.newBuilder().setBody(ByteString.copyFromUtf8("1")))
                        .build());

        assertThat(printed[0]).matches("[0-9a-f]{32}");
        assertThat(printed[1]).isEqualTo("/run/kpool.socket");
        assertThat(self.pid()).isEqualTo(command.pid().toString());
        assertThat(command.process().exitHandling()).isEqualTo(ExitHandling.TRAPPED);
        assertThat(self.receive()).isInstanceOf(io.kpool.worker.api.Message.class);
        assertThatThrownBy(self::register).isInstanceOf(FailureException.class).hasMessageContaining("runs no class");

        command.force();
        command.awaitEnd();

        assertThat(fixture.tokens().find(printed[0])).isEmpty();
        assertThatThrownBy(self::receive).isInstanceOf(InterruptedException.class);
    }

    @Test
    void hasATokenOfItsOwn() {
        Launched one = fixture.shell("echo $KPOOL_TOKEN $KPOOL_SOCKET; exec sleep 1000");
        Launched other = fixture.shell("echo $KPOOL_TOKEN $KPOOL_SOCKET; exec sleep 1000");

        assertThat(printed(one)).isNotEqualTo(printed(other));

        one.force();
        other.force();
        one.awaitEnd();
        other.awaitEnd();
    }

    private static String printed(Launched command) {
        await().until(() -> text(command).endsWith("\n"));
        return text(command).strip();
    }

    private static String text(Launched command) {
        return new String(command.process().output().tail(1000), StandardCharsets.UTF_8);
    }
}
