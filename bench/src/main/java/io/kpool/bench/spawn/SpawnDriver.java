package io.kpool.bench.spawn;

import io.kpool.bench.measure.Figure;
import io.kpool.bench.measure.Measure;
import io.kpool.bench.measure.Timing;
import io.kpool.client.Command;
import io.kpool.client.JavaFunction;
import io.kpool.client.Kpool;
import io.kpool.client.Pool;
import io.kpool.client.ProcessSpec;

/** A program that uses the Java client, configured by its environment as one in a pod; prints figures. */
public final class SpawnDriver {
    /** Workers compile late. */
    private static final int WARM_UP = 400_000;

    private static final int WARM_UP_ALONE = 60_000;
    private static final int ONE_AT_A_TIME = 20_000;
    private static final int CALLS = 200_000;
    private static final int CALLERS = 256;
    private static final int BURST = 300;
    private static final int OPEN_LOOP_PER_SECOND = 20_000;
    private static final int COMMANDS = 500;
    private static final int COMMANDS_OUTSTANDING = 16;

    private final Timing timing;
    private final Loads functions;
    private final Loads commands;

    private SpawnDriver(Pool pool) {
        this.timing = new Timing(CallerSettings.pids());
        // What costs nothing itself, and is on every class path.
        this.functions = new Loads(pool, ProcessSpec.of(JavaFunction.of("java.lang.Thread", "onSpinWait")));
        this.commands = new Loads(pool, ProcessSpec.of(Command.of("true")));
    }

    /** Takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Kpool kpool = Kpool.fromEnvironment().connect()) {
            new SpawnDriver(Pool.get(kpool, CallerSettings.pool())).measure();
        }
        // Whatever the client has left running is not waited for.
        System.exit(0);
    }

    private void measure() throws InterruptedException {
        say("warming up with " + (WARM_UP + 2 * WARM_UP_ALONE) + " spawns");
        timing.once(functions.outstanding(64, WARM_UP));
        timing.once(functions.callers(CALLERS, WARM_UP_ALONE));
        timing.once(functions.oneAtATime(WARM_UP_ALONE));
        report(Measure.SPAWN_1, functions.oneAtATime(ONE_AT_A_TIME));
        report(Measure.SPAWN_64, functions.outstanding(64, CALLS));
        report(Measure.SPAWN_512, functions.outstanding(512, CALLS));
        report(Measure.SPAWN_4096, functions.outstanding(4_096, CALLS));
        report(Measure.CALLERS_256, functions.callers(CALLERS, CALLS));
        report(Measure.SPAWN_OPEN, functions.openLoop(OPEN_LOOP_PER_SECOND, CALLS));
        report(Measure.BURST_300, functions.bursts(BURST, CALLS / BURST / 10));
        timing.once(commands.oneAtATime(COMMANDS));
        report(Measure.COMMAND_1, commands.oneAtATime(COMMANDS));
        report(Measure.COMMAND_RATE, commands.outstanding(COMMANDS_OUTSTANDING, 2 * COMMANDS));
    }

    private void report(Measure measure, Timing.Load load) throws InterruptedException {
        say(measure.title());
        System.out.println(Figure.PREFIX + timing.median(load).as(measure).line());
    }

    private static void say(String what) {
        System.out.println(what);
    }
}
