package io.kpool.worker;

import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the agent's ahead-of-time cache during the build: runs the agent as its image has it, lets it do a little of
 * everything, and then proves that the cache is used, also in another folder.
 */
final class Training {
    // The cache is good only for jars of the very time that image layers give all files.
    private static final FileTime TIME_IN_IMAGES = FileTime.from(Instant.ofEpochSecond(1));
    // No matter if the machine that builds has no curl.
    private static final String WHO_AM_I =
            "curl --unix-socket \"$KPOOL_SOCKET\" -H \"Authorization: Bearer $KPOOL_TOKEN\" http://kpool/v1/self";
    // On two cores that many others use it has taken more than a minute.
    private static final Duration DUMPING = Duration.ofMinutes(10);
    private static final int ATTEMPTS = 3;
    private static final int DIALS = 5;
    private static final int LAST_LINES = 15;
    private static final int LONGEST_LINE = 300;

    private final StagedAgent agent;
    private final Path work;
    private final TestAuthority authority;
    private final StagedAgent.Given given;

    private Training(StagedAgent agent, Path work) throws IOException {
        this.agent = agent;
        this.work = work;
        this.authority = TestAuthority.in(work);
        this.given = StagedAgent.Given.in(work, authority);
    }

    /** @param arguments linked runtime, agent's jar, staged folder of the agent, cache to be made */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path jar = Path.of(arguments[1]);
        Path staged = Path.of(arguments[2]);
        Path cache = Path.of(arguments[3]);
        Path work = Files.createTempDirectory("kpool-training");
        stage(jar, staged);
        Files.createDirectories(cache.getParent());
        var agent =
                new StagedAgent(Path.of(arguments[0]), staged, jar.getFileName().toString());
        if (!new Training(agent, work).insist(cache)) {
            System.exit(1);
        }
    }

    /** On a busy machine the agent, or this, may be too slow for the protocol's times: what failed is done again. */
    private boolean insist(Path cache) throws IOException, InterruptedException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                trainAndProve(cache);
                return true;
            } catch (RuntimeException | AssertionError failed) {
                say(
                        "[WARNING]",
                        "attempt " + attempt + " to train the worker's start-up cache: " + failed.getMessage());
            }
        }
        say(
                "[ERROR]",
                "The worker's start-up cache could not be trained in " + ATTEMPTS + " attempts. Run the same command"
                        + " again when the machine is less busy; if it fails then too, this is what the worker said last:");
        List<String> lines = Files.exists(given.log()) ? Files.readAllLines(given.log()) : List.of();
        lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).forEach(line -> say("[ERROR]    ", line));
        return false;
    }

    // Marked as Maven marks them: .mvn/quietly prints such lines when a build has failed.
    private static void say(String mark, String text) {
        text.lines()
                .map(line -> mark + " " + line.substring(0, Math.min(line.length(), LONGEST_LINE)))
                .forEach(System.out::println);
    }

    private void trainAndProve(Path cache) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Files.deleteIfExists(cache.resolveSibling(cache.getFileName() + ".config"));
        train(cache);
        long without = millisToHello(agent, List.of());
        long with = millisToHello(elsewhere(), List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
        System.out.println("The agent says hello after " + with + " ms, without the cache after " + without + " ms.");
    }

    private static void stage(Path jar, Path staged) throws IOException {
        Path classPath = Files.createDirectories(staged.resolve("classpath"));
        Files.copy(jar, classPath.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        try (Stream<Path> files = Files.walk(staged)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, TIME_IN_IMAGES);
            }
        }
    }

    private void train(Path cache) throws IOException, InterruptedException {
        try (var operator = new FakeOperator(authority);
                var started = new Started(agent.start(List.of("-XX:AOTCacheOutput=" + cache), operator, given))) {
            doALittleOfEverything(started.welcomed(started.dialled(operator), operator));
            started.end();
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no cache was made");
        }
    }

    private static void doALittleOfEverything(FakeStream stream) throws InterruptedException {
        run(stream, Spawns.function(Math.class, "max", "[3, 5]"), ExitReason.NORMAL);
        run(stream, Spawns.function(String.class, "valueOf", "[2.5]"), ExitReason.NORMAL);
        run(stream, Spawns.function(Integer.class, "parseInt", "[\"no number\"]"), ExitReason.EXCEPTION);
        run(stream, Spawns.function("no.such.Class", "f", "[]", Isolation.THREAD), ExitReason.UNDEFINED_FUNCTION);
        run(stream, Spawns.shell("echo out; echo err >&2; " + WHO_AM_I + "; exit 3"), ExitReason.EXIT_CODE);
        run(stream, Spawns.function("java.lang.Math", "max", "[3, 5]", Isolation.PROCESS), ExitReason.NORMAL);
        long sleeping = stream.spawn(Spawns.command("sleep", "60"));
        long serial = stream.started(sleeping);
        stream.kill(serial, Duration.ZERO);
        stream.exitOf(sleeping);
    }

    private static void run(FakeStream stream, Spawn.Builder spawn, ExitReason expected) throws InterruptedException {
        Exit exit = stream.exitOf(stream.spawn(spawn));
        if (exit.getReason() != expected) {
            throw new IllegalStateException("expected " + expected + ", got " + exit);
        }
        stream.acknowledge(exit.getSerial());
    }

    /** The agent that was started: it never outlives its training, or it would write to the cache of the next. */
    private record Started(Process process) implements AutoCloseable {
        Started {
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        }

        FakeStream dialled(FakeOperator operator) throws InterruptedException {
            long end = System.nanoTime() + Patience.LONGEST.toNanos();
            while (process.isAlive() && System.nanoTime() < end) {
                Optional<FakeStream> stream = operator.accept(Duration.ofSeconds(1));
                if (stream.isPresent()) {
                    return stream.get();
                }
            }
            throw new IllegalStateException(
                    process.isAlive()
                            ? "the agent did not dial within " + Patience.LONGEST.toSeconds() + " s"
                            : "the agent ended with code " + process.exitValue() + " and had not dialled");
        }

        /** The agent gives a stream up that is not welcomed within 15 s, and dials another, for which it has all it needs. */
        FakeStream welcomed(FakeStream first, FakeOperator operator) throws InterruptedException {
            FakeStream stream = first;
            for (int dialled = 1; ; dialled++) {
                try {
                    stream.welcome();
                    return stream;
                } catch (StreamEnded givenUp) {
                    if (dialled == DIALS) {
                        throw givenUp;
                    }
                    stream = dialled(operator);
                }
            }
        }

        void end() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(DUMPING.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the agent did not end within " + DUMPING.toMinutes() + " minutes");
            }
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** The same agent in another folder: a cache must not depend on where the build was. */
    private StagedAgent elsewhere() throws IOException {
        Path elsewhere = Files.createTempDirectory(work, "elsewhere").resolve("agent");
        try (Stream<Path> files = Files.walk(agent.folder())) {
            for (Path file : files.toList()) {
                Path copy = elsewhere.resolve(agent.folder().relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new StagedAgent(agent.runtime(), elsewhere, agent.jar());
    }

    private long millisToHello(StagedAgent measured, List<String> cacheOptions)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (var operator = new FakeOperator(authority);
                var started = new Started(measured.start(cacheOptions, operator, given))) {
            FakeStream stream = started.dialled(operator);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            started.welcomed(stream, operator);
            started.end();
            return millis;
        }
    }
}
