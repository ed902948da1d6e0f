package io.kpool.operator.agent;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.kpool.operator.security.TestCertificates;
import io.kpool.protocol.agent.AgentGrpc;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Hello;
import io.kpool.protocol.agent.InventoryEntry;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Refusal;
import io.kpool.protocol.agent.RefusalReason;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Membership;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A worker that runs nothing: it says what a test tells it to, over the real protocol, and keeps what it is told. */
public final class FakeWorker implements AutoCloseable {
    private final Identity identity;
    private final BlockingQueue<Spawn> spawns = new LinkedBlockingQueue<>();
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final BlockingQueue<OperatorFrame> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Status> ends = new LinkedBlockingQueue<>();
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private final Map<Long, InventoryEntry> inventory = new ConcurrentHashMap<>();
    private final AtomicLong serials = new AtomicLong();
    private final AtomicLong loads = new AtomicLong();
    private volatile boolean records = true;
    private ManagedChannel channel;
    private StreamObserver<WorkerFrame> out;

    /** Who it says it is; its token is its namespace, which a test's admission believes. */
    public record Identity(String token, String pool, String host, long incarnation, String podUid) {}

    public FakeWorker(Identity identity) {
        this.identity = identity;
    }

    /** Dials, says hello, and brings its inventory. */
    public FakeWorker connect(int port, String caBundle) throws Exception {
        dial(port, caBundle);
        send(WorkerFrame.newBuilder()
                .setHello(hello())
                .addAllInventory(inventory.values())
                .setInventoryDone(true));
        load(0);
        return this;
    }

    /** Dials and says nothing. */
    public FakeWorker dial(int port, String caBundle) throws Exception {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + identity.token());
        channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .overrideAuthority(TestCertificates.SERVICE)
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(new ByteArrayInputStream(caBundle.getBytes(StandardCharsets.US_ASCII)))
                        .protocols("TLSv1.3")
                        .build())
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
        out = AgentGrpc.newStub(channel).connect(new Incoming());
        return this;
    }

    public Hello.Builder hello() {
        return Hello.newBuilder()
                .setPool(identity.pool())
                .setHost(identity.host())
                .setPodUid(identity.podUid())
                .setIncarnation(identity.incarnation())
                .setProtocolVersion(1)
                .setSlots(8);
    }

    public synchronized void send(WorkerFrame.Builder frame) {
        out.onNext(frame.build());
    }

    public void load(long lastCommand) {
        send(WorkerFrame.newBuilder()
                .setLoad(Load.newBuilder().setSequence(loads.incrementAndGet()).setLastCommand(lastCommand)));
    }

    /** The next spawn command. */
    public Spawn spawned() throws InterruptedException {
        return next(spawns, "spawn");
    }

    /** Whether none comes for a while. */
    public boolean isLeftAlone(long millis) throws InterruptedException {
        return spawns.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    public Signal signalled() throws InterruptedException {
        return next(signals, "signal");
    }

    public OperatorFrame frame() throws InterruptedException {
        return next(frames, "frame");
    }

    /** How the stream ended. */
    public Status end() throws InterruptedException {
        return next(ends, "end of the stream");
    }

    public List<Long> acknowledged() {
        return acknowledged;
    }

    /** Says that it started; its serial. */
    public long start(Spawn spawn) {
        long serial = serials.incrementAndGet();
        keep(spawn, serial);
        send(WorkerFrame.newBuilder().addStartedCommand(spawn.getCommand()).addStartedSerial(serial));
        return serial;
    }

    /** Says in one frame that it started and ended. */
    public long startAndExit(Spawn spawn, ExitReason reason) {
        long serial = serials.incrementAndGet();
        keep(spawn, serial);
        send(WorkerFrame.newBuilder()
                .addStartedCommand(spawn.getCommand())
                .addStartedSerial(serial)
                .addExited(ended(serial, spawn.getCommand(), reason)));
        return serial;
    }

    /** It ends while nobody can be told. */
    public void endUnheard(long serial, ExitReason reason) {
        ended(serial, 0, reason);
    }

    public void exit(long serial, Exit.Builder exit) {
        Exit ended = exit.setSerial(serial)
                .setStarted(true)
                .setEndedMillis(System.currentTimeMillis())
                .build();
        inventory.computeIfPresent(
                serial, (any, entry) -> entry.toBuilder().setExit(ended).build());
        send(WorkerFrame.newBuilder().addExited(ended));
    }

    public void refuse(Spawn spawn, RefusalReason reason) {
        send(WorkerFrame.newBuilder()
                .addRefused(Refusal.newBuilder().setCommand(spawn.getCommand()).setReason(reason)));
    }

    /** From now on it does not get what it is to record, as if the stream had broken before. */
    public void stopRecording() {
        records = false;
    }

    public void recordAgain() {
        records = true;
    }

    /** The stream breaks; what it ran runs on. */
    public void hangUp() {
        channel.shutdownNow();
    }

    @Override
    public void close() {
        hangUp();
    }

    private void keep(Spawn spawn, long serial) {
        inventory.put(
                serial,
                InventoryEntry.newBuilder()
                        .setSerial(serial)
                        .setRequest(spawn.getRequest())
                        .setStartedMillis(System.currentTimeMillis())
                        .build());
    }

    private void record(SetMembership set) {
        Membership now = set.getMembership();
        inventory.computeIfPresent(set.getSerial(), (any, entry) -> {
            List<Membership> others = entry.getMembershipList().stream()
                    .filter(one -> !one.getKey().equals(now.getKey()))
                    .toList();
            InventoryEntry.Builder next = entry.toBuilder().clearMembership().addAllMembership(others);
            return (now.getCount() == 0 ? next : next.addMembership(now)).build();
        });
        if (set.getNumber() > 0) {
            send(WorkerFrame.newBuilder().addMembershipRecorded(set.getNumber()));
        }
    }

    private Exit ended(long serial, long command, ExitReason reason) {
        Exit exit = Exit.newBuilder()
                .setSerial(serial)
                .setCommand(command)
                .setReason(reason)
                .setStarted(true)
                .setEndedMillis(System.currentTimeMillis())
                .build();
        inventory.computeIfPresent(
                serial, (any, entry) -> entry.toBuilder().setExit(exit).build());
        return exit;
    }

    private static <T> T next(BlockingQueue<T> queue, String what) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no " + what + " came within 10 s");
        }
        return next;
    }

    private final class Incoming implements StreamObserver<OperatorFrame> {
        @Override
        public void onNext(OperatorFrame frame) {
            if (records) {
                frame.getMembershipList().forEach(FakeWorker.this::record);
            }
            frame.getAcknowledgedExitList().forEach(serial -> {
                acknowledged.add(serial);
                inventory.remove(serial);
            });
            spawns.addAll(frame.getSpawnList());
            signals.addAll(new ArrayList<>(frame.getSignalList()));
            // Last: who has seen it may change what this does with the next one.
            frames.add(frame);
        }

        @Override
        public void onError(Throwable error) {
            ends.add(Status.fromThrowable(error));
        }

        @Override
        public void onCompleted() {
            ends.add(Status.OK);
        }
    }
}
