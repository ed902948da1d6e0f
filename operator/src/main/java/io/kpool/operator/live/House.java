package io.kpool.operator.live;

import com.google.protobuf.ByteString;
import io.kpool.operator.agent.PoolKey;
import io.kpool.pool.Answer;
import io.kpool.pool.CallerSession;
import io.kpool.pool.Exit;
import io.kpool.pool.Party;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The session of all requests of one namespace that nobody can ask for again. Lives on the loop. */
final class House implements SessionListener {
    /** Ends that are kept at a time, for those who ask for a pid. */
    static final int MOST_ENDS = 4_096;

    /** Characters of what is kept of them. */
    static final long MOST_CHARACTERS = 8L * 1024 * 1024;

    private final Leading leading;
    private final String namespace;
    private final CallerSession<LiveSession> session;
    private final OpenCalls calls;
    private final Map<Long, SpawnWaiter> waiting = new HashMap<>();
    // Oldest first; some may be forgotten already, for their time is over.
    private final Deque<End> ends = new ArrayDeque<>();
    private long characters;
    private long numbers;

    private record End(long number, int length) {}

    House(Leading leading, String namespace) {
        this.leading = leading;
        this.namespace = namespace;
        this.calls = new OpenCalls(leading.loop());
        this.session = leading.begin(namespace);
        session.actions().listener(this);
    }

    SpawnWaiter spawn(PoolKey pool, SpawnOrder order) {
        SpawnRequest request = order.request().toBuilder().setNumber(++numbers).build();
        SpawnWaiter waiter =
                new SpawnWaiter(order.patience().until(), session.id(), pid -> leading.startedMillis(pool, pid));
        long number = request.getNumber();
        waiting.put(number, waiter);
        session.actions().spawn(request);
        // Not the request: its body may be large, and its answer there long before.
        leading.loop().after(order.patience().atMost(), () -> giveUp(number));
        return waiter;
    }

    OpenCalls calls() {
        return calls;
    }

    CompletionStage<CallResponse> call(Party to, ByteString body, Duration atMost) {
        OpenCalls.OpenCall call = calls.begin(to, atMost);
        send(to, Message.newBuilder().setBody(body).setCall(call.number()));
        return call.answer();
    }

    void cast(Party to, ByteString body) {
        send(to, Message.newBuilder().setBody(body));
    }

    private void send(Party to, Message.Builder message) {
        ProcessSignal said = ProcessSignal.newBuilder().setMessage(message).build();
        leading.boards().send(namespace, session.id(), to, said);
    }

    @Override
    public boolean signalled(ProcessSignal signal) {
        if (signal.hasReply()) {
            calls.answered(signal.getPeer(), signal.getReply());
        }
        return true;
    }

    @Override
    public void told(long number, Answer answer) {
        SpawnWaiter waiter = waiting.get(number);
        if (waiter != null) {
            waiter.told(answer);
            if (waiter.isAnswered()) {
                waiting.remove(number);
            }
        }
        switch (answer) {
            case Answer.Started _ -> {}
            case Answer.Ended(var exit) -> keep(number, exit);
            case Answer.NeverStarted(var exit) -> keep(number, exit);
            case Answer.Failed _ -> session.forget(number);
        }
    }

    @Override
    public boolean isParty() {
        return false;
    }

    /** Nobody asks for the request again, but somebody may for the process. */
    private void keep(long number, Exit exit) {
        ends.add(new End(number, exit.length()));
        characters += exit.length();
        while (ends.size() > MOST_ENDS || characters > MOST_CHARACTERS) {
            End oldest = ends.remove();
            characters -= oldest.length();
            session.forget(oldest.number());
        }
    }

    /** What has no process then must never get one: nobody would know of it. */
    private void giveUp(long number) {
        SpawnWaiter waiter = waiting.remove(number);
        if (waiter == null) {
            return;
        }
        if (waiter.hasProcess()) {
            waiter.tellWhatIsKnown();
            return;
        }
        session.withdraw(number);
        // What no worker was sent is over at once.
        if (session.isDone(number)) {
            waiter.fail(ErrorKind.DEADLINE, "it had not started in time, and was withdrawn");
        } else {
            waiter.fail(
                    ErrorKind.UNKNOWN_OUTCOME,
                    "its worker had not said in time that it started, and is told to kill it: it may have run");
        }
    }
}
