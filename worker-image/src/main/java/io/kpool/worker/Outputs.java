package io.kpool.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.worker.output.ProcessOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What processes print, for who follows them and for who asks later; confined to the loop. */
final class Outputs {
    private final Happenings happenings;
    private final OutputRoom room = new OutputRoom();
    private final KeptOutputs kept = new KeptOutputs();
    private final Map<Long, FollowedOutput> followed = new HashMap<>();
    private Reports reports = Reports.NONE;

    Outputs(Happenings happenings) {
        this.happenings = happenings;
    }

    /** From now on it goes there; who follows stays, and is told how much was left out meanwhile. */
    void reportTo(Reports now) {
        reports = now;
        room.reportTo(now);
    }

    void follow(long serial, ProcessOutput output) {
        followed.computeIfAbsent(serial, one -> {
            var following = new FollowedOutput(serial, room, () -> happenings.add(new Arrival(serial)));
            output.follow(following);
            return following;
        });
    }

    void unfollow(long serial, ProcessOutput output) {
        output.unfollow();
        FollowedOutput left = followed.remove(serial);
        if (left != null) {
            left.skip();
        }
    }

    /** Nothing of that process prints any more; to be told before its exit is. */
    void ended(long serial, ProcessOutput output) {
        output.unfollow();
        FollowedOutput following = followed.remove(serial);
        if (following != null) {
            following.takeLast().forEach(reports::output);
        }
        kept.keep(serial, output.tail(ProcessOutput.KEPT_BYTES));
    }

    /** The last that a process printed which runs. */
    void read(ReadOutput question, ProcessOutput output) {
        answer(question, OutputPage.newBuilder().setText(text(output.tail(tail(question)))));
    }

    /**
     * The last that a process had printed when it ended.
     *
     * @param page what is said when nothing is kept of it
     */
    void readEnded(ReadOutput question, OutputPage.Builder page) {
        Optional<byte[]> found = kept.tail(question.getSerial(), tail(question));
        answer(
                question,
                found.map(text -> OutputPage.newBuilder().setEnded(true).setText(text(text)))
                        .orElse(page));
    }

    private void answer(ReadOutput question, OutputPage.Builder page) {
        reports.outputPage(page.setQuestion(question.getQuestion()).build());
    }

    private static int tail(ReadOutput question) {
        int asked = question.getTail();
        return asked <= 0 ? ProcessOutput.KEPT_BYTES : Math.min(asked, ProcessOutput.KEPT_BYTES);
    }

    private static ByteString text(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    private final class Arrival extends Happenings.Happening {
        private final long serial;

        Arrival(long serial) {
            this.serial = serial;
        }

        @Override
        void heed() {
            FollowedOutput following = followed.get(serial);
            if (following == null) {
                return;
            }
            if (reports.queuedOutput() >= OutputRoom.BYTES) {
                following.skip();
            } else {
                following.take().forEach(reports::output);
            }
        }
    }
}
