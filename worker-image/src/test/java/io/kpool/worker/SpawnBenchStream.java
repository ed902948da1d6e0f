package io.kpool.worker;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.Ack;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.LiveRequest;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.RequestId;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Welcome;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.JavaFunction;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** The operator's end of the stream of a {@link SpawnBench}: keeps as many spawns on their way as it is told. */
final class SpawnBenchStream implements StreamObserver<WorkerFrame> {
    private static final int WINDOW = 256;

    private final CountDownLatch hello = new CountDownLatch(1);
    private ServerCallStreamObserver<OperatorFrame> toWorker;
    private int received;
    private long command;
    private long number;
    private JavaFunction function;
    private int toSend;
    private int toEnd;
    private long[] sent;
    private long[] latencies;
    private int started;
    private long firstCommand;
    private CountDownLatch done;

    StreamObserver<WorkerFrame> open(ServerCallStreamObserver<OperatorFrame> observer) {
        toWorker = observer;
        observer.disableAutoRequest();
        observer.request(WINDOW);
        return this;
    }

    void awaitHello() throws InterruptedException {
        hello.await();
    }

    /** Nanoseconds from asking to *started*, sorted. */
    long[] run(JavaFunction asked, int outstanding, int spawns) throws InterruptedException {
        CountDownLatch finished = new CountDownLatch(1);
        synchronized (this) {
            function = asked;
            toSend = spawns;
            toEnd = spawns;
            sent = new long[spawns];
            latencies = new long[spawns];
            started = 0;
            firstCommand = command + 1;
            done = finished;
            var frame = OperatorFrame.newBuilder().setEpoch(1);
            spawn(frame, outstanding);
            toWorker.onNext(frame.build());
        }
        finished.await();
        Arrays.sort(latencies);
        return latencies;
    }

    private void spawn(OperatorFrame.Builder frame, int count) {
        for (int i = 0; i < count && toSend > 0; i++, toSend--) {
            command++;
            sent[(int) (command - firstCommand)] = System.nanoTime();
            frame.addSpawn(Spawn.newBuilder()
                    .setCommand(command)
                    .setRequest(RequestId.newBuilder()
                            .setLive(LiveRequest.newBuilder()
                                    .setSessionEpoch(1)
                                    .setSession(1)
                                    .setNumber(++number)
                                    .setDigest(number)))
                    .setJava(function));
        }
    }

    @Override
    public synchronized void onNext(WorkerFrame frame) {
        if (++received == WINDOW / 2) {
            toWorker.request(received);
            received = 0;
        }
        var answer = OperatorFrame.newBuilder().setEpoch(1);
        if (frame.hasHello()) {
            answer.setWelcome(Welcome.newBuilder()
                    .setIncarnation(1)
                    .setLoadReportPeriodMillis(2000)
                    .setSpawnCredit(100_000));
            hello.countDown();
        }
        if (frame.hasLoad()) {
            answer.setAck(Ack.newBuilder().setSequence(frame.getLoad().getSequence()));
        }
        if (frame.getRefusedCount() > 0) {
            throw new IllegalStateException("refused: " + frame.getRefused(0));
        }
        handleStarted(frame);
        int ended = acknowledge(frame, answer);
        toEnd -= ended;
        spawn(answer, ended);
        if (ended > 0 || frame.hasHello() || frame.hasLoad()) {
            toWorker.onNext(answer.build());
        }
        if (ended > 0 && toEnd == 0) {
            done.countDown();
        }
    }

    private void handleStarted(WorkerFrame frame) {
        long now = System.nanoTime();
        for (long startedCommand : frame.getStartedCommandList()) {
            latencies[started++] = now - sent[(int) (startedCommand - firstCommand)];
        }
    }

    private static int acknowledge(WorkerFrame frame, OperatorFrame.Builder answer) {
        for (Exit exit : frame.getExitedList()) {
            if (!exit.getStarted()) {
                throw new IllegalStateException(exit.toString());
            }
            answer.addAcknowledgedExit(exit.getSerial());
        }
        answer.addAllAcknowledgedExit(frame.getReturnedSerialList());
        return frame.getExitedCount() + frame.getReturnedSerialCount();
    }

    @Override
    public synchronized void onError(Throwable ended) {
        // The worker was ended: all has been measured.
        toWorker = null;
    }

    @Override
    public void onCompleted() {
        toWorker.onCompleted();
    }
}
