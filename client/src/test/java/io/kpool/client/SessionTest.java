package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.kpool.protocol.live.Code;
import io.kpool.protocol.live.Exited;
import io.kpool.protocol.live.Failure;
import io.kpool.protocol.live.Open;
import io.kpool.protocol.live.SessionFrame;
import io.kpool.protocol.process.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked for and answered on one stream. */
class SessionTest extends LoopbackSession {
    @Test
    void opensWithATokenAndNothingToContinue() throws Exception {
        Open open = connect(KpoolOptions.DEFAULTS.inNamespace("team"));

        assertThat(open)
                .isEqualTo(Open.newBuilder()
                        .setProtocolVersion(1)
                        .setNamespace("team")
                        .build());
        assertThat(operator.tokens()).containsExactly("Bearer token-1");
        assertThat(kpool.pid()).isEqualTo("session.7.1");
    }

    @Test
    void aSpawnReturnsWhenItStarted() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        ProcessSpec spec =
                ProcessSpec.of(JavaFunction.of("java.lang.Math", "max", 3, 5)).onHost("alpha");
        var started = Pool.get(kpool, "demo").pspawnAsync(spec).toCompletableFuture();

        var request = stream.spawn();
        assertThat(request.getNumber()).isEqualTo(1);
        assertThat(request.getPool()).isEqualTo("demo");
        assertThat(request.getHost()).isEqualTo("alpha");
        assertThat(request.getLink()).isFalse();
        assertThat(request.getJava().getArguments().toStringUtf8()).isEqualTo("[3,5]");
        stream.started(1);

        assertThat(started.get().pid()).isEqualTo("demo/alpha.5.1");
    }

    @Test
    void theResultIsWhatTheFunctionReturned() throws Exception {
        SpawnedProcess process = spawned(Samples.SPEC);

        stream.send(SessionFrame.newBuilder()
                .addExited(Exited.newBuilder()
                        .setNumber(1)
                        .setReason(io.kpool.protocol.process.ExitReason.NORMAL)
                        .setResult(ByteString.copyFromUtf8("5"))
                        .setStarted(true)));

        assertThat(process.awaitResult(Integer.class)).isEqualTo(5);
        assertThat(process.result(Integer.class).toCompletableFuture().get()).isEqualTo(5);
        assertThat(process.awaitExit().isNormal()).isTrue();
    }

    @Test
    void aProcessThatFailedHasNoResult() throws Exception {
        SpawnedProcess process = spawned(Samples.SPEC);

        stream.send(SessionFrame.newBuilder()
                .addExited(Exited.newBuilder()
                        .setNumber(1)
                        .setReason(io.kpool.protocol.process.ExitReason.EXCEPTION)
                        .setMessage("java.lang.ArithmeticException: / by zero")
                        .setStarted(true)));

        assertThatThrownBy(() -> process.awaitResult(Integer.class))
                .isInstanceOf(ProcessExitException.class)
                .hasMessage("demo/alpha.5.1 ended with exception: java.lang.ArithmeticException: / by zero");
        assertThat(process.awaitExit().reason()).isEqualTo(ExitReason.EXCEPTION);
    }

    @Test
    void aFunctionThatIsNotThereIsNotStarted() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var started = Pool.get(kpool, "demo").pspawnAsync(Samples.SPEC).toCompletableFuture();
        stream.spawn();

        stream.send(SessionFrame.newBuilder()
                .addExited(Exited.newBuilder()
                        .setNumber(1)
                        .setReason(io.kpool.protocol.process.ExitReason.UNDEFINED_FUNCTION)));

        assertThatThrownBy(started::get)
                .cause()
                .isInstanceOfSatisfying(
                        NotStartedException.class,
                        failure -> assertThat(failure.exit().reason()).isEqualTo(ExitReason.UNDEFINED_FUNCTION));
    }

    @Test
    void aRefusalSaysWhy() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        var started = Pool.get(kpool, "demo").pspawnAsync(Samples.SPEC).toCompletableFuture();
        stream.spawn();

        stream.send(SessionFrame.newBuilder()
                .addFailed(Failure.newBuilder()
                        .setNumber(1)
                        .setCode(Code.QUEUE_TIMEOUT)
                        .setMessage("it waited for 60 s")));

        assertThatThrownBy(started::get)
                .cause()
                .satisfies(
                        failure -> assertThat(((KpoolException) failure).code()).isEqualTo(ErrorCode.QUEUE_TIMEOUT));
    }

    @Test
    void whatIsTooLargeForTheWireIsRefusedHere() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        ProcessSpec large = ProcessSpec.of(Command.of("cat").withInput("x".repeat(701 * 1024)));

        assertThatThrownBy(() -> Pool.get(kpool, "demo").pspawn(large))
                .isInstanceOfSatisfying(
                        KpoolException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID));
        Pool.get(kpool, "demo").pspawnAsync(Samples.SPEC);
        assertThat(stream.spawn().getNumber()).isEqualTo(1);
    }

    @Test
    void manyGoOutInFramesBelowTheLimitOfAMessage() throws Exception {
        connect(KpoolOptions.DEFAULTS);
        ProcessSpec spec = ProcessSpec.of(Command.of("cat").withInput("x".repeat(200 * 1024)));
        for (int i = 0; i < 20; i++) {
            Pool.get(kpool, "demo").pspawnAsync(spec);
        }

        List<Long> numbers = new CopyOnWriteArrayList<>();
        while (numbers.size() < 20) {
            numbers.add(stream.spawn().getNumber());
        }
        assertThat(numbers).isSorted();
        assertThat(stream.largestFrame()).isLessThan(1024 * 1024);
    }

    @Test
    void outputComesBeforeTheExit() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        SpawnedProcess process = spawned(Samples.SPEC.withOutput(output -> heard.add(output.asString())));
        CompletableFuture<String> atTheEnd = process.exit()
                .thenApply(exit -> heard.stream().collect(Collectors.joining()))
                .toCompletableFuture();

        var frame = SessionFrame.newBuilder();
        IntStream.range(0, 100)
                .mapToObj(line -> line + "\n")
                .forEach(line -> frame.addOutputBuilder()
                        .setNumber(1)
                        .setText(ByteString.copyFrom(line, StandardCharsets.UTF_8)));
        stream.send(frame.addReturnedNumber(1));

        assertThat(atTheEnd.get().lines()).hasSize(100).last().isEqualTo("99");
    }

    @Test
    void whatOthersPrintIsHeardWhileItIsFollowed() throws Exception {
        BlockingQueue<Output> heard = new LinkedBlockingQueue<>();
        connect(KpoolOptions.DEFAULTS);

        kpool.follow("demo/alpha.5.9", heard::add);
        assertThat(stream.follow().getPid()).isEqualTo("demo/alpha.5.9");
        stream.send(SessionFrame.newBuilder()
                .addOutput(io.kpool.protocol.live.Output.newBuilder()
                        .setPid("demo/alpha.5.9")
                        .setStream(OutputStream.STDERR)
                        .setText(ByteString.copyFromUtf8("alas\n"))
                        .setSkipped(7)));
        Output output = heard.take();
        assertThat(output.asString()).isEqualTo("alas\n");
        assertThat(output.stream()).isEqualTo(Output.Stream.STDERR);
        assertThat(output.skipped()).isEqualTo(7);

        kpool.unfollow("demo/alpha.5.9");
        assertThat(stream.follow().getStop()).isTrue();
    }

    @Test
    void aNewTokenIsShownOnTheStream() throws Exception {
        connect(KpoolOptions.DEFAULTS.withTokenCheck(Duration.ofMillis(1)));

        assertThat(stream.renewedToken()).isEqualTo("token-2");
    }

    @Test
    void nodesAreAskedForBesideTheStream() throws Exception {
        connect(KpoolOptions.DEFAULTS);

        Node node = Pool.get(kpool, "demo").getNodes().getFirst();

        assertThat(node.host()).isEqualTo("alpha");
        assertThat(node.isReady()).isTrue();
        assertThat(node.load()).isEqualTo(1.5);
        assertThat(node.reportAge()).isEmpty();
    }
}
