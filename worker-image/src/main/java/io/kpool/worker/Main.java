package io.kpool.worker;

import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import io.kpool.worker.load.Carriers;
import io.kpool.worker.load.LoadSampler;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.StreamName;
import io.kpool.worker.output.WorkerLog;
import io.kpool.worker.process.Launchers;
import io.kpool.worker.process.Orphans;
import io.kpool.worker.process.OwnJvm;
import io.kpool.worker.process.ProcessTrees;
import io.kpool.worker.process.Tokens;
import io.kpool.worker.socket.CommandSocket;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Starts the agent of a host. */
public final class Main {
    private static final int BAD_CONFIGURATION = 2;
    private static final Duration LOG_FLUSH = Duration.ofSeconds(1);

    private Main() {}

    /** @param arguments {@code -Dname=value} each */
    public static void main(String[] arguments) {
        try {
            Map<String, String> properties = Arguments.properties(Arrays.asList(arguments));
            properties.forEach(System::setProperty);
            var configuration = Configuration.of(System.getenv());
            run(configuration, OwnJvm.likeThis(properties, configuration.classPath()));
        } catch (ConfigurationException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    private static void run(Configuration configuration, OwnJvm ownJvm) {
        var log = new WorkerLog(new FileOutputStream(FileDescriptor.out), InstantSource.system());
        var router = new OutputRouter(log);
        System.setOut(router.printStream(StreamName.STDOUT));
        System.setErr(router.printStream(StreamName.STDERR));
        var socket = new CommandSocket(Path.of(System.getProperty("java.io.tmpdir")), log::event);
        var programs = new Launchers.Programs(ownJvm, new ProcessTrees(), Tokens.shownAt(socket::openFor));
        Agent agent = agent(configuration, programs, log, router);
        var ended = agent.start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            agent.drain();
                            exit(ended.join(), log, socket);
                        },
                        "kpool-shutdown"));
        exit(ended.join(), log, socket);
    }

    private static Agent agent(
            Configuration configuration, Launchers.Programs programs, WorkerLog log, OutputRouter router) {
        var sampler = new LoadSampler(programs.trees());
        var carriers = Carriers.forSlots(configuration.slots());
        ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("kpool-housekeeping").factory());
        housekeeping.scheduleAtFixedRate(
                guarded(sampler::sample, log), 0, LoadSampler.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        housekeeping.scheduleAtFixedRate(
                guarded(carriers::look, log), 0, Carriers.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        housekeeping.execute(guarded(() -> buryOrphans(housekeeping, log), log));
        var loop = new AgentLoop(configuration.spin());
        var launchers = new Launchers(
                new JavaFunctions(UserCode.in(configuration.classPath())),
                programs,
                new Launchers.ProcessLog(log, router));
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        var surroundings = new Surroundings(
                new Footing(loop.executor(), InstantSource.system(), System::nanoTime, random),
                housekeeping,
                new Dialler(configuration.operator(), loop.group()),
                launchers,
                sampler,
                carriers,
                log);
        return new Agent(configuration, Timing.usual(), surroundings);
    }

    // Not before the rest: native calls take a while to set up.
    private static void buryOrphans(ScheduledExecutorService housekeeping, WorkerLog log) {
        var orphans = new Orphans();
        orphans.adopt();
        housekeeping.scheduleWithFixedDelay(
                guarded(orphans::reap, log),
                Orphans.PERIOD.toMillis(),
                Orphans.PERIOD.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** What fails once is tried again the next time: an executor would drop it. */
    private static Runnable guarded(Runnable task, WorkerLog log) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                log.event("housekeeping failed: " + failed);
            }
        };
    }

    private static void exit(End end, WorkerLog log, CommandSocket socket) {
        socket.close();
        log.event("the worker ends: " + end.toString().toLowerCase(Locale.ROOT));
        log.flush(LOG_FLUSH);
        // Whatever user code has left running, or registered to be run now, is not waited for.
        Runtime.getRuntime().halt(end.exitCode());
    }
}
