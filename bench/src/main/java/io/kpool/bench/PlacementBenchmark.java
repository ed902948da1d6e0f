package io.kpool.bench;

import io.kpool.pool.Assignment;
import io.kpool.pool.Effect;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.HostSettings;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.LoadReport;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.RequestId;
import io.kpool.pool.SpawnAttempt;
import io.kpool.pool.StopOrder;
import io.kpool.pool.WorkerId;
import io.kpool.pool.WorkerReport;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a decision costs in pools of different sizes: whether choosing slows down with the number of hosts.
 *
 * <p>The pools are half full of processes that stay, spread at random, and their hosts reported as much load.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlacementBenchmark {
    private static final int SLOTS = 8;
    private static final long NOW = 1_700_000_000_000L;
    private static final StopOrder STOP = new StopOrder(ExitReason.SHUTDOWN, 0);
    private static final Exit NORMAL = Exit.of(ExitReason.NORMAL, "", NOW);

    @Param({"10", "1000", "100000"})
    public int hosts;

    @Param
    public PlacementStrategy strategy;

    private final SplittableRandom random = new SplittableRandom(1);
    private PoolMaster master;
    private long requests;
    private long reports;
    private long serials;

    @Setup
    public void fill() {
        List<HostSettings> wanted = IntStream.range(0, hosts)
                .mapToObj(i -> new HostSettings("host-" + i, SLOTS, Admission.OPEN))
                .toList();
        PlacementSettings placement = new PlacementSettings(strategy, WhenFull.FAIL, 0, 0);
        master = new PoolMaster("demo", 1, new PoolSettings(placement, wanted), NOW);
        for (HostSettings host : wanted) {
            WorkerId worker = new WorkerId(host.name(), 1);
            master.report(worker, new WorkerReport.Hello(SLOTS), NOW);
            master.report(worker, new WorkerReport.InventoryDone(), NOW);
            master.report(worker, report(0), NOW);
        }
        for (int i = 0; i < hosts * SLOTS / 2; i++) {
            start(assign(request()));
        }
    }

    /** A place is found and given back. */
    @Benchmark
    public Object place() {
        PlacementRequest request = request();
        Assignment assignment = assign(request);
        master.stop(request.request(), STOP, NOW);
        master.acknowledge(request.request(), NOW);
        return assignment;
    }

    /** A process from asking to being forgotten, with a report of its worker between. */
    @Benchmark
    public Object live() {
        Assignment assignment = assign(request());
        WorkerId worker = assignment.worker();
        long command = start(assignment);
        master.report(worker, report(command), NOW);
        master.report(worker, new WorkerReport.Exited(0, serials, NORMAL), NOW);
        return master.acknowledge(assignment.request(), NOW);
    }

    private Assignment assign(PlacementRequest request) {
        return switch (master.submit(request, NOW).getFirst()) {
            case Effect.Assign(Assignment assignment) -> assignment;
            case Effect other -> throw new IllegalStateException("no place: " + other);
        };
    }

    private long start(Assignment assignment) {
        long command =
                switch (master.dispatch(assignment, NOW).getFirst()) {
                    case Effect.Dispatch dispatch -> dispatch.command();
                    case Effect other -> throw new IllegalStateException("not sent: " + other);
                };
        master.report(assignment.worker(), new WorkerReport.Started(command, ++serials), NOW);
        return command;
    }

    private PlacementRequest request() {
        RequestId id = new SpawnAttempt("spawn-" + ++requests, 1);
        return new PlacementRequest(id, new Anywhere(), Patience.UNLIMITED);
    }

    private LoadReport report(long lastCommand) {
        return new LoadReport(++reports, lastCommand, random.nextInt(8_000), 0, 0);
    }
}
