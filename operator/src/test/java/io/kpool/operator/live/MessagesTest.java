package io.kpool.operator.live;

import static io.kpool.operator.live.FakeCaller.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.pool.WorkerId;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.SpawnQuestion;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes and callers tell each other, and what processes want started. */
class MessagesTest {
    private static final WorkerId BETA = new WorkerId("beta", 9);
    private static final String NEAR = "demo/alpha.7.1";
    private static final String FAR = "demo/beta.9.1";

    private final LiveLab lab = LiveLab.leading();
    private GroupWorker alpha;
    private GroupWorker beta;
    private FakeCaller caller;
    private Welcome welcome;

    @BeforeEach
    void start() throws Exception {
        lab.declare("alpha", "beta");
        alpha = new GroupWorker(lab.connected());
        beta = new GroupWorker(lab.connected(LiveLab.worker(BETA)));
        caller = lab.caller();
        welcome = caller.begin(FakeCaller.open());
        runs(1, alpha.worker(), "alpha");
        runs(2, beta.worker(), "beta");
    }

    private void runs(long number, FakeWorker worker, String host) throws Exception {
        caller.spawn(function(number).setHost(host));
        worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith(number + " started");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aCallIsAnswered() throws Exception {
        // When
        alpha.say(1, FAR, "\"how are you\"", 5);
        assertThat(beta.hears()).isEqualTo("1 gets \"how are you\" in call 5 from " + NEAR);
        beta.reply(1, NEAR, "\"fine\"", 5);
        // Then
        assertThat(alpha.hears()).isEqualTo("1 gets answer 5 \"fine\"UNDELIVERED_UNSPECIFIED from " + FAR);
    }

    @Test
    void messagesComeInTheOrderSentWithEverythingElse() throws Exception {
        alpha.say(1, FAR, "1", 0);
        alpha.say(
                1,
                ProcessSignal.newBuilder().setPeer(FAR).setLink(io.kpool.protocol.process.Link.getDefaultInstance()));
        alpha.say(1, FAR, "2", 0);
        assertThat(beta.hears()).isEqualTo("1 gets 1 from " + NEAR);
        assertThat(beta.hears()).isEqualTo("1 gets LINK from " + NEAR);
        assertThat(beta.hears()).isEqualTo("1 gets 2 from " + NEAR);
    }

    @Test
    void aCallToWhoIsNoMoreFailsAtOnce() throws Exception {
        // Given
        beta.worker().exit(1, Exit.newBuilder().setReason(ExitReason.NORMAL));
        assertThat(caller.hears()).isEqualTo("2 returned");
        // When: nobody is told that a cast is in vain
        alpha.say(1, FAR, "0", 0);
        alpha.say(1, FAR, "1", 6);
        alpha.say(1, "demo/beta.8.1", "1", 7);
        String nobody = "session." + LiveLab.EPOCH + ".99";
        alpha.say(1, nobody, "1", 8);
        // Then
        assertThat(alpha.hears()).isEqualTo("1 gets answer 6 RECEIVER_GONE from " + FAR);
        assertThat(alpha.hears()).isEqualTo("1 gets answer 7 RECEIVER_GONE from demo/beta.8.1");
        assertThat(alpha.hears()).isEqualTo("1 gets answer 8 RECEIVER_GONE from " + nobody);
    }

    @Test
    void sessionsGetMessagesAndSendThem() throws Exception {
        // When
        alpha.say(1, welcome.getSession(), "{}", 0);
        caller.send(CallerFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder()
                        .setPeer(FAR)
                        .setMessage(Message.newBuilder().setBody(ByteString.copyFromUtf8("[1]")))));
        // Then
        assertThat(caller.hears()).isEqualTo(NEAR + " says {}");
        assertThat(beta.hears()).isEqualTo("1 gets [1] from " + welcome.getSession());
    }

    @Test
    void aCallToASessionThatEndsFails() throws Exception {
        // Given
        alpha.say(1, welcome.getSession(), "{}", 4);
        alpha.say(1, welcome.getSession(), "{}", 5);
        assertThat(caller.hears()).isEqualTo(NEAR + " says {} in call 4");
        assertThat(caller.hears()).isEqualTo(NEAR + " says {} in call 5");
        caller.send(CallerFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder()
                        .setPeer(NEAR)
                        .setReply(Reply.newBuilder().setCall(4).setBody(ByteString.copyFromUtf8("1")))));
        assertThat(alpha.hears()).isEqualTo("1 gets answer 4 1UNDELIVERED_UNSPECIFIED from " + welcome.getSession());
        // When
        caller.send(CallerFrame.newBuilder().setClose(true));
        // Then
        assertThat(alpha.hears()).isEqualTo("1 gets answer 5 RECEIVER_GONE from " + welcome.getSession());
    }

    @Test
    void sessionsWaitForNoAnswer() throws Exception {
        // When
        caller.send(CallerFrame.newBuilder()
                .addSignal(ProcessSignal.newBuilder()
                        .setPeer(FAR)
                        .setMessage(Message.newBuilder().setCall(1))));
        // Then
        assertThat(caller.end()).isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void whatIsSaidToAWorkerWithoutAStreamWaitsForIt() throws Exception {
        // Given
        beta.worker().hangUp();
        // When
        alpha.say(1, FAR, "1", 0);
        alpha.say(1, FAR, "2", 3);
        lab.connected(beta.worker());
        // Then
        assertThat(beta.hears()).isEqualTo("1 gets 1 from " + NEAR);
        assertThat(beta.hears()).isEqualTo("1 gets 2 in call 3 from " + NEAR);
    }

    @Test
    void tooMuchForAWorkerWithoutAStreamComesBack() throws Exception {
        // Given
        beta.worker().hangUp();
        lab.awaitSilence(BETA);
        String large = "\"" + "x".repeat(250 * 1024) + "\"";
        // When: that is more than 16 MiB
        for (int i = 0; i < 65; i++) {
            alpha.say(1, FAR, large, 0);
        }
        for (int i = 0; i < 3; i++) {
            alpha.say(1, FAR, large, 1);
        }
        // Then
        String word = alpha.hears();
        while (word.contains("bounce")) {
            assertThat(word).isEqualTo("1 gets bounce RECEIVER_LOST from " + FAR);
            word = alpha.hears();
        }
        assertThat(word).isEqualTo("1 gets answer 1 RECEIVER_LOST from " + FAR);
    }

    @Test
    void aProcessStartsAnotherInItsOwnPool() throws Exception {
        // Given
        alpha.ask(1, asked("demo").setAwaitExit(true));
        long serial = alpha.worker().start(alpha.worker().spawned());
        // When
        alpha.worker()
                .exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(ByteString.copyFromUtf8("42")));
        // Then
        assertThat(alpha.hears()).isEqualTo("1: demo/alpha.7." + serial + " NORMAL 42");
    }

    @Test
    void onlyInItsOwnPool() throws Exception {
        alpha.ask(1, asked("other"));
        assertThat(alpha.hears()).isEqualTo("1:  forbidden");
    }

    @Test
    void whatDoesNotReturnInTimeIsKilled() throws Exception {
        // Given
        alpha.ask(1, asked("demo").setAwaitExit(true).setTimeoutMillis(300));
        long serial = alpha.worker().start(alpha.worker().spawned());
        // When
        String word = alpha.hears();
        // Then
        assertThat(word).isEqualTo("1: demo/alpha.7." + serial + " deadline");
        assertThat(alpha.worker().signalled().getSerial()).isEqualTo(serial);
    }

    private static SpawnQuestion.Builder asked(String pool) {
        return SpawnQuestion.newBuilder()
                .setPool(pool)
                .setHost("alpha")
                .setJava(JavaFunction.newBuilder()
                        .setModule("com.acme.Thumbs")
                        .setFunction("make")
                        .setArguments(ByteString.copyFromUtf8("[1]")));
    }
}
