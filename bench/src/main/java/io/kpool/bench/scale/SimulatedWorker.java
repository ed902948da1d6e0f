package io.kpool.bench.scale;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.AgentGrpc;
import io.kpool.protocol.agent.Hello;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Question;
import io.kpool.protocol.agent.SetMembership;
import io.kpool.protocol.agent.Signal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.DirectoryResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Speaks to the operator as an agent does, and only pretends to run what it is told to. Confined to its loop. */
final class SimulatedWorker implements StreamObserver<OperatorFrame> {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final int PROTOCOL = 1;
    private static final int HEARTBEAT_MILLIS = 1_000;
    private static final int SHORTEST_WAIT_MILLIS = 100;
    private static final int LONGEST_WAIT_MILLIS = 2_000;

    private final SimulatedHost host;
    private final int slots;
    private final FleetDialler dialler;
    private final EventLoop loop;
    private final RandomGenerator random;
    private final HeldProcesses processes = new HeldProcesses();
    private ManagedChannel channel;
    private StreamObserver<WorkerFrame> stream;
    private volatile boolean welcomed;
    private boolean dismissed;
    private int longestWait = SHORTEST_WAIT_MILLIS;
    private long epoch;
    private long sequence;
    private long lastCommand;
    private long questions;
    /** By number of the question. */
    private final Map<Long, Consumer<DirectoryResponse>> waiting = new HashMap<>();

    SimulatedWorker(SimulatedHost host, int slots, FleetDialler dialler, RandomGenerator random) {
        this.host = host;
        this.slots = slots;
        this.dialler = dialler;
        this.loop = dialler.loop();
        this.random = random;
    }

    void start() {
        loop.execute(this::dial);
        loop.scheduleAtFixedRate(
                this::heartbeat, random.nextInt(HEARTBEAT_MILLIS), HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    boolean isWelcomed() {
        return welcomed;
    }

    /** Everything that asks it something does so there. */
    EventLoop loop() {
        return loop;
    }

    /** The processes that it pretends to run, by serial. */
    List<Long> serials() {
        return processes.serials();
    }

    String pid(long serial) {
        return host.pool() + "/" + host.name() + "." + host.incarnation() + "." + serial;
    }

    /** As if one of its processes asked. */
    void ask(long serial, DirectoryRequest request, Consumer<DirectoryResponse> then) {
        waiting.put(++questions, then);
        stream.onNext(WorkerFrame.newBuilder()
                .addQuestion(Question.newBuilder()
                        .setSerial(serial)
                        .setNumber(questions)
                        .setDirectory(request))
                .build());
    }

    private void dial() {
        channel = dialler.dial();
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + host.token());
        stream = AgentGrpc.newStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .connect(this);
        sequence = 0;
        lastCommand = 0;
        stream.onNext(WorkerFrame.newBuilder()
                .setHello(Hello.newBuilder()
                        .setPool(host.pool())
                        .setHost(host.name())
                        .setPodUid(host.podUid())
                        .setIncarnation(host.incarnation())
                        .setProtocolVersion(PROTOCOL)
                        .setSlots(slots)
                        .setEpoch(epoch))
                .build());
        processes
                .inventory()
                .forEach(page -> stream.onNext(
                        WorkerFrame.newBuilder().addAllInventory(page).build()));
        stream.onNext(WorkerFrame.newBuilder().setInventoryDone(true).build());
    }

    private void heartbeat() {
        if (welcomed) {
            stream.onNext(WorkerFrame.newBuilder().setLoad(load()).build());
        }
    }

    private Load load() {
        return Load.newBuilder()
                .setSequence(++sequence)
                .setLastCommand(lastCommand)
                .setProcesses(processes.running())
                .setSlotsUsed(processes.running())
                .build();
    }

    @Override
    public void onNext(OperatorFrame frame) {
        epoch = Math.max(epoch, frame.getEpoch());
        if (frame.hasWelcome()) {
            welcomed = true;
            longestWait = SHORTEST_WAIT_MILLIS;
        }
        frame.getAcknowledgedExitList().forEach(processes::acknowledged);
        WorkerFrame.Builder answer = WorkerFrame.newBuilder();
        frame.getSignalList().forEach(signal -> end(signal, answer));
        frame.getSpawnList().forEach(spawn -> begin(spawn, answer));
        frame.getMembershipList().forEach(membership -> stand(membership, answer));
        WorkerFrame built = answer.build();
        if (built.getSerializedSize() > 0) {
            stream.onNext(built);
        }
        frame.getAnswerList()
                .forEach(response -> waiting.remove(response.getNumber()).accept(response.getDirectory()));
        if (frame.hasDismissal()) {
            dismissed = true;
        }
    }

    private void begin(Spawn spawn, WorkerFrame.Builder answer) {
        lastCommand = spawn.getCommand();
        answer.addStartedCommand(spawn.getCommand());
        answer.addStartedSerial(processes.start(spawn.getRequest(), System.currentTimeMillis()));
    }

    private void stand(SetMembership set, WorkerFrame.Builder answer) {
        processes.stand(set.getSerial(), set.getMembership());
        if (set.getNumber() > 0) {
            answer.addMembershipRecorded(set.getNumber());
        }
    }

    private void end(Signal signal, WorkerFrame.Builder answer) {
        answer.addAllExited(processes.end(signal.getSerial(), signal.getReason(), System.currentTimeMillis()));
    }

    @Override
    public void onError(Throwable broken) {
        lost();
    }

    @Override
    public void onCompleted() {
        lost();
    }

    // As agents do: later each time, and not all at once.
    private void lost() {
        welcomed = false;
        channel.shutdownNow();
        if (!dismissed) {
            loop.schedule(this::dial, random.nextInt(longestWait / 2, longestWait + 1), TimeUnit.MILLISECONDS);
            longestWait = Math.min(LONGEST_WAIT_MILLIS, longestWait * 2);
        }
    }

    /** For good. */
    void end() {
        loop.execute(() -> {
            dismissed = true;
            if (channel != null) {
                channel.shutdownNow();
            }
        });
    }
}
