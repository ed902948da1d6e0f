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

/**
 * Has a caller in a JVM of its own measure on a rig with two agents, {@code host-1} and {@code host-2}.
 *
 * @param word what is measured
 * @param driver the caller's program, which reads its {@link CallerSettings} and prints figures
 * @param slots of each agent
 */
public record CallerBench(String word, Class<?> driver, int slots) {
    private static final String POOL = "bench";
    private static final int HOSTS = 2;

    public List<Figure> measure(Progress progress) throws InterruptedException {
        try (Rig rig = Rig.start(progress)) {
            rig.createPool(POOL, HOSTS, slots);
            Map<String, String> environment = new HashMap<>(rig.callerEnvironment(Rig.NAMESPACE));
            environment.put(CallerSettings.POOL, POOL);
            environment.put(
                    CallerSettings.PROCESSES,
                    rig.processes().stream().map(CallerBench::nameAndPid).collect(Collectors.joining(" ")));
            progress.say(word + ": measuring; logs are in bench/target/rig");
            Ended ended = CallerProgram.of(driver, environment).run();
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
