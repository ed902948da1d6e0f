package io.kpool.operator.agent;

import com.google.protobuf.ByteString;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.OutputPage;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Message;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Has a fake worker do what it is told: functions of java.lang.Math return 5, all else runs until it is told to end; all
 * have printed the same, answer calls with what they were asked, and stand where they are put.
 */
public final class WillingWorker implements AutoCloseable {
    private final FakeWorker worker;
    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final Thread thread;
    private volatile long lastCommand;

    public WillingWorker(FakeWorker worker) {
        this.worker = worker;
        this.thread = Thread.ofVirtual().start(this::serve);
        // Who is silent for three seconds gets nothing.
        heart.scheduleAtFixedRate(() -> worker.load(lastCommand), 0, 500, TimeUnit.MILLISECONDS);
    }

    /** The next message that one of its processes got. */
    public Message message() throws InterruptedException {
        Message message = messages.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message came within 10 s");
        }
        return message;
    }

    @Override
    public void close() {
        thread.interrupt();
        heart.shutdownNow();
    }

    private void serve() {
        try {
            while (true) {
                answer(worker.frame());
            }
        } catch (InterruptedException | AssertionError over) {
            // Nothing more comes.
            Thread.currentThread().interrupt();
        }
    }

    private void answer(OperatorFrame frame) {
        frame.getSignalList()
                .forEach(signal ->
                        worker.exit(signal.getSerial(), Exit.newBuilder().setReason(signal.getReason())));
        frame.getSpawnList().forEach(this::start);
        frame.getMembershipList()
                .forEach(told -> worker.send(WorkerFrame.newBuilder().addMembershipRecorded(told.getNumber())));
        frame.getDeliveredList().forEach(this::receive);
        frame.getReadOutputList()
                .forEach(question -> worker.send(WorkerFrame.newBuilder()
                        .addOutputPage(OutputPage.newBuilder()
                                .setQuestion(question.getQuestion())
                                .setText(ByteString.copyFromUtf8("what it printed\n"))
                                .setEnded(true))));
    }

    private void start(Spawn spawn) {
        lastCommand = spawn.getCommand();
        long serial = worker.start(spawn);
        if (spawn.getJava().getModule().equals("java.lang.Math")) {
            worker.exit(serial, Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(ByteString.copyFromUtf8("5")));
        }
    }

    private void receive(DeliveredSignal delivered) {
        Message message = delivered.getSignal().getMessage();
        messages.add(message);
        if (message.getCall() != 0) {
            worker.send(WorkerFrame.newBuilder()
                    .addSignal(SentSignal.newBuilder()
                            .setSerial(delivered.getSerial())
                            .setSignal(ProcessSignal.newBuilder()
                                    .setPeer(delivered.getSignal().getPeer())
                                    .setReply(Reply.newBuilder()
                                            .setCall(message.getCall())
                                            .setBody(message.getBody())))));
        }
    }
}
