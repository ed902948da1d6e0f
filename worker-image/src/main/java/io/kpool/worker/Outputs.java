package io.kpool.worker;

import com.google.protobuf.UnsafeByteOperations;
import io.kpool.protocol.agent.Follow;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.worker.output.ProcessOutput;
import io.kpool.worker.process.RunningProcess;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What processes print, for who follows them and for who asks later; confined to the loop. */
final class Outputs {
    private final Happenings happenings;
    private final Map<Long, ProcessEntry> processes;
    private final OutputRoom room = new OutputRoom();
    private final KeptOutputs kept = new KeptOutputs();
    private final Map<Long, FollowedOutput> followed = new HashMap<>();
    private Reports reports = Reports.NONE;

    /** @param processes by their serials, those that are known */
    Outputs(Happenings happenings, Map<Long, ProcessEntry> processes) {
        this.happenings = happenings;
        this.processes = processes;
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

    /** Somebody follows, or nobody does any longer. */
    void follow(Follow wish) {
        running(wish.getSerial()).ifPresent(process -> {
            if (wish.getStop()) {
                unfollow(wish.getSerial(), process.output());
            } else {
                follow(wish.getSerial(), process.output());
            }
        });
    }

    private Optional<RunningProcess> running(long serial) {
        return Optional.ofNullable(processes.get(serial)).flatMap(ProcessEntry::process);
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

    /** The last that a process printed. */
    void read(ReadOutput question) {
        OutputPage.Builder page = running(question.getSerial())
                .map(process -> page(process.output().tail(tail(question))))
                .orElseGet(() -> endedPage(question));
        reports.outputPage(page.setQuestion(question.getQuestion()).build());
    }

    private OutputPage.Builder endedPage(ReadOutput question) {
        boolean known = processes.containsKey(question.getSerial());
        return kept.tail(question.getSerial(), tail(question))
                .map(text -> page(text).setEnded(true))
                .orElseGet(() -> OutputPage.newBuilder().setUnknown(!known).setEnded(known));
    }

    private static OutputPage.Builder page(byte[] text) {
        return OutputPage.newBuilder().setText(UnsafeByteOperations.unsafeWrap(text));
    }

    private static int tail(ReadOutput question) {
        int asked = question.getTail();
        return asked <= 0 ? ProcessOutput.KEPT_BYTES : Math.min(asked, ProcessOutput.KEPT_BYTES);
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
