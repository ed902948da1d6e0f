package io.kpool.bench;

import io.kpool.pool.Party;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Change;
import io.kpool.pool.directory.Copies;
import io.kpool.pool.directory.Copy;
import io.kpool.pool.directory.Found;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.LeaveReason;
import io.kpool.pool.directory.Reading;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** What processes of a worker pay for reading its copy of a group, by several threads, half of its members their host's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx512m")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyBenchmark {
    private static final int MEMBERS = 10_000;
    private static final long NOW = 1_700_000_000L;
    private static final String HERE = "alpha";
    private static final String ELSEWHERE = "beta";

    private final Key key = Key.group("crowd");
    private final Copies copies =
            new Copies(party -> party instanceof Pid pid && pid.host().equals(HERE));
    private final List<Party> comer = List.of(member(MEMBERS + 1));

    /** Each thread's own, as each process's of a worker. */
    @State(Scope.Thread)
    public static class Chance {
        private final RandomGenerator random = new SplittableRandom(1);
    }

    @Setup
    public void fill() {
        Map<Party, Integer> counts = LongStream.rangeClosed(1, MEMBERS)
                .mapToObj(CopyBenchmark::member)
                .collect(Collectors.toMap(pid -> pid, pid -> 1));
        copies.add(key, NOW).lastPage(true, counts);
    }

    @Benchmark
    @Threads(2)
    public Found closest(Chance chance) {
        return read(Reading.GET_CLOSEST_PID, chance);
    }

    @Benchmark
    @Threads(2)
    public Found members(Chance chance) {
        return read(Reading.GET_MEMBERS, chance);
    }

    /** One comes, one reads, it goes, one reads: what the first reading after a change pays, twice. */
    @Benchmark
    public Found closestAfterChanges(Chance chance) {
        Copy copy = copies.find(key).orElseThrow();
        copy.apply(new Change.Joined(comer));
        read(Reading.GET_CLOSEST_PID, chance);
        copy.apply(new Change.Left(comer, LeaveReason.EXITED));
        return read(Reading.GET_CLOSEST_PID, chance);
    }

    private Found read(Reading reading, Chance chance) {
        return copies.find(key).orElseThrow().view().read(reading, chance.random);
    }

    private static Party member(long serial) {
        return new Pid("demo", serial % 2 == 0 ? HERE : ELSEWHERE, NOW, serial);
    }
}
