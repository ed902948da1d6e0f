package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Key;
import io.kpool.protocol.process.KeyKind;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.MemberCount;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.function.Predicate;

/** The operator's end of what processes tell and ask; nothing that comes is dropped but what is of no interest here. */
final class Counterpart {
    private final FakeStream stream;
    private final Queue<SentSignal> signals = new ArrayDeque<>();
    private final Queue<Question> questions = new ArrayDeque<>();
    private final Queue<Subscription> subscriptions = new ArrayDeque<>();
    private final Queue<Long> recorded = new ArrayDeque<>();
    private final Queue<Exit> exits = new ArrayDeque<>();

    Counterpart(FakeStream stream) {
        this.stream = stream;
    }

    /** Of the next stream that the worker opens, which it is welcomed on. */
    static Counterpart of(AgentFixture fixture) throws InterruptedException {
        var counterpart = new Counterpart(fixture.operator().accept());
        counterpart.stream.welcome().inventory().stream()
                .filter(InventoryEntry::hasExit)
                .map(InventoryEntry::getExit)
                .forEach(counterpart.exits::add);
        return counterpart;
    }

    FakeStream stream() {
        return stream;
    }

    private <T> T take(Queue<T> queue, Predicate<T> wanted) throws InterruptedException {
        while (true) {
            for (T one : queue) {
                if (wanted.test(one)) {
                    queue.remove(one);
                    return one;
                }
            }
            keep(stream.next(any -> true));
        }
    }

    private void keep(WorkerFrame frame) {
        signals.addAll(frame.getSignalList());
        questions.addAll(frame.getQuestionList());
        subscriptions.addAll(frame.getSubscriptionList());
        recorded.addAll(frame.getMembershipRecordedList());
        exits.addAll(frame.getExitedList());
    }

    boolean hasSubscription() {
        stream.poll().ifPresent(this::keep);
        return !subscriptions.isEmpty();
    }

    ProcessSignal signal() throws InterruptedException {
        return take(signals, any -> true).getSignal();
    }

    Question question() throws InterruptedException {
        return take(questions, any -> true);
    }

    Subscription subscription() throws InterruptedException {
        return take(subscriptions, any -> true);
    }

    long recorded() throws InterruptedException {
        return take(recorded, any -> true);
    }

    Exit exit(long command) throws InterruptedException {
        return take(exits, exit -> exit.getCommand() == command);
    }

    Exit exitOf(long serial) throws InterruptedException {
        return take(exits, exit -> exit.getSerial() == serial);
    }

    /** What the process of that command returned. */
    String result(long command) throws InterruptedException {
        Exit exit = exit(command);
        return exit.getMessage() + exit.getResult().toStringUtf8();
    }

    long spawn(Spawn.Builder spawn) {
        return stream.spawn(spawn);
    }

    void tell(long serial, ProcessSignal.Builder signal) {
        stream.send(OperatorFrame.newBuilder()
                .addDelivered(DeliveredSignal.newBuilder().setSerial(serial).setSignal(signal)));
    }

    void tell(long serial, String from, String body, long call) {
        var message =
                Message.newBuilder().setBody(ByteString.copyFromUtf8(body)).setCall(call);
        tell(serial, ProcessSignal.newBuilder().setPeer(from).setMessage(message));
    }

    static Answer.Builder done(Question question) {
        return Answer.newBuilder()
                .setSerial(question.getSerial())
                .setNumber(question.getNumber())
                .setDirectory(DirectoryResponse.getDefaultInstance());
    }

    static Key group(String text) {
        return Key.newBuilder().setText(text).build();
    }

    static Key name(String text) {
        return Key.newBuilder().setKind(KeyKind.NAME).setText(text).build();
    }

    static SetMembership.Builder stands(long serial, String group, int count) {
        var membership =
                Membership.newBuilder().setKey(group(group)).setGroupUid("uid").setCount(count);
        return SetMembership.newBuilder().setSerial(serial).setMembership(membership);
    }

    /** @param pids each once */
    static KeySnapshot.Builder snapshot(Key key, String... pids) {
        KeySnapshot.Builder snapshot = KeySnapshot.newBuilder().setKey(key).setExists(true);
        Arrays.stream(pids)
                .forEach(pid ->
                        snapshot.addMember(MemberCount.newBuilder().setPid(pid).setCount(1)));
        return snapshot;
    }
}
