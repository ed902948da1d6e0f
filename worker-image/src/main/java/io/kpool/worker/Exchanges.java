package io.kpool.worker;

import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.pool.directory.View;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.SpawnAnswer;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.process.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What all processes of this worker have to do with others. Confined to the loop. */
final class Exchanges {
    // The operator's own answer that the time is over comes first, where there is an operator.
    private static final long GRACE_MILLIS = 2_000;

    private final Map<Long, ProcessEntry> entries;
    private final Happenings happenings;
    private final Termination termination;
    private final SendingRoom room = new SendingRoom();
    private final Messages messages;
    private final Signals signals;
    private final Questions questions;
    private final Replicas replicas;
    private Reports reports = Reports.NONE;

    /** @param entries the processes by their serials */
    Exchanges(Map<Long, ProcessEntry> entries, Happenings happenings, Termination termination, Replicas replicas) {
        this.entries = entries;
        this.happenings = happenings;
        this.termination = termination;
        this.messages = new Messages(entries, room);
        this.signals = new Signals(termination, messages);
        this.questions = new Questions(entries);
        this.replicas = replicas;
    }

    void reportTo(Reports now) {
        reports = now;
        signals.reportTo(now);
        messages.reportTo(now);
        questions.reportTo(now);
        replicas.reportTo(now);
    }

    /** What is said of processes, in the order of the frame's fields: an answer comes after what it brought about. */
    void heed(OperatorFrame frame) {
        frame.getMembershipList().forEach(this::stands);
        frame.getSnapshotList().forEach(replicas::snapshot);
        frame.getChangeList().forEach(replicas::changed);
        frame.getAnswerList().forEach(questions::answered);
        frame.getDeliveredList().forEach(this::delivered);
        frame.getLostList().forEach(messages::lost);
    }

    private void stands(SetMembership set) {
        ProcessEntry entry = entries.get(set.getSerial());
        if (entry != null && !entry.hasEnded()) {
            Membership now = set.getMembership();
            int before = entry.memberships().count(now.getKey());
            if (entry.stands(now)) {
                questions.recorded(entry, now, before);
            } else {
                standsTooOften(entry);
            }
        }
        if (set.getNumber() > 0) {
            reports.membershipRecorded(set.getNumber());
        }
    }

    /** Under which keys a process stands from its first moment on. */
    void begins(ProcessEntry entry, List<Membership> memberships) {
        for (Membership one : memberships) {
            if (!entry.stands(one)) {
                standsTooOften(entry);
            }
        }
    }

    // What cannot be kept would be forgotten with the next leader, by everybody: its end is known to all.
    private void standsTooOften(ProcessEntry entry) {
        String message = "system_limit: it stands under more than " + Memberships.MOST + " groups and names";
        termination.end(entry, new EndOrder(ExitReason.EXIT, message, termination.grace()));
    }

    private void delivered(DeliveredSignal delivered) {
        ProcessSignal signal = delivered.getSignal();
        ProcessEntry entry = entries.get(delivered.getSerial());
        if (entry == null) {
            messages.receive(delivered.getSerial(), signal);
        } else {
            signals.delivered(entry, signal);
        }
    }

    /** To be told before its exit is. */
    void ended(ProcessEntry entry) {
        replicas.ended(entry);
        messages.ended(entry);
    }

    void tick() {
        replicas.tick();
    }

    /** Nobody is interested any more in what these processes have to say. */
    void forget() {
        entries.values().forEach(replicas::ended);
        messages.forget();
    }

    /** One process's. */
    Exchange of(ProcessEntry entry) {
        return new Own(entry);
    }

    private final class Own implements Exchange {
        private final ProcessEntry entry;

        Own(ProcessEntry entry) {
            this.entry = entry;
        }

        @Override
        public void sends(ProcessSignal signal) {
            int bytes = signal.hasMessage() ? signal.getSerializedSize() : 0;
            if (bytes > 0) {
                room.enter(bytes);
            }
            happenings.add(new Task(() -> {
                room.leave(bytes);
                signals.sent(entry, signal);
            }));
        }

        @Override
        public void abandons(long call) {
            happenings.add(new Task(() -> messages.abandoned(entry, call)));
        }

        @Override
        public CompletableFuture<Found> reads(Key key, Reading reading) {
            return replicas.read(key, reading);
        }

        @Override
        public CompletableFuture<Answer> asks(Question question) {
            var answer = new CompletableFuture<Answer>();
            happenings.add(new Task(() -> questions.ask(entry, question, answer)));
            return question.hasSpawn() ? inTime(answer, question.getSpawn().getTimeoutMillis()) : answer;
        }

        private CompletableFuture<Answer> inTime(CompletableFuture<Answer> answer, long millis) {
            SpawnAnswer late = SpawnAnswer.newBuilder()
                    .setError("deadline")
                    .setMessage("no answer came within " + millis + " ms")
                    .build();
            return answer.completeOnTimeout(
                    Answer.newBuilder().setSpawn(late).build(), millis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public CompletableFuture<View> watches(long watch, Key key) {
            var wish = new Replicas.KeyWatch(key, new CompletableFuture<>());
            happenings.add(new Task(() -> replicas.watch(entry, watch, wish)));
            return wish.now();
        }

        @Override
        public void unwatches(long watch) {
            happenings.add(new Task(() -> replicas.unwatch(entry, watch)));
        }
    }
}
