package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
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
            assertThat(stream.signal()).isEqualTo(Wire.message(ONE, ByteString.copyFromUtf8("" + i), 0));
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
        connect(KpoolOptions.DEFAULTS);
        var first = waiting(() -> kpool.ask(ONE, "hello", String.class, LONG));
        ProcessSignal asked = stream.signal();
        assertThat(asked).isEqualTo(Wire.message(ONE, ByteString.copyFromUtf8("\"hello\""), 1));
        var second = kpool.askAsync(ONE, "hello", String.class, LONG).toCompletableFuture();
        assertThat(stream.signal().getMessage().getCall()).isEqualTo(2);

        stream.send(reply(Reply.newBuilder().setCall(2).setBody(ByteString.copyFromUtf8("\"two\""))));
        stream.send(reply(Reply.newBuilder().setCall(1).setBody(ByteString.copyFromUtf8("\"one\""))));
        // Nobody waits for it any more.
        stream.send(reply(Reply.newBuilder().setCall(1).setBody(ByteString.copyFromUtf8("\"one\""))));

        assertThat(first.get()).isEqualTo("one");
        assertThat(second.get()).isEqualTo("two");
    }

    @Test
    void whatCannotAnswerFailsTheCallAtOnce() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var gone = ask();
        var full = ask();
        var lost = ask();

        stream.send(reply(failure(1, io.kpool.protocol.process.Undelivered.RECEIVER_GONE)));
        stream.send(reply(failure(2, io.kpool.protocol.process.Undelivered.RECEIVER_FULL)));
        stream.send(reply(failure(3, io.kpool.protocol.process.Undelivered.RECEIVER_LOST)));

        assertFails(gone, ErrorCode.NO_SUCH_PROCESS);
        assertFails(full, ErrorCode.MAILBOX_FULL);
        assertFails(lost, ErrorCode.UNKNOWN_OUTCOME);
    }

    @Test
    void nobodyWaitsLongerThanTheDeadline() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        var late = kpool.askAsync(ONE, "hello", String.class, Duration.ofMillis(20))
                .toCompletableFuture();

        assertFails(late, ErrorCode.DEADLINE);
    }

    @Test
    void aLostConnectionFailsWhatWasAskedAndNotWhatWaits() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var asked = ask();
        stream.signal();
        operator.close();
        assertFails(asked, ErrorCode.UNKNOWN_OUTCOME);
        var waiting = ask();
        kpool.send(ONE, "meanwhile");

        operator.start();
        stream = operator.accept();
        stream.welcome(100);
        assertThat(stream.signal().getMessage().getCall()).isEqualTo(2);
        assertThat(stream.signal().getMessage().getBody().toStringUtf8()).isEqualTo("\"meanwhile\"");
        stream.send(reply(Reply.newBuilder().setCall(2).setBody(ByteString.copyFromUtf8("\"two\""))));

        assertThat(waiting.get()).isEqualTo("two");
    }

    @Test
    void aLostSessionFailsAllThatWasAsked() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        operator.close();
        var waiting = ask();

        operator.start();
        stream = operator.accept();
        stream.welcome(welcome -> welcome.setCredit(100).setRenewed(true).setSession("session.8.1"));

        assertFails(waiting, ErrorCode.UNKNOWN_OUTCOME);
    }

    @Test
    void whatDoesNotArriveComesBack() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        kpool.send(ONE, "hello");

        stream.send(SessionFrame.newBuilder()
                .addSignal(Wire.bounce(ONE, io.kpool.protocol.process.Undelivered.RECEIVER_FULL)));

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
    void aSessionThatIsClosedAnswersThatItIsNoMore() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        stream.send(message(ONE, "1", 17));
        stream.send(message(ONE, "2", 18));
        Call answered = (Call) kpool.receive();
        kpool.reply(answered, "yes");
        assertThat(kpool.receive()).isInstanceOf(Call.class);
        var next = waiting(() -> kpool.receive());
        kpool.send(ONE, "bye");
        Thread closing = Thread.startVirtualThread(kpool::close);

        assertThat(stream.signal().getReply().getCall()).isEqualTo(17);
        assertThat(stream.signal().getMessage().getBody().toStringUtf8()).isEqualTo("\"bye\"");
        Reply unanswered = stream.signal().getReply();
        assertThat(unanswered.getCall()).isEqualTo(18);
        assertThat(unanswered.getFailure()).isEqualTo(io.kpool.protocol.process.Undelivered.RECEIVER_GONE);
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
        return SessionFrame.newBuilder().addSignal(Wire.message(from, ByteString.copyFromUtf8(json), call));
    }

    private static SessionFrame.Builder reply(Reply.Builder reply) {
        return SessionFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder().setPeer(ONE).setReply(reply));
    }

    private static Reply.Builder failure(long call, io.kpool.protocol.process.Undelivered why) {
        return Reply.newBuilder().setCall(call).setFailure(why);
    }
}
