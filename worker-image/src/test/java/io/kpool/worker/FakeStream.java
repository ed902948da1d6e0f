package io.kpool.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.Ack;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.LiveRequest;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Refusal;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.SpawnAttempt;
import io.kpool.protocol.agent.Welcome;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operator's end of one stream. Loads are answered by itself, unless it was told to be silent. */
final class FakeStream implements StreamObserver<WorkerFrame> {
    private final StreamObserver<OperatorFrame> toWorker;
    private final String authorization;
    private final BlockingQueue<WorkerFrame> frames = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long epoch = 1;
    private volatile boolean silent;
    private final Map<Long, Long> commands = new ConcurrentHashMap<>();
    private long lastCommand;

    FakeStream(StreamObserver<OperatorFrame> toWorker, String authorization) {
        this.toWorker = toWorker;
        this.authorization = authorization;
    }

    String authorization() {
        return authorization;
    }

    FakeStream epoch(long now) {
        epoch = now;
        return this;
    }

    void beSilent() {
        silent = true;
    }

    /** Reads hello and the whole inventory. */
    FirstWords readFirstWords() throws InterruptedException {
        WorkerFrame first = next(frame -> frame.hasHello());
        List<InventoryEntry> inventory = new ArrayList<>();
        WorkerFrame page = first;
        while (!page.getInventoryDone()) {
            page = next(frame -> true);
            assertThat(page.getSerializedSize()).isLessThanOrEqualTo(256 * 1024);
            inventory.addAll(page.getInventoryList());
        }
        return new FirstWords(first.getHello(), inventory);
    }

    record FirstWords(io.kpool.protocol.agent.Hello hello, List<InventoryEntry> inventory) {}

    /** Reads the first words, and welcomes the worker. */
    FirstWords welcome() throws InterruptedException {
        return welcome(Duration.ZERO);
    }

    FirstWords welcome(Duration masterLoss) throws InterruptedException {
        return welcome(masterLoss, 1);
    }

    /** @param incarnation of who has none */
    FirstWords welcome(Duration masterLoss, long incarnation) throws InterruptedException {
        FirstWords words = readFirstWords();
        send(OperatorFrame.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setIncarnation(Math.max(incarnation, words.hello().getIncarnation()))
                        .setLoadReportPeriodMillis(200)
                        .setMasterLossSeconds((int) masterLoss.toSeconds())
                        .setSpawnCredit(1000)));
        return words;
    }

    void send(OperatorFrame.Builder frame) {
        synchronized (toWorker) {
            toWorker.onNext(frame.setEpoch(epoch).build());
        }
    }

    /** Sends the spawn as attempt 1 of that uid; its command number. */
    long spawn(String uid, Spawn.Builder spawn) {
        return spawn(uid, 1, spawn);
    }

    /** Of a Spawn that nobody has asked for yet. */
    long spawn(Spawn.Builder spawn) {
        return spawn(java.util.UUID.randomUUID().toString(), spawn);
    }

    long spawn(String uid, int attempt, Spawn.Builder spawn) {
        var by = SpawnAttempt.newBuilder().setUid(uid).setAttempt(attempt);
        return spawn(RequestId.newBuilder().setSpawn(by), spawn);
    }

    /** As what a caller's session asked for under that number. */
    long spawnLive(long number, Spawn.Builder spawn) {
        var by = LiveRequest.newBuilder()
                .setSessionEpoch(epoch)
                .setSession(1)
                .setNumber(number)
                .setDigest(number);
        return spawn(RequestId.newBuilder().setLive(by), spawn);
    }

    private long spawn(RequestId.Builder request, Spawn.Builder spawn) {
        lastCommand++;
        send(OperatorFrame.newBuilder().addSpawn(spawn.setCommand(lastCommand).setRequest(request)));
        return lastCommand;
    }

    void kill(long serial, Duration grace) {
        signal(serial, ExitReason.KILLED, grace);
    }

    void signal(long serial, ExitReason reason, Duration grace) {
        send(OperatorFrame.newBuilder()
                .addSignal(
                        Signal.newBuilder().setSerial(serial).setReason(reason).setGraceMillis((int)
                                grace.toMillis())));
    }

    void acknowledge(long serial) {
        send(OperatorFrame.newBuilder().addAcknowledgedExit(serial));
    }

    void fail(Status status) {
        synchronized (toWorker) {
            toWorker.onError(status.asRuntimeException());
        }
    }

    /** The next frame that passes; those before it are dropped. */
    WorkerFrame next(Predicate<WorkerFrame> wanted) throws InterruptedException {
        long end = System.nanoTime() + Patience.LONGEST.toNanos();
        while (true) {
            WorkerFrame frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertThat(frame).as("a frame from the worker").isNotNull();
            StreamEnded.failAt(frame);
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    /** A frame that is there already. */
    Optional<WorkerFrame> poll() {
        return Optional.ofNullable(frames.poll());
    }

    private <T> T find(Function<WorkerFrame, Optional<T>> part) throws InterruptedException {
        return part.apply(next(frame -> part.apply(frame).isPresent())).orElseThrow();
    }

    /** Waits for the process of that command; its serial. What else the frame says is dropped. */
    long started(long command) throws InterruptedException {
        return find(frame -> {
            int column = frame.getStartedCommandList().indexOf(command);
            return column < 0 ? Optional.empty() : Optional.of(frame.getStartedSerial(column));
        });
    }

    Exit exit(Predicate<Exit> wanted) throws InterruptedException {
        return find(frame -> frame.getExitedList().stream().filter(wanted).findFirst());
    }

    Exit exitOf(long command) throws InterruptedException {
        return exit(exit -> exit.getCommand() == command);
    }

    Refusal refusal(long command) throws InterruptedException {
        return find(frame -> frame.getRefusedList().stream()
                .filter(refusal -> refusal.getCommand() == command)
                .findFirst());
    }

    Load load(Predicate<Load> wanted) throws InterruptedException {
        return find(frame -> Optional.of(frame)
                .filter(WorkerFrame::hasLoad)
                .map(WorkerFrame::getLoad)
                .filter(wanted));
    }

    boolean awaitClosed() throws InterruptedException {
        return closed.await(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void onNext(WorkerFrame frame) {
        frames.add(withAllExits(frame));
        if (frame.hasLoad() && !silent) {
            send(OperatorFrame.newBuilder()
                    .setAck(Ack.newBuilder().setSequence(frame.getLoad().getSequence())));
        }
    }

    /** Says also as exits what the columns of returned processes say. */
    private WorkerFrame withAllExits(WorkerFrame frame) {
        WorkerFrame.Builder all = frame.toBuilder();
        for (int i = 0; i < frame.getStartedSerialCount(); i++) {
            commands.put(frame.getStartedSerial(i), frame.getStartedCommand(i));
        }
        for (int i = 0; i < frame.getReturnedSerialCount(); i++) {
            long serial = frame.getReturnedSerial(i);
            all.addExited(Exit.newBuilder()
                    .setSerial(serial)
                    .setCommand(commands.getOrDefault(serial, 0L))
                    .setReason(ExitReason.NORMAL)
                    .setEndedMillis(frame.getReturnedMillis(i))
                    .setStarted(true));
        }
        return all.build();
    }

    @Override
    public void onError(Throwable broken) {
        frames.add(StreamEnded.MARK);
        closed.countDown();
    }

    @Override
    public void onCompleted() {
        frames.add(StreamEnded.MARK);
        closed.countDown();
        synchronized (toWorker) {
            toWorker.onCompleted();
        }
    }
}
