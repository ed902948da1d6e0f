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
    private static final Duration DUMPING = Duration.ofMinutes(3);

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
        Files.deleteIfExists(cache);
        var agent =
                new StagedAgent(Path.of(arguments[0]), staged, jar.getFileName().toString());
        var training = new Training(agent, work);
        training.train(cache);
        long without = training.millisToHello(agent, List.of());
        long with = training.millisToHello(training.elsewhere(), List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on"));
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
        try (var operator = new FakeOperator(authority)) {
            Process process = agent.start(List.of("-XX:AOTCacheOutput=" + cache), operator, given);
            FakeStream stream = operator.accept();
            stream.welcome();
            doALittleOfEverything(stream);
            end(process);
        }
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no cache was made: " + Files.readString(given.log()));
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

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(DUMPING.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the agent did not end");
        }
    }

    /** The same agent in another folder: a cache must not depend on where the build was. */
    private StagedAgent elsewhere() throws IOException {
        Path elsewhere = work.resolve("elsewhere");
        try (Stream<Path> files = Files.walk(agent.folder())) {
            for (Path file : files.toList()) {
                Path copy = elsewhere.resolve(agent.folder().relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return new StagedAgent(agent.runtime(), elsewhere, agent.jar());
    }

    private long millisToHello(StagedAgent started, List<String> cacheOptions)
            throws IOException, InterruptedException {
        try (var operator = new FakeOperator(authority)) {
            long begin = System.nanoTime();
            Process process = started.start(cacheOptions, operator, given);
            FakeStream stream = operator.accept();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            stream.welcome();
            end(process);
            return millis;
        } catch (AssertionError noHello) {
            throw new IllegalStateException(Files.readString(given.log()), noHello);
        }
    }
}
