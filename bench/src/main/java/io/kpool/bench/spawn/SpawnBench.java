package io.kpool.bench.spawn;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.FigureProgram.Ended;
import io.kpool.bench.rig.LocalProcess;
import io.kpool.bench.rig.Rig;
import io.kpool.cluster.machine.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Has a caller in a JVM of its own measure spawns on a rig with two agents. */
public final class SpawnBench {
    private static final String POOL = "bench";
    private static final int HOSTS = 2;
    /** Room for all that any measurement has outstanding. */
    private static final int SLOTS = 4_096;

    private SpawnBench() {}

    public static List<Figure> measure(Progress progress) throws InterruptedException {
        try (Rig rig = Rig.start(progress)) {
            rig.createPool(POOL, HOSTS, SLOTS);
            Map<String, String> environment = new HashMap<>(rig.callerEnvironment(Rig.NAMESPACE));
            environment.put(SpawnDriver.POOL, POOL);
            environment.put(
                    SpawnDriver.PROCESSES,
                    rig.processes().stream().map(SpawnBench::nameAndPid).collect(Collectors.joining(" ")));
            progress.say("spawn: measuring; logs are in bench/target/rig");
            Ended ended = CallerProgram.of(SpawnDriver.class, environment).run();
            if (ended.failed()) {
                throw new IllegalStateException("The caller failed: " + ended.lastWords());
            }
            return ended.figures();
        }
    }

    private static String nameAndPid(LocalProcess process) {
        return process.name() + "=" + process.pid();
    }
}
