package io.kpool.worker;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.Output;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.Refusal;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Subscription;
import io.kpool.protocol.agent.WorkerFrame;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;

/** Gathers what is to be sent into as few frames as their size allows; confined to the loop. */
final class Outbox implements Reports {
    /** Bytes of a frame, give or take the last thing that went in; far below the limit of a message, 1 MiB. */
    static final int LARGEST_FRAME = 512 * 1024;

    private static final int COLUMN_ENTRY = 22;

    private final Runnable wake;
    private final Queue<WorkerFrame> full = new ArrayDeque<>();
    private WorkerFrame.Builder open = WorkerFrame.newBuilder();
    private int size;
    // Written by the loop only.
    private volatile long queuedOutput;
    private LongConsumer signalsSent = bytes -> {};

    /** @param wake called with each thing that goes in; must not call back */
    Outbox(Runnable wake) {
        this.wake = wake;
    }

    @Override
    public void started(long command, long serial) {
        room(COLUMN_ENTRY).addStartedCommand(command).addStartedSerial(serial);
    }

    @Override
    public void refused(long command, RefusalReason reason) {
        room(COLUMN_ENTRY).addRefused(Refusal.newBuilder().setCommand(command).setReason(reason));
    }

    @Override
    public void signal(SentSignal signal) {
        room(signal.getSerializedSize() + COLUMN_ENTRY).addSignal(signal);
    }

    @Override
    public void signalsSentTo(LongConsumer listener) {
        signalsSent = listener;
    }

    @Override
    public void membershipRecorded(long number) {
        room(COLUMN_ENTRY).addMembershipRecorded(number);
    }

    @Override
    public void subscription(Subscription subscription) {
        room(subscription.getSerializedSize() + COLUMN_ENTRY).addSubscription(subscription);
    }

    @Override
    public void question(Question question) {
        room(question.getSerializedSize() + COLUMN_ENTRY).addQuestion(question);
    }

    @Override
    public void returned(long serial, long millis) {
        room(COLUMN_ENTRY).addReturnedSerial(serial).addReturnedMillis(millis);
    }

    @Override
    public void exited(Exit exit) {
        room(exit.getSerializedSize() + COLUMN_ENTRY).addExited(exit);
    }

    @Override
    public void unkillable(long serial) {
        room(COLUMN_ENTRY).addUnkillable(serial);
    }

    @Override
    public void output(Output output) {
        room(output.getSerializedSize() + COLUMN_ENTRY).addOutput(output);
        queuedOutput = queuedOutput + cost(output);
    }

    @Override
    public void outputPage(OutputPage page) {
        room(page.getSerializedSize() + COLUMN_ENTRY).addOutputPage(page);
    }

    @Override
    public long queuedOutput() {
        return queuedOutput;
    }

    void load(Load load) {
        room(load.getSerializedSize() + COLUMN_ENTRY).setLoad(load);
    }

    void renewedToken(String token) {
        room(token.length() + COLUMN_ENTRY).setRenewedToken(token);
    }

    /** The next frame to be sent; empty: nothing is. */
    Optional<WorkerFrame> poll() {
        if (full.isEmpty() && size > 0) {
            close();
        }
        WorkerFrame next = full.poll();
        if (next != null && next.getOutputCount() > 0) {
            queuedOutput = queuedOutput
                    - next.getOutputList().stream().mapToInt(Outbox::cost).sum();
        }
        if (next != null && next.getSignalCount() > 0) {
            signalsSent.accept(
                    next.getSignalList().stream().mapToLong(Outbox::cost).sum());
        }
        return Optional.ofNullable(next);
    }

    /** What a signal takes that waits to be sent, in bytes. */
    static long cost(SentSignal signal) {
        return signal.getSerializedSize();
    }

    private static int cost(Output output) {
        return OutputRoom.cost(output.getText().size());
    }

    private WorkerFrame.Builder room(int bytes) {
        if (size > 0 && size + bytes > LARGEST_FRAME) {
            close();
        }
        size += bytes;
        wake.run();
        return open;
    }

    private void close() {
        full.add(open.build());
        open = WorkerFrame.newBuilder();
        size = 0;
    }
}
