package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.process.RunningProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What waits while there is no stream, and what becomes of it. */
class MessagesTest {
    private static final String OTHER = "demo/beta.1.2";
    private static final int MANY = 10_000;

    private final Map<Long, ProcessEntry> entries = new HashMap<>();
    private final Messages messages = new Messages(entries, new SendingRoom());
    private final KeptReports stream = new KeptReports();
    private final List<ProcessSignal> received = new ArrayList<>();
    private final ProcessEntry entry = new ProcessEntry(new Pid("demo", "alpha", 1, 7), Spawn.getDefaultInstance());

    MessagesTest() {
        entry.runs(new Recording());
        entries.put(7L, entry);
    }

    @Test
    void sendsWhatWaitedInTheOrderSaidAndThenWhatComes() {
        IntStream.range(0, 100).forEach(number -> messages.sent(entry, message(number, 0)));
        messages.reportTo(stream);
        messages.sent(entry, message(100, 0));

        assertThat(stream.signals)
                .extracting(sent -> sent.getSignal().getMessage().getBody().toStringUtf8())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(0, 100).mapToObj(String::valueOf).toList());
    }

    @Test
    void saysToTheSenderThatTooMuchWaits() {
        IntStream.range(0, MANY).forEach(number -> messages.sent(entry, message(number, 0)));
        assertThat(received).isEmpty();

        messages.sent(entry, message(MANY, 0));
        messages.sent(entry, message(MANY, 3));
        messages.reportTo(stream);

        assertThat(stream.signals).hasSize(MANY);
        assertThat(received.get(0).getBounce().getWhy()).isEqualTo(Undelivered.RECEIVER_FULL);
        assertThat(received.get(1).getReply().getCall()).isEqualTo(3);
        assertThat(received.get(1).getReply().getFailure()).isEqualTo(Undelivered.RECEIVER_FULL);
    }

    @Test
    void failsTheCallsThatWentOutOverAStreamThatBrokeAndNotThoseThatWait() {
        messages.reportTo(stream);
        messages.sent(entry, message(1, 1));
        messages.sent(entry, message(2, 2));
        messages.sent(entry, message(3, 3));
        messages.abandoned(entry, 2);
        messages.receive(7, from().setReply(Reply.newBuilder().setCall(3)).build());
        received.clear();

        messages.reportTo(Reports.NONE);
        messages.sent(entry, message(4, 4));

        assertThat(received).singleElement().satisfies(failed -> {
            assertThat(failed.getReply().getCall()).isEqualTo(1);
            assertThat(failed.getReply().getFailure()).isEqualTo(Undelivered.RECEIVER_LOST);
        });
    }

    @Test
    void answersACallOnce() {
        messages.reportTo(stream);
        messages.receive(7, message(1, 5));

        messages.sent(entry, reply(5));
        messages.sent(entry, reply(5));
        messages.sent(entry, reply(6));

        assertThat(stream.signals).hasSize(1);
    }

    private static ProcessSignal message(int number, long call) {
        var body = ByteString.copyFromUtf8(String.valueOf(number));
        return from().setMessage(Message.newBuilder().setBody(body).setCall(call))
                .build();
    }

    private static ProcessSignal reply(long call) {
        return from().setReply(Reply.newBuilder().setCall(call)).build();
    }

    private static ProcessSignal.Builder from() {
        return ProcessSignal.newBuilder().setPeer(OTHER);
    }

    private final class Recording implements RunningProcess {
        @Override
        public boolean isResolved() {
            return true;
        }

        @Override
        public void launch() {}

        @Override
        public boolean isWaiting() {
            return false;
        }

        @Override
        public ProcessOutput output() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ExitHandling exitHandling() {
            return ExitHandling.UNTRAPPED;
        }

        @Override
        public void deliver(ProcessSignal signal) {
            received.add(signal);
        }

        @Override
        public void deliver(long watch, KeyChange change) {}

        @Override
        public void ask() {}

        @Override
        public void force() {}
    }
}
