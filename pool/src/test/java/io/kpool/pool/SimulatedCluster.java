package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Patience;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Workers, records and a leader that carries out what its master wants; checks all of it on the way. */
final class SimulatedCluster {
    static final List<String> HOSTS = List.of("a", "b", "c");

    private final Map<String, SimulatedWorker> workers = new HashMap<>();
    private final Records records = new Records();
    private final ChangingSettings settings = new ChangingSettings();
    private final Map<RequestId, Integer> runs = new HashMap<>();
    private final Deque<Runnable> toRecord = new ArrayDeque<>();
    private PoolMaster master;
    private Invariants invariants;
    private long epoch;
    private long incarnations;
    private long now = PoolFixture.START;

    SimulatedCluster() {
        HOSTS.forEach(settings::want);
        changeLeader();
        for (String host : HOSTS) {
            replaceWorker(host);
            connect(host);
            worker(host).report();
            hear(host, Integer.MAX_VALUE);
        }
    }

    void changeLeader() {
        toRecord.clear();
        workers.values().forEach(SimulatedWorker::disconnect);
        master = new PoolMaster("demo", ++epoch, settings.get(), now);
        invariants = new Invariants(master);
        for (Records.Entry record : records.open()) {
            if (record.isAssigned()) {
                restore(record);
            } else {
                submit(record.request());
            }
        }
    }

    void ask(int choice) {
        SpawnAttempt id = new SpawnAttempt("spawn-" + records.size(), 1);
        PlacementRequest request = new PlacementRequest(
                id,
                choice % 4 == 0 ? new OnHost(HOSTS.get(choice % 3)) : new Anywhere(),
                choice % 5 == 0 ? Patience.QUEUE : Patience.UNLIMITED);
        records.add(request);
        submit(request);
    }

    void stop(int choice) {
        List<Records.Entry> open = records.open();
        if (!open.isEmpty()) {
            RequestId request = open.get(choice % open.size()).request().request();
            carryOut(() -> master.stop(request, new StopOrder(ExitReason.SHUTDOWN, 0), now));
        }
    }

    void record() {
        if (!toRecord.isEmpty()) {
            toRecord.poll().run();
        }
    }

    void pass(long millis) {
        long end = now + millis;
        do {
            now = Math.min(end, now + Listening.ATTENTIVE_MILLIS);
            carryOut(() -> master.tick(now));
        } while (now < end);
    }

    void change(Consumer<ChangingSettings> change) {
        change.accept(settings);
        carryOut(() -> master.apply(settings.get(), now));
    }

    void replaceWorker(String host) {
        SimulatedWorker former = workers.get(host);
        if (former != null) {
            former.die();
        }
        WorkerId id = WorkerId.next(host, ++incarnations, 0);
        workers.put(
                host,
                new SimulatedWorker(
                        id,
                        request -> assertThat(runs.merge(request, 1, Integer::sum))
                                .as("runs of %s", request)
                                .isOne()));
        carryOut(() -> master.workerStarting(id, now));
    }

    void kill(String host, GoneEvidence evidence) {
        SimulatedWorker worker = worker(host);
        if (worker.isAlive()) {
            worker.die();
            carryOut(() -> master.workerGone(worker.id, evidence, now));
        }
    }

    void cut(String host) {
        SimulatedWorker worker = worker(host);
        if (worker.isConnected()) {
            worker.disconnect();
            carryOut(() -> master.disconnected(worker.id, now));
        }
    }

    void connect(String host) {
        SimulatedWorker worker = worker(host);
        if (worker.isAlive()) {
            worker.connect();
        }
    }

    /** What that worker said arrives, up to so many reports. */
    void hear(String host, int reports) {
        SimulatedWorker worker = worker(host);
        for (int i = 0; i < reports && !worker.outbox.isEmpty(); i++) {
            WorkerReport report = worker.outbox.poll();
            if (report instanceof WorkerReport.Hello) {
                worker.joined();
            }
            invariants.said(worker.id, report);
            carryOut(() -> master.report(worker.id, report, now));
        }
    }

    SimulatedWorker worker(String host) {
        return workers.get(host);
    }

    /** Everybody does what is to be done until nothing is. */
    void settle() {
        HOSTS.forEach(host -> change(it -> {
            it.drop(host);
            it.want(host);
        }));
        HOSTS.forEach(this::connect);
        for (int round = 0; round < 20 + 6 * records.size(); round++) {
            HOSTS.forEach(this::work);
            record();
            record();
            pass(100);
        }
        assertThat(master.snapshot().load().queued()).isZero();
        assertThat(master.snapshot().load().processes()).isZero();
        assertThat(records.requests())
                .allMatch(request -> master.process(request).isEmpty());
        assertThat(records.open()).isEmpty();
    }

    private void work(String host) {
        if (!worker(host).isAlive()) {
            replaceWorker(host);
            connect(host);
        }
        SimulatedWorker worker = worker(host);
        worker.receive(0);
        worker.startOne(0);
        worker.endOne(0);
        worker.report();
        hear(host, Integer.MAX_VALUE);
    }

    private void submit(PlacementRequest request) {
        invariants.asked(request);
        carryOut(() -> master.submit(request, now));
    }

    private void restore(Records.Entry record) {
        carryOut(() -> master.restore(record.restored(), now));
    }

    private void carryOut(Supplier<List<Effect>> call) {
        List<Effect> effects = call.get();
        invariants.hold(effects, settings.get());
        effects.forEach(this::carryOut);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Assign(Assignment assignment) -> toRecord.add(() -> recordAssignment(assignment));
            case Effect.Refuse(RequestId request, PlacementFailure why) ->
                records.of(request).ended(Exit.of(ExitReason.SHUTDOWN, why.text(), now));
            case Effect.Dispatch dispatch -> send(dispatch.worker(), effect);
            case Effect.Signal signal -> send(signal.worker(), effect);
            case Effect.AcknowledgeExit acknowledge -> send(acknowledge.worker(), effect);
            case Effect.Dismiss(WorkerId worker, String reason) -> dismiss(worker);
            case Effect.ProcessStarted(RequestId request, Pid pid, long startedMillis) ->
                records.of(request).started(pid, startedMillis);
            case Effect.ProcessEnded(RequestId request, Exit exit) -> toRecord.add(() -> recordEnd(request, exit));
            case Effect.Stray(RequestId request, Pid pid) -> toRecord.add(() -> answerStray(request, pid));
            default -> {}
        }
    }

    private void recordAssignment(Assignment assignment) {
        Optional<ProcessState> decided = Optional.of(new ProcessState.Assigned(assignment.worker()));
        if (master.process(assignment.request()).equals(decided)) {
            records.of(assignment.request()).assigned(assignment.worker());
        }
        carryOut(() -> master.dispatch(assignment, now));
    }

    private void recordEnd(RequestId request, Exit exit) {
        records.of(request).ended(exit);
        carryOut(() -> master.acknowledge(request, now));
    }

    private void answerStray(RequestId request, Pid pid) {
        Records.Entry record = records.of(request);
        if (record.isOpen() && record.isAssignedTo(pid.worker())) {
            restore(record);
        } else {
            carryOut(() -> master.stopStray(pid, now));
        }
    }

    private void send(WorkerId id, Effect effect) {
        SimulatedWorker worker = worker(id.host());
        if (worker.id.equals(id) && worker.hasJoined()) {
            worker.inbox.add(effect);
        }
    }

    private void dismiss(WorkerId id) {
        SimulatedWorker worker = worker(id.host());
        if (worker.id.equals(id)) {
            worker.die();
        }
    }
}
