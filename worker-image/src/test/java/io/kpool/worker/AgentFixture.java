package io.kpool.worker;

import static io.kpool.worker.Patience.await;

import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.kpool.worker.function.JavaFunctions;
import io.kpool.worker.function.UserCode;
import io.kpool.worker.load.Carriers;
import io.kpool.worker.load.LoadSampler;
import io.kpool.worker.output.OutputRouter;
import io.kpool.worker.output.WorkerLog;
import io.kpool.worker.process.Launchers;
import io.kpool.worker.process.OwnJvm;
import io.kpool.worker.process.ProcessTrees;
import io.kpool.worker.process.SelfByToken;
import io.kpool.worker.process.Tokens;
import io.kpool.worker.socket.CommandSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A whole agent in this JVM, and an operator for it; time passes by itself, and faster when a test says so. */
final class AgentFixture implements AutoCloseable {
    static final Path TEST_CLASSES = Path.of("target/test-classes");
    static final Timing QUICK = quick(Duration.ofHours(1));

    static final Duration DRAIN = Duration.ofSeconds(30);

    private final NioEventLoopGroup group = new NioEventLoopGroup(1);
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final WorkerLog log = new WorkerLog(logged, InstantSource.system());
    private final CommandSocket socket = new CommandSocket(Path.of(System.getProperty("java.io.tmpdir")), log::event);
    private final Tokens tokens = Tokens.shownAt(socket::openFor);
    private final AtomicLong passed = new AtomicLong();
    private final TestAuthority authority;
    private final Path tokenFile;
    private final Agent agent;
    private final CompletableFuture<End> ended;
    private final FakeOperator operator;

    AgentFixture(Path folder) throws IOException {
        this(folder, QUICK, Duration.ZERO, 4);
    }

    AgentFixture(Path folder, Timing timing, Duration masterLoss, int slots) throws IOException {
        this(folder, timing, new Terms(new WorkerName("demo", "alpha", 17), masterLoss, slots));
    }

    /** One that someone else started: the operator says which life it is. */
    static AgentFixture attached(Path folder, Duration masterLoss) throws IOException {
        return new AgentFixture(folder, QUICK, new Terms(new WorkerName("demo", "alpha", 0), masterLoss, 4));
    }

    private record Terms(WorkerName name, Duration masterLoss, int slots) {}

    private AgentFixture(Path folder, Timing timing, Terms terms) throws IOException {
        authority = TestAuthority.in(folder);
        operator = new FakeOperator(authority);
        tokenFile = Files.writeString(folder.resolve("token"), "first-token\n");
        // Not by its name: as one does who is led there.
        var address =
                new OperatorAddress("127.0.0.1", operator.port(), authority.caFile(), tokenFile).named("localhost");
        var configuration = new Configuration(
                terms.name(),
                "pod-uid",
                terms.slots(),
                address,
                terms.masterLoss(),
                DRAIN,
                List.of(TEST_CLASSES),
                Duration.ZERO);
        agent = new Agent(configuration, timing, surroundings(configuration));
        ended = agent.start();
    }

    /** Everything quicker than usual, but a stream is given up only after that silence. */
    static Timing quick(Duration redial) {
        Duration soon = Duration.ofMillis(200);
        return new Timing(
                Duration.ofMillis(20),
                soon,
                Duration.ofHours(1),
                redial,
                Duration.ofSeconds(8),
                soon,
                soon,
                soon,
                soon,
                soon,
                Duration.ofMillis(500));
    }

    private Surroundings surroundings(Configuration configuration) {
        var trees = new ProcessTrees();
        var sampler = new LoadSampler(trees);
        housekeeping.scheduleAtFixedRate(sampler::sample, 0, 100, TimeUnit.MILLISECONDS);
        var launchers = new Launchers(
                new JavaFunctions(UserCode.in(configuration.classPath())),
                new Launchers.Programs(OwnJvm.likeThis(Map.of(), configuration.classPath()), trees, tokens),
                new Launchers.ProcessLog(log, new OutputRouter(log)));
        return new Surroundings(
                new Footing(
                        group.next(), InstantSource.system(), () -> System.nanoTime() + passed.get(), new Random(1)),
                housekeeping,
                new Dialler(configuration.operator(), group),
                launchers,
                sampler,
                Carriers.forSlots(configuration.slots()),
                log);
    }

    FakeOperator operator() {
        return operator;
    }

    Agent agent() {
        return agent;
    }

    SelfByToken tokens() {
        return tokens;
    }

    Path tokenFile() {
        return tokenFile;
    }

    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    /** Until the agent has done what it was told before. */
    void awaitTurn() {
        group.next().submit(() -> {}).syncUninterruptibly();
    }

    boolean hasEnded() {
        return ended.isDone();
    }

    End end() throws Exception {
        return ended.get(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    String log() {
        log.flush(Duration.ofSeconds(5));
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        agent.drain();
        await().until(() -> {
            pass(DRAIN.dividedBy(3));
            return ended.isDone();
        });
        socket.close();
        operator.close();
        housekeeping.shutdownNow();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
