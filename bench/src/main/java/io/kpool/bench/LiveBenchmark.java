package io.kpool.bench;

import io.kpool.pool.Answer;
import io.kpool.pool.AnswerRoom;
import io.kpool.pool.CallerSession;
import io.kpool.pool.Effect;
import io.kpool.pool.Exit;
import io.kpool.pool.ExitReason;
import io.kpool.pool.HostSettings;
import io.kpool.pool.HostSettings.Admission;
import io.kpool.pool.LiveRequest;
import io.kpool.pool.LoadReport;
import io.kpool.pool.PlacementRequest;
import io.kpool.pool.PlacementRequest.Anywhere;
import io.kpool.pool.PlacementRequest.Patience;
import io.kpool.pool.PlacementSettings;
import io.kpool.pool.PlacementSettings.WhenFull;
import io.kpool.pool.PlacementStrategy;
import io.kpool.pool.PoolMaster;
import io.kpool.pool.PoolSettings;
import io.kpool.pool.SessionActions;
import io.kpool.pool.Sessions;
import io.kpool.pool.WorkerId;
import io.kpool.pool.WorkerReport;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
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
 * What the domain has to do with one process of a live caller, from its being asked for to its being forgotten, while 512
 * are on their way: the session, the choice, the books.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiveBenchmark {
    private static final int OUTSTANDING = 512;
    private static final int SLOTS = 1_024;
    private static final long NOW = 1_700_000_000_000L;
    private static final Exit NORMAL = Exit.of(ExitReason.NORMAL, "", NOW);

    @Param({"1", "10"})
    public int hosts;

    private final Queue<Effect.Dispatch> dispatched = new ArrayDeque<>();
    private PoolMaster master;
    private CallerSession<SessionActions> session;
    private long numbers;
    private long serials;
    private long answers;

    @Setup
    public void fill() {
        List<HostSettings> wanted = IntStream.range(0, hosts)
                .mapToObj(i -> new HostSettings("host-" + i, SLOTS, Admission.OPEN))
                .toList();
        PlacementSettings placement = new PlacementSettings(PlacementStrategy.LEAST_LOADED, WhenFull.FAIL, 0, 0);
        master = new PoolMaster("demo", 1, new PoolSettings(placement, wanted), NOW);
        for (HostSettings host : wanted) {
            WorkerId worker = new WorkerId(host.name(), 1);
            master.report(worker, new WorkerReport.Hello(SLOTS), NOW);
            master.report(worker, new WorkerReport.InventoryDone(), NOW);
            master.report(worker, new LoadReport(1, 0, 0, 0, 0), NOW);
        }
        session = new Sessions<>(1, NOW, () -> 1, new AnswerRoom()).begin(new Actions(), NOW);
        for (int i = 0; i < OUTSTANDING; i++) {
            ask();
        }
    }

    @Benchmark
    public long lifeOfOneProcess() {
        ask();
        Effect.Dispatch next = dispatched.remove();
        long serial = ++serials;
        carryOut(master.report(next.worker(), new WorkerReport.Started(next.command(), serial), NOW));
        carryOut(master.report(next.worker(), new WorkerReport.Exited(0, serial, NORMAL), NOW));
        session.lowestOpen(((LiveRequest) next.request()).number() + 1);
        return answers;
    }

    private void ask() {
        session.spawn(new LiveRequest(session.id(), ++numbers, numbers), "demo");
    }

    private void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Dispatch dispatch -> dispatched.add(dispatch);
                case Effect.ProcessStarted(LiveRequest request, var pid, var _) -> session.started(request, pid);
                case Effect.ProcessEnded(LiveRequest request, var exit) -> session.ended(request, "demo", exit, NOW);
                default -> {}
            }
        }
    }

    private final class Actions implements SessionActions {
        @Override
        public void place(String pool, LiveRequest request) {
            carryOut(master.submit(new PlacementRequest(request, new Anywhere(), Patience.QUEUE), NOW));
        }

        @Override
        public void recall(String pool, LiveRequest request) {
            carryOut(master.recall(new PlacementRequest(request, new Anywhere(), Patience.QUEUE), NOW));
        }

        @Override
        public void withdraw(String pool, LiveRequest request) {}

        @Override
        public void forget(String pool, LiveRequest request) {
            carryOut(master.acknowledge(request, NOW));
        }

        @Override
        public void tell(long number, Answer answer) {
            answers++;
        }
    }
}
