package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.ExitSignal;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask their agent with curl. */
@Timeout(180)
class AgentSocketTest {
    private static final String API = "api() { path=$1; shift; curl -sS --unix-socket $KPOOL_SOCKET"
            + " -H \"Authorization: Bearer $KPOOL_TOKEN\" http://kpool/v1/$path \"$@\"; }; ";

    @TempDir
    private Path folder;

    @Test
    void eachIsKnownByItsOwnToken() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();

            assertThat(stream.exitOf(stream.spawn(Spawns.shell(API + "api self")))
                            .getReason())
                    .isEqualTo(ExitReason.NORMAL);
            assertThat(stream.exitOf(stream.spawn(Spawns.shell(API + "api self; KPOOL_TOKEN=other; api self")))
                            .getReason())
                    .isEqualTo(ExitReason.NORMAL);

            assertThat(fixture.log())
                    .contains("{\\\"pid\\\":\\\"demo/alpha.17.1\\\",")
                    .contains("{\\\"pid\\\":\\\"demo/alpha.17.2\\\",")
                    .contains("{\\\"error\\\":\\\"unauthenticated\\\",");
        }
    }

    @Test
    void oneJoinsAGroupWithCurl() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(Spawns.shell(API + "api groups/a%20chat/join -X POST"));

            Question question =
                    stream.next(frame -> frame.getQuestionCount() > 0).getQuestion(0);
            answer(
                    stream,
                    question,
                    DirectoryResponse.newBuilder()
                            .setError(DirectoryError.NO_SUCH_GROUP)
                            .setMessage("there is no group a chat"));

            assertThat(stream.exitOf(command).getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(question.getDirectory().getOperation()).isEqualTo(DirectoryOperation.JOIN);
            assertThat(question.getDirectory().getKey()).isEqualTo("a chat");
            assertThat(question.getDirectory().getPid()).isEqualTo("demo/alpha.17.1");
            assertThat(fixture.log())
                    .contains("{\\\"error\\\":\\\"no_such_group\\\",\\\"message\\\":\\\"there is no group a chat\\\"}");
        }
    }

    @Test
    void oneReadsItsMessagesAndTrapsExits() throws Exception {
        try (var fixture = new AgentFixture(folder)) {
            FakeStream stream = fixture.operator().accept();
            stream.welcome();
            long command = stream.spawn(
                    Spawns.shell(
                            API + "api mailbox?timeoutSeconds=60; api trap-exits -d '{\"trap\": true}';"
                                    + " api send -d '{\"pid\": \"demo/beta.3.4\", \"message\": \"go on\"}'; api mailbox?timeoutSeconds=60"));
            long serial = stream.started(command);

            deliver(
                    stream,
                    serial,
                    ProcessSignal.newBuilder()
                            .setMessage(Message.newBuilder().setBody(ByteString.copyFromUtf8("{\"x\": 1.50}"))));
            ProcessSignal sent = stream.next(frame -> frame.getSignalCount() > 0)
                    .getSignal(0)
                    .getSignal();
            deliver(
                    stream,
                    serial,
                    ProcessSignal.newBuilder()
                            .setExit(ExitSignal.newBuilder()
                                    .setReason(ExitReason.EXIT)
                                    .setMessage("bored")));

            assertThat(stream.exitOf(command).getReason()).isEqualTo(ExitReason.NORMAL);
            assertThat(sent.getPeer()).isEqualTo("demo/beta.3.4");
            assertThat(sent.getMessage().getBody().toStringUtf8()).isEqualTo("\"go on\"");
            assertThat(fixture.log())
                    .contains(
                            "{\\\"type\\\":\\\"message\\\",\\\"from\\\":\\\"demo/beta.3.4\\\",\\\"body\\\":{\\\"x\\\": 1.50}}")
                    .contains(
                            "{\\\"type\\\":\\\"exit\\\",\\\"from\\\":\\\"demo/beta.3.4\\\",\\\"reason\\\":\\\"exit\\\",\\\"message\\\":\\\"bored\\\"}");
        }
    }

    private static void answer(FakeStream stream, Question question, DirectoryResponse.Builder response) {
        stream.send(OperatorFrame.newBuilder()
                .addAnswer(Answer.newBuilder()
                        .setSerial(question.getSerial())
                        .setNumber(question.getNumber())
                        .setDirectory(response)));
    }

    private static void deliver(FakeStream stream, long serial, ProcessSignal.Builder signal) {
        stream.send(OperatorFrame.newBuilder()
                .addDelivered(
                        DeliveredSignal.newBuilder().setSerial(serial).setSignal(signal.setPeer("demo/beta.3.4"))));
    }
}
