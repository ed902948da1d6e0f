package io.kpool.bench.rig;

import io.kpool.cluster.machine.Progress;
import java.util.stream.Collectors;

/** A rig to try things on: {@code RigCommand [hosts]} runs until it is interrupted. */
public final class RigCommand {
    private static final int SLOTS = 2048;

    private RigCommand() {}

    /** @param arguments how many agents, by default two */
    public static void main(String[] arguments) throws InterruptedException {
        Progress progress = line -> System.err.println("rig: " + line);
        int hosts = arguments.length == 0 ? 2 : Integer.parseInt(arguments[0]);
        try (Rig rig = Rig.start(progress)) {
            rig.createPool("bench", hosts, SLOTS);
            progress.say("up; KUBECONFIG and logs are in bench/target/rig. Processes: "
                    + rig.processes().stream()
                            .map(process -> process.name() + "=" + process.pid())
                            .collect(Collectors.joining(" ")));
            Thread.currentThread().join();
        }
    }
}
