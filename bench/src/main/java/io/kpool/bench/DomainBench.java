package io.kpool.bench;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.cluster.machine.Progress;
import io.kpool.pool.PlacementStrategy;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The domain alone, by JMH, which prints all it finds; the report has one placement among many hosts and one look-up in a
 * worker's copy of a group.
 */
final class DomainBench {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final String PLACEMENT = PlacementBenchmark.class.getName() + ".place";
    private static final String LOOK_UP = CopyBenchmark.class.getName() + ".closest";

    private DomainBench() {}

    static List<Figure> measure(Progress progress) {
        progress.say("domain: placements in pools of different sizes, reads of a group");
        try {
            return new Runner(new OptionsBuilder()
                            .include(PlacementBenchmark.class.getSimpleName())
                            .include(CopyBenchmark.class.getSimpleName())
                            .build())
                    .run().stream()
                            .flatMap(result ->
                                    measureOf(result.getParams()).stream().map(measure -> figure(measure, result)))
                            .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty: it is not in the report. */
    private static Optional<Measure> measureOf(BenchmarkParams params) {
        if (params.getBenchmark().equals(LOOK_UP)) {
            return Optional.of(Measure.COPY_CLOSEST);
        }
        return params.getBenchmark().equals(PLACEMENT)
                        && params.getParam("hosts").equals("1000")
                        && params.getParam("strategy").equals(PlacementStrategy.LEAST_LOADED.name())
                ? Optional.of(Measure.SCALE_GET_NODE)
                : Optional.empty();
    }

    private static Figure figure(Measure measure, RunResult result) {
        return Figure.ofValue("kpool", measure, result.getPrimaryResult().getScore() / NANOS_PER_MICRO, "µs");
    }
}
