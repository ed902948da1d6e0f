package io.kpool.operator.live;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.operator.stream.Frames;
import io.kpool.pool.Answer;
import io.kpool.pool.Exit;
import io.kpool.pool.Pid;
import io.kpool.protocol.live.Ended;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Output;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.live.Worker;
import io.kpool.protocol.process.Membership;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What goes to one caller on one stream. Everything queued in one turn of the loop leaves in one frame, at its end:
 * nothing waits for more, and under load nothing goes out one by one.
 */
final class SessionFrames implements Frames {
    /** A frame is closed when it has so many bytes; with one more exit it stays below what a caller takes. */
    private static final int FULL_BYTES = 256 * 1024;
    /** So many of them may wait for a caller that does not read. */
    private static final int MOST_WAITING = 64;

    /** Of these so many may be for what processes print. */
    private static final int MOST_OUTPUT = 8;

    private static final int SMALL = 3 * Long.BYTES;

    private final ServerCallStreamObserver<SessionFrame> stream;
    private final Consumer<Runnable> endOfTurn;
    private final Queue<SessionFrame> full = new ArrayDeque<>();
    private final Map<Place, Integer> workers = new HashMap<>();
    private SessionFrame.Builder next = SessionFrame.newBuilder();
    private int nextBytes;
    private boolean drainDue;
    private boolean closed;

    private record Place(String pool, String host, long incarnation) {}

    /** @param endOfTurn runs a task on this loop after the one that runs now */
    SessionFrames(ServerCallStreamObserver<SessionFrame> stream, Consumer<Runnable> endOfTurn) {
        this.stream = stream;
        this.endOfTurn = endOfTurn;
    }

    /** Whether there is no room for what can be left out. */
    boolean isCrowded() {
        return full.size() > MOST_OUTPUT;
    }

    /** Whether the caller does not read what it is told. */
    boolean isStuck() {
        return full.size() > MOST_WAITING;
    }

    void welcome(Welcome welcome) {
        next.setWelcome(welcome);
        sent(welcome.getSerializedSize());
    }

    void tell(long number, Answer answer) {
        switch (answer) {
            case Answer.Started(var pid) -> started(number, pid);
            case Answer.Failed failed -> {
                next.addFailed(LiveWire.failure(number, failed));
                sent(SMALL + failed.message().length());
            }
            case Answer.Ended(var exit)
            when LiveWire.isPlain(exit) -> {
                next.addReturnedNumber(number);
                sent(SMALL);
            }
            case Answer.Ended(var exit) ->
                exited(LiveWire.exited(exit).setNumber(number).setStarted(true), exit);
            case Answer.NeverStarted(var exit) -> exited(LiveWire.exited(exit).setNumber(number), exit);
        }
    }

    /** What a process printed. */
    void printed(Output output) {
        next.addOutput(output);
        sent(output.getSerializedSize());
    }

    /** How often the session stands under a key now. */
    void stands(Membership now) {
        next.addMembership(now);
        sent(now.getSerializedSize());
    }

    /** What another party tells the session. */
    void signalled(ProcessSignal signal) {
        next.addSignal(signal);
        sent(signal.getSerializedSize());
    }

    /** Sends what is queued and a last word, and nothing ever after. */
    void end(Ended ended) {
        if (!closed) {
            next.setEnded(ended);
            full.add(cut());
            full.forEach(stream::onNext);
            closed = true;
            stream.onCompleted();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public void drain() {
        if (!drainDue || closed || !stream.isReady()) {
            return;
        }
        drainDue = false;
        if (nextBytes > 0) {
            full.add(cut());
        }
        while (!full.isEmpty()) {
            stream.onNext(full.remove());
        }
    }

    private void started(long number, Pid pid) {
        next.addStartedNumber(number);
        next.addStartedWorker(worker(new Place(pid.pool(), pid.host(), pid.incarnation())));
        next.addStartedSerial(pid.serial());
        sent(SMALL);
    }

    private int worker(Place place) {
        Integer known = workers.get(place);
        if (known != null) {
            return known;
        }
        int index = workers.size() + 1;
        workers.put(place, index);
        next.addWorker(
                Worker.newBuilder().setPool(place.pool()).setHost(place.host()).setIncarnation(place.incarnation()));
        nextBytes += place.pool().length() + place.host().length();
        return index;
    }

    private void exited(Exited.Builder exited, Exit exit) {
        next.addExited(exited);
        sent(SMALL + exit.message().length() + exit.result().length());
    }

    private void sent(int bytes) {
        nextBytes += bytes;
        if (nextBytes >= FULL_BYTES) {
            full.add(cut());
        }
        if (!drainDue) {
            drainDue = true;
            endOfTurn.accept(this::drain);
        }
    }

    private SessionFrame cut() {
        SessionFrame frame = next.build();
        next = SessionFrame.newBuilder();
        nextBytes = 0;
        return frame;
    }
}
