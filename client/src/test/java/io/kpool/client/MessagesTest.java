package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Messages that a session sends, and what is answered. */
class MessagesTest extends LoopbackSession {
    private static final String ONE = "demo/alpha.5.1";
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void whatIsSentToOneProcessLeavesInOrder() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        kpool.link(ONE);
        for (int i = 0; i < 1_000; i++) {
            kpool.send(ONE, i);
        }
        kpool.exit(ONE, "shutdown");

        assertThat(stream.signal().hasLink()).isTrue();
        for (int i = 0; i < 1_000; i++) {
            assertThat(stream.signal()).isEqualTo(Wire.message(ONE, ByteString.copyFromUtf8("" + i)));
        }
        assertThat(stream.signal().hasExit()).isTrue();
    }

    @Test
    void aCallIsAnswered() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        stream.send(message(ONE, "[3,5]", 17));
        Call call = (Call) kpool.receive();
        kpool.reply(call, 5);

        assertThat(call.as(int[].class)).containsExactly(3, 5);
        assertThat(stream.signal()).isEqualTo(Wire.reply(ONE, 17, ByteString.copyFromUtf8("5")));
    }

    @Test
    void askingReturnsTheReply() throws Exception {
        connect(KpoolOptions.DEFAULTS.inNamespace("team"));
        var first = waiting(() -> kpool.ask(ONE, "hello", String.class, LONG));
        var asked = operator.call();
        asked.answer(CallResponse.newBuilder()
                .setPid(ONE)
                .setBody(ByteString.copyFromUtf8("\"one\""))
                .build());
        var gone = ask();
        operator.call().refuse(Status.NOT_FOUND, "no_such_process");

        assertThat(first.get()).isEqualTo("one");
        assertThat(asked.request().getNamespace()).isEqualTo("team");
        assertThat(asked.request().getPid()).isEqualTo(ONE);
        assertThat(asked.request().getBody().toStringUtf8()).isEqualTo("\"hello\"");
        assertThat(asked.request().getTimeoutMillis()).isEqualTo(30_000);
        assertFails(gone, ErrorCode.NO_SUCH_PROCESS);
    }

    @Test
    void whatIsSentWithoutAConnectionWaitsForOne() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        operator.close();
        kpool.send(ONE, "meanwhile");

        operator.start();
        stream = operator.accept();
        stream.welcome(100);

        assertThat(stream.signal().getMessage().getBody().toStringUtf8()).isEqualTo("\"meanwhile\"");
    }

    @Test
    void whatDoesNotArriveComesBack() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        kpool.send(ONE, "hello");

        stream.send(SessionFrame.newBuilder().addSignal(Wire.full(ONE)));

        assertThat(kpool.receive()).isEqualTo(new Undelivered(ONE, ErrorCode.MAILBOX_FULL));
    }

    @Test
    void whatIsTooLargeOrNoJsonIsInvalid() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        assertInvalid(() -> kpool.send(ONE, "x".repeat(Json.LARGEST_MESSAGE)));
        assertInvalid(() -> kpool.send(ONE, new Object()));
        assertInvalid(() -> new Message(ONE, "{").as(Map.class));
    }

    @Test
    void whatWaitsForAConnectionIsBounded() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        operator.close();
        String large = "x".repeat(250 * 1024);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        kpool.send(ONE, large);
                    }
                })
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.NO_CAPACITY));
    }

    @Test
    void manyMessagesGoOutInFramesBelowTheLimit() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        String large = "x".repeat(200 * 1024);
        for (int i = 0; i < 60; i++) {
            kpool.send(ONE, large);
        }
        for (int i = 0; i < 60; i++) {
            stream.signal();
        }

        assertThat(stream.largestFrame()).isLessThan(1024 * 1024);
    }

    @Test
    void whatWasSentBeforeItIsClosedStillLeaves() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var next = waiting(() -> kpool.receive());
        kpool.send(ONE, "bye");
        Thread closing = Thread.startVirtualThread(kpool::close);

        assertThat(stream.signal().getMessage().getBody().toStringUtf8()).isEqualTo("\"bye\"");
        stream.awaitClose();
        stream.complete();
        closing.join();
        assertFails(next, ErrorCode.SESSION_ENDED);
        assertThatThrownBy(() -> kpool.send(ONE, "hello")).isInstanceOf(SessionEndedException.class);
        assertFails(ask(), ErrorCode.SESSION_ENDED);
    }

    private CompletableFuture<String> ask() {
        return kpool.askAsync(ONE, "hello", String.class, LONG).toCompletableFuture();
    }

    private static void assertInvalid(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID));
    }

    private static SessionFrame.Builder message(String from, String json, long call) {
        return SessionFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder()
                        .setPeer(from)
                        .setMessage(io.kpool.protocol.process.Message.newBuilder()
                                .setBody(ByteString.copyFromUtf8(json))
                                .setCall(call)));
    }
}
