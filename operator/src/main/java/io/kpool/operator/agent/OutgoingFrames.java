package io.kpool.operator.agent;

import io.grpc.stub.ServerCallStreamObserver;
import io.kpool.operator.stream.Frames;
import io.kpool.pool.StopOrder;
import io.kpool.protocol.agent.Ack;
import io.kpool.protocol.agent.Answer;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Follow;
import io.kpool.protocol.agent.LostWorker;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.ReadOutput;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Welcome;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.KeySnapshot;
import io.kpool.protocol.process.ProcessSignal;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * What goes to one worker. Everything queued in one turn of the loop leaves in one frame, at its end: nothing waits for
 * more, and under load nothing goes out one by one.
 */
final class OutgoingFrames implements Frames, WorkerWords {
    /** A frame is closed when it has so many bytes. With one spawn more it stays far below what a worker takes. */
    private static final int FULL_BYTES = 256 * 1024;

    /** So many of them may wait for a worker that does not read, before it gets no more messages. */
    private static final int CROWD = 64;

    private final ServerCallStreamObserver<OperatorFrame> stream;
    private final Consumer<Runnable> endOfTurn;
    private final long epoch;

    private final Queue<OperatorFrame> full = new ArrayDeque<>();
    private final Queue<Spawn> withoutCredit = new ArrayDeque<>();
    private OperatorFrame.Builder next = OperatorFrame.newBuilder();
    private int nextBytes;
    private int credit;
    private boolean drainDue;
    private boolean closed;

    /** @param endOfTurn runs a task on this loop after the one that runs now */
    OutgoingFrames(ServerCallStreamObserver<OperatorFrame> stream, Consumer<Runnable> endOfTurn, long epoch) {
        this.stream = stream;
        this.endOfTurn = endOfTurn;
        this.epoch = epoch;
    }

    void welcome(Welcome welcome) {
        credit = welcome.getSpawnCredit();
        next.setWelcome(welcome);
        sent(welcome.getSerializedSize());
    }

    void ack(long sequence) {
        next.setAck(Ack.newBuilder().setSequence(sequence));
        sent(0);
    }

    void acknowledgeExit(long serial) {
        next.addAcknowledgedExit(serial);
        sent(Long.BYTES);
    }

    void signal(long serial, StopOrder order) {
        next.addSignal(Wire.signal(serial, order));
        sent(2 * Long.BYTES);
    }

    /** What another process, or a caller, tells that one. */
    void deliver(long serial, ProcessSignal signal) {
        next.addDelivered(DeliveredSignal.newBuilder().setSerial(serial).setSignal(signal));
        sent(2 * Long.BYTES + signal.getSerializedSize());
    }

    /** Whether there is no room for what can be sent back. */
    boolean isCrowded() {
        return full.size() >= CROWD;
    }

    @Override
    public void membership(SetMembership now) {
        next.addMembership(now);
        sent(now.getSerializedSize());
    }

    @Override
    public void snapshot(KeySnapshot page) {
        // Within a frame snapshots come first, and what was said before them is in them.
        if (next.getChangeCount() > 0) {
            full.add(cut());
        }
        next.addSnapshot(page);
        sent(page.getSerializedSize());
    }

    @Override
    public void changed(KeyChange change) {
        next.addChange(change);
        sent(change.getSerializedSize());
    }

    @Override
    public void answer(Answer answer) {
        next.addAnswer(answer);
        sent(answer.getSerializedSize());
    }

    @Override
    public void lost(LostWorker worker) {
        next.addLost(worker);
        sent(worker.getSerializedSize());
    }

    void follow(long serial) {
        next.addFollow(Follow.newBuilder().setSerial(serial));
        sent(Long.BYTES);
    }

    void unfollow(long serial) {
        next.addFollow(Follow.newBuilder().setSerial(serial).setStop(true));
        sent(Long.BYTES);
    }

    void readOutput(long serial, LivePools.Tail tail) {
        next.addReadOutput(ReadOutput.newBuilder()
                .setQuestion(tail.question())
                .setSerial(serial)
                .setTail(tail.bytes()));
        sent(2 * Long.BYTES);
    }

    /** Waits here while as many commands are unanswered as the worker was told to expect. */
    void spawn(Spawn spawn) {
        if (credit == 0) {
            withoutCredit.add(spawn);
            return;
        }
        credit--;
        next.addSpawn(spawn);
        sent(spawn.getSerializedSize());
    }

    /** That many spawn commands were answered: started, refused, or ended without having started. */
    void answered(int commands) {
        credit += commands;
        while (credit > 0 && !withoutCredit.isEmpty()) {
            spawn(withoutCredit.remove());
        }
    }

    /** Sends what is queued and a last word, and nothing ever after. */
    void dismiss(String reason) {
        if (closed) {
            return;
        }
        next.getDismissalBuilder().setReason(reason);
        full.add(cut());
        full.forEach(stream::onNext);
        closed = true;
        stream.onCompleted();
    }

    @Override
    public void close() {
        closed = true;
    }

    private void sent(int bytes) {
        if (closed) {
            next.clear();
            return;
        }
        nextBytes += bytes;
        if (nextBytes >= FULL_BYTES) {
            full.add(cut());
        }
        if (!drainDue) {
            drainDue = true;
            endOfTurn.accept(this::drain);
        }
    }

    private OperatorFrame cut() {
        OperatorFrame frame = next.setEpoch(epoch).build();
        next = OperatorFrame.newBuilder();
        nextBytes = 0;
        return frame;
    }

    @Override
    public void drain() {
        if (!drainDue || closed || !stream.isReady()) {
            return;
        }
        drainDue = false;
        if (nextBytes > 0 || next.hasAck()) {
            full.add(cut());
        }
        while (!full.isEmpty()) {
            stream.onNext(full.remove());
        }
    }
}
