package io.kpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementSettings.WhenFull;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Workers, records and a leader that carries out what its master wants; checks all of it on the way. */
final class SimulatedCluster {
    private static final List<String> HOSTS = List.of("a", "b", "c");

    private final Map<String, SimulatedWorker> workers = new TreeMap<>();
    private final Map<RequestId, Record> records = new LinkedHashMap<>();
    private final Map<RequestId, Integer> runs = new HashMap<>();
    private final Map<String, HostSettings> hosts = new LinkedHashMap<>();
    private final Deque<Runnable> toRecord = new ArrayDeque<>();
    private final Set<RequestId> endedHere = new HashSet<>();
    private final Set<WorkerId> lostHere = new HashSet<>();
    private final Set<WorkerId> refusing = new HashSet<>();
    private final List<RequestId> askedHere = new ArrayList<>();
    private PlacementStrategy strategy = PlacementStrategy.LEAST_LOADED;
    private PoolMaster master;
    private long epoch;
    private long incarnations;
    private long now = PoolFixture.START;

    private static final class Record {
        private final PlacementRequest request;
        private WorkerId assigned;
        private RecordedStart start = new RecordedStart.NotStarted();
        private Exit exit;

        private Record(PlacementRequest request) {
            this.request = request;
        }
    }

    SimulatedCluster() {
        HOSTS.forEach(name -> hosts.put(name, new HostSettings(name, 2, Admission.OPEN)));
        changeLeader();
    }

    void changeLeader() {
        toRecord.clear();
        endedHere.clear();
        lostHere.clear();
        askedHere.clear();
        refusing.clear();
        workers.values().forEach(SimulatedWorker::disconnect);
        master = new PoolMaster("demo", ++epoch, settings(), now);
        for (Record record : List.copyOf(records.values())) {
            if (record.exit == null && record.assigned != null) {
                restore(record);
            } else if (record.exit == null) {
                submit(record.request);
            }
        }
    }

    void ask(int choice) {
        SpawnAttempt id = new SpawnAttempt("spawn-" + records.size(), 1);
        PlacementRequest request = new PlacementRequest(
                id,
                choice % 4 == 0 ? new OnHost(HOSTS.get(choice % 3)) : new Anywhere(),
                choice % 5 == 0 ? Patience.QUEUE : Patience.UNLIMITED);
        records.put(id, new Record(request));
        submit(request);
    }

    void stop(int choice) {
        if (!askedHere.isEmpty()) {
            RequestId request = askedHere.get(choice % askedHere.size());
            carryOut(() -> master.stop(request, new StopOrder(ExitReason.SHUTDOWN, 0), now));
        }
    }

    void record() {
        if (!toRecord.isEmpty()) {
            toRecord.poll().run();
        }
    }

    void pass(long millis) {
        now += millis;
        carryOut(() -> master.tick(now));
    }

    void admit(int host, Admission admission) {
        hosts.computeIfPresent(name(host), (name, it) -> new HostSettings(name, it.slots(), admission));
        apply();
    }

    void resize(int host, int slots) {
        hosts.computeIfPresent(name(host), (name, it) -> new HostSettings(name, slots, it.admission()));
        apply();
    }

    void place(PlacementStrategy changed) {
        strategy = changed;
        apply();
    }

    void want(int host) {
        hosts.putIfAbsent(name(host), new HostSettings(name(host), 2, Admission.OPEN));
        apply();
    }

    void drop(int host) {
        hosts.remove(name(host));
        apply();
    }

    void replaceWorker(int host) {
        SimulatedWorker former = workers.get(name(host));
        if (former != null) {
            former.die();
        }
        WorkerId id = WorkerId.next(name(host), ++incarnations, 0);
        workers.put(
                name(host),
                new SimulatedWorker(
                        id,
                        request -> assertThat(runs.merge(request, 1, Integer::sum))
                                .as("runs of %s", request)
                                .isOne()));
        carryOut(() -> master.workerStarting(id, now));
    }

    void kill(int host, GoneEvidence evidence) {
        SimulatedWorker worker = workers.get(name(host));
        if (worker != null && worker.isAlive()) {
            worker.die();
            carryOut(() -> master.workerGone(worker.id, evidence, now));
        }
    }

    void cut(int host) {
        SimulatedWorker worker = workers.get(name(host));
        if (worker != null && worker.isConnected()) {
            worker.disconnect();
            carryOut(() -> master.disconnected(worker.id, now));
        }
    }

    void connect(int host) {
        SimulatedWorker worker = workers.get(name(host));
        if (worker != null && worker.isAlive()) {
            worker.connect();
        }
    }

    /** What that worker said arrives, up to so many reports. */
    void hear(int host, int reports) {
        SimulatedWorker worker = workers.get(name(host));
        for (int i = 0; worker != null && i < reports && !worker.outbox.isEmpty(); i++) {
            WorkerReport report = worker.outbox.poll();
            if (report instanceof WorkerReport.Refused refused && refused.reason() != RefusalReason.ALREADY_SEEN) {
                refusing.add(worker.id);
            } else if (report instanceof LoadReport || report instanceof WorkerReport.Hello) {
                refusing.remove(worker.id);
            }
            carryOut(() -> master.report(worker.id, report, now));
        }
    }

    SimulatedWorker worker(int host) {
        return workers.computeIfAbsent(name(host), name -> new SimulatedWorker(new WorkerId(name, 1), request -> {}));
    }

    /** Everybody does what is to be done until nothing is. */
    void settle() {
        for (int host = 0; host < HOSTS.size(); host++) {
            want(host);
            admit(host, Admission.OPEN);
            if (!worker(host).isAlive()) {
                replaceWorker(host);
            }
            connect(host);
        }
        for (int round = 0; round < 20 + 6 * records.size(); round++) {
            for (int host = 0; host < HOSTS.size(); host++) {
                SimulatedWorker worker = worker(host);
                worker.receive(0);
                worker.startOne(0);
                worker.endOne(0);
                worker.report();
                hear(host, Integer.MAX_VALUE);
                if (!worker.isAlive()) {
                    replaceWorker(host);
                    connect(host);
                }
            }
            record();
            record();
            pass(100);
        }
        assertThat(master.snapshot().load().queued()).isZero();
        assertThat(master.snapshot().load().processes()).isZero();
        assertThat(records.keySet()).allMatch(request -> master.process(request).isEmpty());
        assertThat(records.values()).allMatch(record -> record.exit != null);
    }

    private void submit(PlacementRequest request) {
        askedHere.add(request.request());
        carryOut(() -> master.submit(request, now));
    }

    private void restore(Record record) {
        carryOut(() -> master.restore(new Restored(record.request, record.assigned, record.start), now));
    }

    private void apply() {
        carryOut(() -> master.apply(settings(), now));
    }

    private PoolSettings settings() {
        return new PoolSettings(new PlacementSettings(strategy, WhenFull.WAIT, 4, 20_000), List.copyOf(hosts.values()));
    }

    private void carryOut(Supplier<List<Effect>> call) {
        List<Effect> effects = call.get();
        Invariants invariants = new Invariants(master, List.copyOf(hosts.values()), refusing);
        effects.forEach(invariants::check);
        invariants.checkQueue(askedHere, request -> records.get(request).request.target());
        effects.forEach(this::carryOut);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Assign(Assignment assignment) -> toRecord.add(() -> recordAssignment(assignment));
            case Effect.Refuse(RequestId request, PlacementFailure why) -> recordRefusal(request);
            case Effect.Dispatch dispatch -> send(dispatch.worker(), effect);
            case Effect.Signal signal -> send(signal.worker(), effect);
            case Effect.AcknowledgeExit acknowledge -> send(acknowledge.worker(), effect);
            case Effect.Dismiss(WorkerId worker, String reason) -> dismiss(worker);
            case Effect.ProcessStarted(RequestId request, Pid pid, long startedMillis) ->
                records.get(request).start = new RecordedStart.StartedAs(pid, startedMillis);
            case Effect.ProcessEnded(RequestId request, Exit exit) -> {
                assertThat(endedHere.add(request)).as("%s ends once", request).isTrue();
                toRecord.add(() -> recordEnd(request, exit));
            }
            case Effect.WorkerLost(WorkerId worker, long lastHeardMillis) ->
                assertThat(lostHere.add(worker)).as("%s is lost once", worker).isTrue();
            case Effect.HostChanged(String host, HostStatus status) -> checkNotBack(host);
            case Effect.Stray(RequestId request, Pid pid) -> toRecord.add(() -> answerStray(request, pid));
            default -> {}
        }
    }

    private void recordAssignment(Assignment assignment) {
        if (master.process(assignment.request()).equals(assigned(assignment))) {
            records.get(assignment.request()).assigned = assignment.worker();
        }
        carryOut(() -> master.dispatch(assignment, now));
    }

    private static Optional<ProcessState> assigned(Assignment assignment) {
        return Optional.of(new ProcessState.Assigned(assignment.worker()));
    }

    private void recordRefusal(RequestId request) {
        askedHere.remove(request);
        records.get(request).exit = Exit.of(ExitReason.SHUTDOWN, "refused", now);
    }

    private void recordEnd(RequestId request, Exit exit) {
        if (records.get(request).exit == null) {
            records.get(request).exit = exit;
        }
        askedHere.remove(request);
        carryOut(() -> master.acknowledge(request, now));
    }

    private void answerStray(RequestId request, Pid pid) {
        Record record = records.get(request);
        if (record.exit == null && pid.worker().equals(record.assigned)) {
            restore(record);
        } else {
            carryOut(() -> master.stopStray(pid, now));
        }
    }

    private void checkNotBack(String host) {
        assertThat(master.snapshot().hosts())
                .filteredOn(view -> view.host().equals(host) && view.incarnation() > 0)
                .noneMatch(view -> lostHere.contains(new WorkerId(host, view.incarnation())));
    }

    private void send(WorkerId id, Effect effect) {
        SimulatedWorker worker = workers.get(id.host());
        if (worker != null && worker.id.equals(id) && worker.isConnected()) {
            worker.inbox.add(effect);
        }
    }

    private void dismiss(WorkerId id) {
        SimulatedWorker worker = workers.get(id.host());
        if (worker != null && worker.id.equals(id)) {
            worker.die();
        }
    }

    private static String name(int host) {
        return HOSTS.get(host % HOSTS.size());
    }
}
