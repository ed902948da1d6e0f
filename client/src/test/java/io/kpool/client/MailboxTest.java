package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Messages that a session receives. */
class MailboxTest extends LoopbackSession {
    private static final String ONE = "demo/alpha.5.1";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void messagesAreReceivedInOrder() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        stream.send(message(ONE, "1", 0).addSignal(signal(message("", "{\"a\":2}", 0))));

        assertThat(kpool.receive()).isEqualTo(new Message(ONE, "1"));
        assertThat(kpool.receive(LONG)).hasValueSatisfying(second -> {
            assertThat(((Message) second).from()).isEmpty();
            Object body = ((Message) second).as(Map.class);
            assertThat(body).isEqualTo(Map.of("a", 2));
        });
        assertThat(kpool.receive(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void whoeverWaitsGetsWhatComes() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var received = waiting(() -> kpool.receive());
        var soon = waiting(() -> kpool.receive(LONG));

        stream.send(message(ONE, "1", 0));
        stream.send(message(ONE, "1", 0));

        assertThat(received.get()).isEqualTo(soon.get().orElseThrow());
    }

    @Test
    void aListenerHearsOfMessagesInOrder() throws Exception {
        BlockingQueue<Received> heard = new LinkedBlockingQueue<>();
        connect(KpoolOptions.DEFAULTS.receiving(heard::add));

        stream.send(message(ONE, "1", 0));
        stream.send(message(ONE, "2", 0));

        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Message(ONE, "1"));
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo(new Message(ONE, "2"));
    }

    @Test
    void aMailboxHoldsTenThousandMessages() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        for (int i = 0; i < Mailbox.MOST; i++) {
            stream.send(message(ONE, "1", 0));
        }

        stream.send(message(ONE, "2", 0));
        stream.send(message(ONE, "3", 17));
        stream.send(message("", "4", 0));
        stream.send(message("demo/alpha.5.2", "5", 0));

        assertThat(stream.signal()).isEqualTo(Wire.full(ONE));
        ProcessSignal refusal = stream.signal();
        assertThat(refusal.getPeer()).isEqualTo(ONE);
        assertThat(refusal.getReply().getCall()).isEqualTo(17);
        assertThat(refusal.getReply().getFailure()).isEqualTo(io.kpool.protocol.process.Undelivered.RECEIVER_FULL);
        // A message from nobody is lost in silence.
        assertThat(stream.signal().getPeer()).isEqualTo("demo/alpha.5.2");
        for (int i = 0; i < Mailbox.MOST; i++) {
            assertThat(kpool.receive()).isEqualTo(new Message(ONE, "1"));
        }
        stream.send(message(ONE, "6", 0));
        assertThat(kpool.receive()).isEqualTo(new Message(ONE, "6"));
    }

    @Test
    void aMailboxHoldsSixteenMebibytes() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        String large = "\"" + "x".repeat(Json.LARGEST_MESSAGE - 2) + "\"";
        for (int i = 0; i < 64; i++) {
            stream.send(message(ONE, large, 0));
        }

        stream.send(message(ONE, "1", 0));

        assertThat(stream.signal().getBounce().getWhy()).isEqualTo(io.kpool.protocol.process.Undelivered.RECEIVER_FULL);
    }

    @Test
    void whatWasReceivedBeforeTheEndCanBeReadAfterIt() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        stream.send(
                message(ONE, "1", 0).setEnded(Ended.newBuilder().setReason(io.kpool.protocol.process.ExitReason.EXIT)));
        kpool.ended().toCompletableFuture().get();

        assertThat(kpool.receive()).isEqualTo(new Message(ONE, "1"));
        assertThatThrownBy(() -> kpool.receive(LONG)).isInstanceOf(SessionEndedException.class);
    }

    private static SessionFrame.Builder message(String from, String json, long call) {
        return SessionFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder()
                        .setPeer(from)
                        .setMessage(io.kpool.protocol.process.Message.newBuilder()
                                .setBody(ByteString.copyFromUtf8(json))
                                .setCall(call)));
    }

    private static ProcessSignal signal(SessionFrame.Builder frame) {
        return frame.getSignal(0);
    }
}
