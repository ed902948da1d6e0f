package io.kpool.client;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.live.CallerFrame;
import io.kpool.protocol.live.FollowChange;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.live.SpawnRequest;
import io.kpool.protocol.live.Welcome;
import io.kpool.protocol.live.Worker;
import io.kpool.protocol.process.ProcessSignal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** A caller's stream at its operator's end, read frame by frame and thing by thing. */
final class FakeStream implements StreamObserver<CallerFrame> {
    static final ByteString TICKET = ByteString.copyFromUtf8("ticket");
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final StreamObserver<SessionFrame> toCaller;
    private final BlockingQueue<CallerFrame> frames = new LinkedBlockingQueue<>();
    private final Queue<SpawnRequest> spawns = new ArrayDeque<>();
    private final Queue<ProcessSignal> signals = new ArrayDeque<>();
    private final Queue<FollowChange> follows = new ArrayDeque<>();
    private final Queue<String> renewedTokens = new ArrayDeque<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private long lowestOpen;
    private int largestFrame;
    private boolean closing;

    FakeStream(StreamObserver<SessionFrame> toCaller) {
        this.toCaller = toCaller;
    }

    Open open() throws InterruptedException {
        return next().getOpen();
    }

    /** Reads what opens the stream and welcomes it as session.7.1, with a worker to start processes on. */
    Open welcome(int credit) throws InterruptedException {
        return welcome(welcome -> welcome.setCredit(credit));
    }

    Open welcome(UnaryOperator<Welcome.Builder> as) throws InterruptedException {
        Open open = open();
        var welcome = Welcome.newBuilder().setSession("session.7.1").setTicket(TICKET);
        send(SessionFrame.newBuilder()
                .setWelcome(as.apply(welcome))
                .addWorker(Worker.newBuilder().setPool("demo").setHost("alpha").setIncarnation(5)));
        return open;
    }

    void send(SessionFrame.Builder frame) {
        toCaller.onNext(frame.build());
    }

    /** The process has that number's serial, on demo/alpha.5. */
    void started(long... numbers) {
        var frame = SessionFrame.newBuilder();
        for (long number : numbers) {
            frame.addStartedNumber(number).addStartedWorker(1).addStartedSerial(number);
        }
        send(frame);
    }

    void returned(long number) {
        send(SessionFrame.newBuilder().addReturnedNumber(number));
    }

    SpawnRequest spawn() throws InterruptedException {
        while (spawns.isEmpty()) {
            read();
        }
        return spawns.remove();
    }

    ProcessSignal signal() throws InterruptedException {
        while (signals.isEmpty()) {
            read();
        }
        return signals.remove();
    }

    FollowChange follow() throws InterruptedException {
        while (follows.isEmpty()) {
            read();
        }
        return follows.remove();
    }

    String renewedToken() throws InterruptedException {
        while (renewedTokens.isEmpty()) {
            read();
        }
        return renewedTokens.remove();
    }

    void awaitLowestOpen(long number) throws InterruptedException {
        while (lowestOpen < number) {
            read();
        }
    }

    int largestFrame() {
        return largestFrame;
    }

    void awaitClose() throws InterruptedException {
        while (!closing) {
            read();
        }
    }

    void fail(Status status) {
        if (over.compareAndSet(false, true)) {
            toCaller.onError(status.asRuntimeException());
        }
    }

    void complete() {
        if (over.compareAndSet(false, true)) {
            toCaller.onCompleted();
        }
    }

    @Override
    public void onNext(CallerFrame frame) {
        frames.add(frame);
    }

    @Override
    public void onError(Throwable cancelled) {
        over.set(true);
    }

    @Override
    public void onCompleted() {
        // The test says when the stream ends.
    }

    private void read() throws InterruptedException {
        CallerFrame frame = next();
        spawns.addAll(frame.getSpawnList());
        signals.addAll(frame.getSignalList());
        follows.addAll(frame.getFollowList());
        if (!frame.getRenewedToken().isEmpty()) {
            renewedTokens.add(frame.getRenewedToken());
        }
        lowestOpen = Math.max(lowestOpen, frame.getLowestOpen());
        closing |= frame.getClose();
        largestFrame = Math.max(largestFrame, frame.getSerializedSize());
    }

    private CallerFrame next() throws InterruptedException {
        CallerFrame frame = frames.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("the caller says nothing more");
        }
        return frame;
    }
}
