package io.kpool.bench;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.cluster.machine.Progress;
import io.kpool.pool.PlacementStrategy;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The domain alone, by JMH, which prints all it finds; what the report has of it is one placement among many hosts. */
final class DomainBench {
    private static final double NANOS_PER_MICRO = 1e3;

    private DomainBench() {}

    static List<Figure> measure(Progress progress) {
        progress.say("domain: placements in pools of different sizes");
        try {
            Collection<RunResult> results = new Runner(new OptionsBuilder()
                            .include(PlacementBenchmark.class.getSimpleName())
                            .build())
                    .run();
            return results.stream()
                    .filter(DomainBench::isOnePlacementAmongAThousand)
                    .map(result -> Figure.ofValue(
                            "kpool",
                            Measure.SCALE_GET_NODE,
                            result.getPrimaryResult().getScore() / NANOS_PER_MICRO,
                            "µs"))
                    .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isOnePlacementAmongAThousand(RunResult result) {
        return result.getParams().getBenchmark().endsWith(".place")
                && result.getParams().getParam("hosts").equals("1000")
                && result.getParams().getParam("strategy").equals(PlacementStrategy.LEAST_LOADED.name());
    }
}
