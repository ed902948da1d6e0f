package io.kpool.worker;

import io.kpool.pool.EpochFence;
import io.kpool.protocol.agent.Hello;
import io.kpool.protocol.agent.Load;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.Welcome;
import io.kpool.protocol.agent.WorkerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One worker of a pool: says hello to the operator, obeys it, and tells it what becomes of its processes. Everything
 * happens on the loop.
 */
final class Agent implements Operator.Listener {
    private static final int PROTOCOL_VERSION = 1;

    private final Configuration configuration;
    private final Timing timing;
    private final Surroundings surroundings;
    private final Operator operator;
    private final Processes processes;
    private final Admission admission;
    private final EpochFence fence = new EpochFence();
    private final Hearing hearing;
    private final Ending ending;
    private WorkerName name;
    private Duration masterLoss;
    private LoadReports loads;
    private LoadSample sample = LoadSample.NONE;
    private long lastCommand;

    Agent(Configuration configuration, Timing timing, Surroundings surroundings) {
        this.configuration = configuration;
        this.timing = timing;
        this.surroundings = surroundings;
        this.name = configuration.name();
        this.masterLoss = configuration.masterLoss();
        this.admission = new Admission(configuration.slots());
        this.hearing = new Hearing(surroundings.nanoTime());
        this.processes = new Processes(surroundings.footing(), new Entrances(surroundings), timing, name.node());
        var backoff =
                new Backoff(timing.longestBackoff(), surroundings.footing().random());
        this.operator = new Operator(surroundings, backoff, this);
        this.ending = new Ending(processes, timing, surroundings.nanoTime());
    }

    /** Starts it; completes when it has ended, and nothing of it is left but threads that cannot be killed. */
    CompletableFuture<End> start() {
        long tick = timing.tick().toMillis();
        surroundings.loop().execute(() -> operator.start(timing.tokenCheck()));
        surroundings.loop().scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.MILLISECONDS);
        return ending.whenEnded();
    }

    /** Takes nothing new, gives its processes their time to end, ends them then, and then the agent. */
    void drain() {
        surroundings.loop().execute(() -> ending.begin(End.DRAINED, configuration.drain()));
    }

    @Override
    public void dialled(Link link) {
        hearing.dialled();
        lastCommand = 0;
        List<WorkerFrame> firstWords = new ArrayList<>();
        firstWords.add(WorkerFrame.newBuilder().setHello(hello()).build());
        firstWords.addAll(InventoryPages.of(processes.inventory()));
        link.open(firstWords);
        processes.reportTo(link.outbox());
    }

    private Hello hello() {
        return Hello.newBuilder()
                .setPool(name.pool())
                .setHost(name.host())
                .setPodUid(configuration.podUid())
                .setIncarnation(name.incarnation())
                .setProtocolVersion(PROTOCOL_VERSION)
                .setSlots(configuration.slots())
                .setEpoch(fence.highest())
                .build();
    }

    @Override
    public void closed() {
        loads = null;
        processes.reportTo(Reports.NONE);
    }

    @Override
    public void received(OperatorFrame frame) {
        Standing standing = standing(frame);
        if (standing != Standing.STALE) {
            hearing.heard();
            if (frame.hasAck() || frame.hasWelcome()) {
                hearing.answered();
            }
            obey(frame);
        }
        frame.getSpawnList().forEach(spawn -> spawn(spawn, standing));
        if (standing != Standing.STALE) {
            obeyAfterSpawns(frame);
        }
    }

    private Standing standing(OperatorFrame frame) {
        if (!fence.admits(frame.getEpoch())) {
            return Standing.STALE;
        }
        boolean silent = hearing.silence().compareTo(timing.refuse()) >= 0 && !frame.hasWelcome();
        boolean nameless = name.isNameless() && !frame.hasWelcome();
        return silent || nameless || ending.hasBegun() ? Standing.NOT_SERVING : Standing.SERVING;
    }

    private void obey(OperatorFrame frame) {
        if (frame.hasWelcome()) {
            welcomed(frame.getWelcome());
        }
        for (int i = 0; i < frame.getAcknowledgedExitCount(); i++) {
            processes.acknowledged(frame.getAcknowledgedExit(i)).ifPresent(admission::settle);
        }
        frame.getSignalList().forEach(processes::signal);
    }

    private void obeyAfterSpawns(OperatorFrame frame) {
        processes.exchanges().heed(frame);
        frame.getFollowList().forEach(processes.outputs()::follow);
        frame.getReadOutputList().forEach(processes.outputs()::read);
        if (frame.hasDismissal()) {
            dismissed(frame.getDismissal().getReason());
        }
    }

    private void welcomed(Welcome welcome) {
        operator.welcomed();
        if (name.isNameless()) {
            name = name.withIncarnation(welcome.getIncarnation());
        }
        masterLoss = Duration.ofSeconds(welcome.getMasterLossSeconds());
        loads = new LoadReports(Duration.ofMillis(welcome.getLoadReportPeriodMillis()), timing.heartbeat());
        surroundings.log().event("welcomed by the operator, epoch " + fence.highest());
        reportLoad();
    }

    private boolean isWelcome() {
        return loads != null;
    }

    private void spawn(Spawn spawn, Standing standing) {
        admission
                .refuse(spawn.getRequest(), standing, processes.running())
                .ifPresentOrElse(reason -> processes.refuse(spawn, reason), () -> processes.launch(spawn, name));
        lastCommand = Math.max(lastCommand, spawn.getCommand());
    }

    private void dismissed(String reason) {
        surroundings.log().event("dismissed by the operator: " + reason);
        operator.finish();
        processes.reportTo(Reports.NONE);
        ending.begin(End.DISMISSED, Duration.ZERO);
    }

    private void tick() {
        reportLoad();
        processes.exchanges().tick();
        Duration patience = isWelcome() ? timing.redial() : timing.welcome();
        if (operator.isConnected() && hearing.silenceOfStream().compareTo(patience) >= 0) {
            operator.redial("nothing came for " + patience.toSeconds() + " s");
        }
        if (isMasterLost()) {
            surroundings.log().event("no operator for " + masterLoss.toSeconds() + " s: what runs here ends");
            ending.begin(End.MASTER_LOST, Duration.ZERO);
        }
        ending.tellOverdue();
        if (ending.isDue()) {
            end();
        }
    }

    private boolean isMasterLost() {
        return !masterLoss.isZero()
                && !name.isNameless()
                && hearing.silenceOfAnswers().compareTo(masterLoss) >= 0
                && ending.isOpenTo(End.MASTER_LOST);
    }

    private void end() {
        operator.finish();
        if (isOurs() || ending.isAskedFor()) {
            ending.complete();
        } else {
            beginAnew();
        }
    }

    /** Whether the operator started it: its life is then that of its pod. */
    private boolean isOurs() {
        return !configuration.name().isNameless();
    }

    // Who was started by someone else is free again, and comes back as another worker when it is wanted.
    private void beginAnew() {
        surroundings.log().event("released: this agent dials again as a new worker");
        loads = null;
        name = configuration.name();
        processes.reportTo(Reports.NONE);
        processes.disown();
        ending.forget();
        operator.resume(timing.rejoin());
    }

    // Who ends has no room: a leader that does not know of it would try again with each report.
    private int slotsUsed(int running) {
        return ending.hasBegun() ? Math.max(configuration.slots(), running) : running;
    }

    private void reportLoad() {
        long now = surroundings.nanoTime().getAsLong();
        if (!isWelcome()) {
            return;
        }
        if (loads.isSampleDue(now)) {
            int runQueue = surroundings.sampler().takeMeanMilli();
            sample = new LoadSample(runQueue, lastCommand, processes.lastSerial());
            loads.sampled(load(), now).ifPresent(this::tell);
        } else if (loads.isHeartbeatDue(now)) {
            tell(loads.heartbeat(load(), now));
        }
    }

    /** What is left of the sample: a slot that came free since is not used any more. */
    private Load load() {
        int left = processes.runningUpTo(sample.lastSerial());
        return Load.newBuilder()
                .setLastCommand(sample.lastCommand())
                .setRunQueueMilli(sample.runQueueMilli())
                .setProcesses(left)
                .setSlotsUsed(slotsUsed(left))
                .build();
    }

    private void tell(Load load) {
        operator.link().ifPresent(link -> link.outbox().load(load));
    }
}
