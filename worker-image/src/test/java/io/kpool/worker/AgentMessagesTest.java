package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Talking;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kpool.protocol.agent.LostWorker;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.Bounce;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages and calls of a worker's processes, among them and with others, over the real protocol. */
@Timeout(180)
class AgentMessagesTest {
    private static final String OTHER = "demo/beta.1.2";

    @TempDir
    private Path folder;

    @Test
    void bringsMessagesFromElsewhereInOrderAndAnswersCallsByTheOperator() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("echo", ""));
            long collecting = operator.spawn(function("collect", "2"));

            operator.tell(1, OTHER, "\"well?\"", 9);
            operator.tell(2, OTHER, "1", 0);
            ProcessSignal reply = operator.signal();
            // Its receiver ends without answering, which is said too.
            operator.tell(2, "session.7.1", "2", 3);

            assertThat(reply.getPeer()).isEqualTo(OTHER);
            assertThat(reply.getReply().getCall()).isEqualTo(9);
            assertThat(reply.getReply().getBody().toStringUtf8()).isEqualTo("\"well?\"");
            assertThat(operator.result(collecting)).isEqualTo("[\"" + OTHER + " says 1\",\"session.7.1 asks 2\"]");
        }
    }

    @Test
    void bringsMessagesToItsOwnProcessesItself() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("echo", ""));
            long asking = operator.spawn(function("ask", "\"demo/alpha.17.1\", \"well?\", 60000"));

            assertThat(operator.result(asking)).isEqualTo("\"well?\"");

            long collecting = operator.spawn(function("collect", "3"));
            operator.spawn(function("tell", "\"demo/alpha.17.3\", 3, 0"));

            assertThat(operator.result(collecting))
                    .isEqualTo("[\"demo/alpha.17.4 says 1\",\"demo/alpha.17.4 says 2\",\"demo/alpha.17.4 says 3\"]");
        }
    }

    @Test
    void bringsMessagesToAndFromAProcessWithAJvmOfItsOwn() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(Spawns.function(Talking.class.getName(), "echo", "[]", Isolation.PROCESS));
            String question = "[\"demo/alpha.17.1\", \"well?\", 60000]";
            long asking = operator.spawn(Spawns.function(Talking.class.getName(), "ask", question, Isolation.PROCESS));

            assertThat(operator.result(asking)).isEqualTo("\"well?\"");
            operator.tell(1, OTHER, "1", 0);
            assertThat(operator.exitOf(1).getReason()).isEqualTo(ExitReason.NORMAL);
        }
    }

    @Test
    void saysAtOnceThatACalledOneIsNotThere() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);

            long asking = operator.spawn(function("ask", "\"demo/alpha.17.99\", \"well?\", 60000"));
            operator.tell(98, OTHER, "1", 0);
            operator.tell(99, OTHER, "1", 5);

            assertThat(operator.result(asking)).startsWith("\"noproc, ");
            ProcessSignal gone = operator.signal();
            assertThat(gone.getPeer()).isEqualTo(OTHER);
            assertThat(gone.getReply().getCall()).isEqualTo(5);
            assertThat(gone.getReply().getFailure()).isEqualTo(Undelivered.RECEIVER_GONE);
        }
    }

    @Test
    void answersForWhoEndsWithoutAnAnswer() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("deaf", ""));
            long asking = operator.spawn(function("ask", "\"demo/alpha.17.1\", \"well?\", 60000"));
            operator.tell(1, OTHER, "1", 5);

            ProcessSignal gone = operator.signal();

            assertThat(gone.getPeer()).isEqualTo(OTHER);
            assertThat(gone.getReply().getFailure()).isEqualTo(Undelivered.RECEIVER_GONE);
            assertThat(gone.getReply().getMessage())
                    .startsWith("demo/alpha.17.1 ended before it had answered: exception: "
                            + "java.lang.IllegalStateException: no luck");
            assertThat(operator.result(asking)).startsWith("\"noproc, noproc: demo/alpha.17.1 ended before");
        }
    }

    @Test
    void failsACallToAWorkerThatIsLost() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long asking = operator.spawn(function("ask", "\"" + OTHER + "\", \"well?\", 60000"));
            operator.signal();

            operator.stream().send(OperatorFrame.newBuilder().addLost(lost(2)));
            operator.stream().send(OperatorFrame.newBuilder().addLost(lost(1)));

            assertThat(operator.result(asking)).startsWith("\"noconnection, ");
        }
    }

    private static LostWorker.Builder lost(long incarnation) {
        return LostWorker.newBuilder().setPool("demo").setHost("beta").setIncarnation(incarnation);
    }

    @Test
    void givesAnAnswerToWhoWaitsForIt() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long asking = operator.spawn(function("ask", "\"" + OTHER + "\", \"well?\", 60000"));
            long call = operator.signal().getMessage().getCall();

            operator.tell(
                    1, from().setReply(Reply.newBuilder().setCall(call + 1).setBody(json("\"wrong\""))));
            operator.tell(1, from().setReply(Reply.newBuilder().setCall(call).setBody(json("\"right\""))));

            assertThat(operator.result(asking)).isEqualTo("\"right\"");
        }
    }

    @Test
    void failsCallsWhoseStreamBroke() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart first = Counterpart.of(fixture);
            first.spawn(function("ask", "\"" + OTHER + "\", \"well?\", 60000"));
            first.signal();
            first.stream().fail(Status.UNAVAILABLE);

            Counterpart second = Counterpart.of(fixture);

            assertThat(second.exitOf(1).getResult().toStringUtf8()).startsWith("\"noconnection, ");
        }
    }

    @Test
    void saysToBothWhenAMailboxIsFull() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("stay", ""));
            long filling = operator.spawn(function("fill", "\"demo/alpha.17.1\", 64, 262142"));

            assertThat(operator.result(filling)).startsWith("\"mailbox_full, ");
            operator.tell(1, OTHER, "1", 0);
            operator.tell(1, OTHER, "1", 5);

            assertThat(operator.signal().getBounce().getWhy()).isEqualTo(Undelivered.RECEIVER_FULL);
            assertThat(operator.signal().getReply().getFailure()).isEqualTo(Undelivered.RECEIVER_FULL);
            operator.stream().kill(1, Duration.ZERO);
            operator.exitOf(1);
        }
    }

    @Test
    void bouncesOneMessageForEachThatIsTooMany() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            operator.spawn(function("stay", ""));

            long telling = operator.spawn(function("tell", "\"demo/alpha.17.1\", 10002, 2"));

            assertThat(operator.result(telling))
                    .isEqualTo("[\"demo/alpha.17.1 mailbox_full\",\"demo/alpha.17.1 mailbox_full\"]");
            operator.stream().kill(1, Duration.ZERO);
            operator.exitOf(1);
        }
    }

    @Test
    void givesBackWhatTheOtherWorkerDidNotTake() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            Counterpart operator = Counterpart.of(fixture);
            long telling = operator.spawn(function("tell", "\"" + OTHER + "\", 1, 1"));
            operator.signal();

            operator.tell(1, from().setBounce(Bounce.newBuilder().setWhy(Undelivered.RECEIVER_FULL)));

            assertThat(operator.result(telling)).isEqualTo("[\"" + OTHER + " mailbox_full\"]");
        }
    }

    private static ProcessSignal.Builder from() {
        return ProcessSignal.newBuilder().setPeer(OTHER);
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static Spawn.Builder function(String name, String arguments) {
        return Spawns.function(Talking.class, name, "[" + arguments + "]");
    }
}
