package io.kpool.pool;

import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.OnHost;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementRequest.Target;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.WorkerReport.Exited;
import io.kpool.pool.WorkerReport.Hello;
import io.kpool.pool.WorkerReport.Inventory;
import io.kpool.pool.WorkerReport.InventoryDone;
import io.kpool.pool.WorkerReport.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A pool under test with a clock that stands still until it is told, and everything that its master wanted done. */
final class PoolFixture {
    static final long START = 1_700_000_000_000L;
    private static final long TICK = 500;
    static final long EPOCH = 7;
    static final int SLOTS = 4;

    final PoolMaster master;
    final List<Effect> effects = new ArrayList<>();
    long now = START;
    private PoolSettings settings;
    private int requests;
    private long serials;

    PoolFixture(PoolSettings settings) {
        this.settings = settings;
        this.master = new PoolMaster("demo", EPOCH, settings, START);
    }

    static PoolFixture of(PlacementStrategy strategy, String... hosts) {
        return new PoolFixture(settings(strategy, WhenFull.WAIT, hosts));
    }

    /** A pool of which every host is ready, without load. */
    static PoolFixture ready(PlacementStrategy strategy, String... hosts) {
        PoolFixture pool = of(strategy, hosts);
        Stream.of(hosts).forEach(pool::serve);
        pool.effects.clear();
        return pool;
    }

    static PoolSettings settings(PlacementStrategy strategy, WhenFull whenFull, String... hosts) {
        return new PoolSettings(
                new PlacementSettings(strategy, whenFull, 3, 60_000),
                Stream.of(hosts)
                        .map(name -> new HostSettings(name, SLOTS, Admission.OPEN))
                        .toList());
    }

    static WorkerId worker(String host) {
        return new WorkerId(host, 1);
    }

    static RequestId request(int number) {
        return new SpawnAttempt("spawn-" + number, 1);
    }

    static PlacementRequest anywhere(RequestId request) {
        return new PlacementRequest(request, new Anywhere(), Patience.UNLIMITED);
    }

    static Exit normal() {
        return Exit.of(ExitReason.NORMAL, "", START);
    }

    /** What an earlier leader assigned to the host's first worker. */
    void restore(RequestId request, String host, RecordedStart start) {
        effects.addAll(master.restore(new Restored(anywhere(request), worker(host), start), now));
    }

    void stop(RequestId request, StopOrder order) {
        effects.addAll(master.stop(request, order, now));
    }

    static <E extends Effect> List<E> only(Class<E> type, List<Effect> effects) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static List<RequestId> assigned(List<Effect> effects) {
        return only(Effect.Assign.class, effects).stream()
                .map(effect -> effect.assignment().request())
                .toList();
    }

    PoolFixture apply(PoolSettings changed) {
        settings = changed;
        effects.addAll(master.apply(changed, now));
        return this;
    }

    PoolFixture admission(String host, Admission admission) {
        return apply(new PoolSettings(
                settings.placement(),
                settings.hosts().stream()
                        .map(it -> it.name().equals(host) ? new HostSettings(host, it.slots(), admission) : it)
                        .toList()));
    }

    /** The host's first worker comes up, idle. */
    void serve(String host) {
        serve(worker(host));
    }

    void serve(WorkerId worker) {
        hello(worker);
        load(worker, 0, 0);
    }

    void hello(WorkerId worker, InventoryEntry... inventory) {
        report(worker, new Hello(1_000));
        report(worker, new Inventory(List.of(inventory)));
        report(worker, new InventoryDone());
    }

    void load(WorkerId worker, long lastCommand, int milli) {
        report(worker, new LoadReport(1, lastCommand, milli, 0, 0));
    }

    void report(WorkerId worker, WorkerReport report) {
        effects.addAll(master.report(worker, report, now));
    }

    /** Time passes, and the master looks at its clock all the while. */
    void after(long millis) {
        long end = now + millis;
        do {
            now = Math.min(end, now + TICK);
            effects.addAll(master.tick(now));
        } while (now < end);
    }

    /** Time passes in which the master does nothing at all. */
    void stall(long millis) {
        now += millis;
        effects.addAll(master.tick(now));
    }

    RequestId submit() {
        return submit(new Anywhere(), Patience.UNLIMITED);
    }

    RequestId submitTo(String host) {
        return submit(new OnHost(host), Patience.UNLIMITED);
    }

    RequestId submitLive() {
        return submit(new Anywhere(), Patience.QUEUE);
    }

    RequestId submit(Target target, Patience patience) {
        RequestId request = request(++requests);
        effects.addAll(master.submit(new PlacementRequest(request, target, patience), now));
        return request;
    }

    /** The host that a further process is placed on. */
    String place() {
        RequestId request = submit();
        return hostOf(request).orElseThrow();
    }

    Optional<String> hostOf(RequestId request) {
        return assignment(request).map(assignment -> assignment.worker().host());
    }

    /** The last one made for that request. */
    Optional<Assignment> assignment(RequestId request) {
        return all(Effect.Assign.class).stream()
                .map(Effect.Assign::assignment)
                .filter(assignment -> assignment.request().equals(request))
                .reduce((former, later) -> later);
    }

    /** Makes its assignment durable; the number of the command, if it was sent. */
    Optional<Long> dispatch(RequestId request) {
        List<Effect> led = master.dispatch(assignment(request).orElseThrow(), now);
        effects.addAll(led);
        return led.stream()
                .filter(Effect.Dispatch.class::isInstance)
                .map(effect -> ((Effect.Dispatch) effect).command())
                .findFirst();
    }

    /** Takes a request that has its place all the way to running. */
    Pid start(RequestId request) {
        long command = dispatch(request).orElseThrow();
        WorkerId worker = assignment(request).orElseThrow().worker();
        report(worker, new Started(command, ++serials));
        return new Pid("demo", worker.host(), worker.incarnation(), serials);
    }

    Pid startOne() {
        return start(submit());
    }

    void exit(Pid pid) {
        report(pid.worker(), new Exited(0, pid.serial(), normal()));
    }

    /** What the master wants done because of that alone. */
    List<Effect> ledToBy(Runnable happening) {
        int before = effects.size();
        happening.run();
        return List.copyOf(effects.subList(before, effects.size()));
    }

    PoolFixture run(Supplier<List<Effect>> call) {
        effects.addAll(call.get());
        return this;
    }

    <E extends Effect> List<E> all(Class<E> type) {
        return only(type, effects);
    }

    HostView host(String name) {
        return master.snapshot().hosts().stream()
                .filter(view -> view.host().equals(name))
                .findFirst()
                .orElseThrow();
    }

    HostState state(String name) {
        return host(name).status().state();
    }
}
