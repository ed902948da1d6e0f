package io.kpool.worker;

import com.google.protobuf.ByteString;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.kpool.protocol.agent.AgentGrpc;
import io.kpool.protocol.agent.OperatorFrame;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.process.JavaFunction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what a spawn costs a worker: a real one, in a JVM of its own, under an operator that does nothing but ask.
 * Run it with the class path of the tests; {@code KPOOL_BENCH_OPTIONS} are further options of the worker's JVM.
 */
final class SpawnBench {
    private static final int ROUNDS = 5;
    private static final String[] FUNCTIONS = {"nothing", "[]", "pair", "[12,-7]"};

    private final Process worker;
    private final SpawnBenchStream stream;

    private SpawnBench(Process worker, SpawnBenchStream stream) {
        this.worker = worker;
        this.stream = stream;
    }

    /** @param arguments spawns of a round, then numbers of outstanding spawns to be tried */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int spawns = Integer.parseInt(arguments[0]);
        Path folder = Files.createTempDirectory("kpool-bench");
        var authority = TestAuthority.in(folder);
        var stream = new SpawnBenchStream();
        var group = new NioEventLoopGroup(1);
        var ssl = SslContextBuilder.forServer(
                authority.certificateFile().toFile(), authority.keyFile().toFile());
        var server = NettyServerBuilder.forAddress(new InetSocketAddress("localhost", 0))
                .sslContext(GrpcSslContexts.configure(ssl, SslProvider.JDK)
                        .protocols("TLSv1.3")
                        .build())
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                .addService(new Service(stream))
                .build()
                .start();
        Process worker = start(StagedAgent.Given.in(folder, authority), server.getPort());
        try {
            stream.awaitHello();
            new SpawnBench(worker, stream).run(spawns, arguments);
        } finally {
            worker.destroyForcibly();
            server.shutdownNow();
        }
    }

    private static Process start(StagedAgent.Given given, int port) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dio.grpc.netty.shaded.io.netty.transport.noNative=true"));
        String options = System.getenv().getOrDefault("KPOOL_BENCH_OPTIONS", "");
        line.addAll(List.of(options.split(" ")).stream()
                .filter(option -> !option.isBlank())
                .toList());
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "KPOOL_POOL", "bench",
                        "KPOOL_HOST", "here",
                        "KPOOL_INCARNATION", "1",
                        "KPOOL_SLOTS", "8192",
                        "KPOOL_OPERATOR", "localhost:" + port,
                        "KPOOL_CA_FILE", given.ca().toString(),
                        "KPOOL_TOKEN_FILE", given.token().toString(),
                        "KPOOL_CLASS_PATH", "target/test-classes"));
        return builder.redirectOutput(ProcessBuilder.Redirect.INHERIT).start();
    }

    private void run(int spawns, String[] arguments) throws InterruptedException {
        for (int at = 1; at < arguments.length; at++) {
            int outstanding = Integer.parseInt(arguments[at]);
            for (int function = 0; function < FUNCTIONS.length; function += 2) {
                round(
                        FUNCTIONS[function],
                        FUNCTIONS[function + 1],
                        outstanding,
                        outstanding == 1 ? spawns / 20 : spawns);
            }
        }
    }

    private void round(String name, String given, int outstanding, int spawns) throws InterruptedException {
        var function = JavaFunction.newBuilder()
                .setModule("com.example.Functions")
                .setFunction(name)
                .setArguments(ByteString.copyFromUtf8(given))
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            Duration before = cpu();
            long begin = System.nanoTime();
            long[] latencies = stream.run(function, outstanding, spawns);
            double seconds = (System.nanoTime() - begin) / 1e9;
            double micros = cpu().minus(before).toNanos() / 1e3 / spawns;
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-8s %5d outstanding %9.0f/s  %6.2f us of the worker's CPU each  started p50 %.0f p99 %.0f us",
                    name,
                    outstanding,
                    spawns / seconds,
                    micros,
                    latencies[latencies.length / 2] / 1e3,
                    latencies[latencies.length * 99 / 100] / 1e3));
        }
    }

    private Duration cpu() {
        return worker.toHandle().info().totalCpuDuration().orElseThrow();
    }

    private static final class Service extends AgentGrpc.AgentImplBase {
        private final SpawnBenchStream stream;

        Service(SpawnBenchStream stream) {
            this.stream = stream;
        }

        @Override
        public StreamObserver<WorkerFrame> connect(StreamObserver<OperatorFrame> toWorker) {
            return stream.open((ServerCallStreamObserver<OperatorFrame>) toWorker);
        }
    }
}
