package io.kpool.operator.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kpool.operator.agent.FakeWorker;
import io.kpool.protocol.agent.DeliveredSignal;
import io.kpool.protocol.agent.Exit;
import io.kpool.protocol.agent.SentSignal;
import io.kpool.protocol.agent.Spawn;
import io.kpool.protocol.agent.WorkerFrame;
import io.kpool.protocol.live.CallRequest;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastRequest;
import io.kpool.protocol.live.DirectoryCall;
import io.kpool.protocol.live.NodeRpcRequest;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryRequest;
import io.kpool.protocol.process.ExitReason;
import io.kpool.protocol.process.JavaFunction;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.protocol.process.Reply;
import io.kpool.protocol.process.Undelivered;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups, names, messages and RPCs for callers without a session, over the real protocol with TLS. */
class KeyQuestionsTest {
    private static final ByteString HELLO = ByteString.copyFromUtf8("\"hello\"");

    private final LiveLab lab = LiveLab.leading();
    private FakeWorker worker;
    private FakeCaller caller;

    @BeforeEach
    void start() throws Exception {
        worker = lab.connected();
        caller = lab.caller();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void anErrorIsAStatus() {
        assertThat(error(() -> ask(DirectoryOperation.GET_MEMBERS, "none"))).isEqualTo("NOT_FOUND no_such_group");
        assertThat(error(() -> ask(DirectoryOperation.PID_OF, "none"))).isEqualTo("NOT_FOUND no_pid");
        ask(DirectoryOperation.CREATE_GROUP, "empty");
        assertThat(error(() -> ask(DirectoryOperation.GET_CLOSEST_PID, "empty")))
                .isEqualTo("NOT_FOUND no_process");
        assertThat(error(() -> ask(DirectoryOperation.CREATE_GROUP, ""))).isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> ask(DirectoryOperation.DIRECTORY_OPERATION_UNSPECIFIED, "any")))
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void aSessionMayBeAMember() throws Exception {
        // Given
        String session = caller.begin(FakeCaller.open()).getSession();
        ask(DirectoryOperation.CREATE_GROUP, "chat");
        // When
        ask(DirectoryOperation.JOIN, "chat", session);
        // Then
        assertThat(ask(DirectoryOperation.GET_MEMBERS, "chat")).containsExactly(session);
    }

    @Test
    void aMessageOfNobodyReachesAProcess() throws Exception {
        // Given
        long serial = running();
        // When
        CompletableFuture<CallResponse> answer = calling(call(serial));
        DeliveredSignal delivered = delivered();
        reply(delivered, Reply.newBuilder().setBody(ByteString.copyFromUtf8("7")));
        // Then
        assertThat(delivered.getSerial()).isEqualTo(serial);
        assertThat(delivered.getSignal().getMessage().getBody()).isEqualTo(HELLO);
        CallResponse given = answer.get(10, TimeUnit.SECONDS);
        assertThat(given.getBody().toStringUtf8()).isEqualTo("7");
        assertThat(given.getPid()).isEqualTo("demo/alpha.7." + serial);
    }

    @Test
    void aCastIsNotAnswered() throws Exception {
        // Given
        long serial = running();
        // When
        String to = caller.unary()
                .cast(CastRequest.newBuilder()
                        .setPid("demo/alpha.7." + serial)
                        .setBody(HELLO)
                        .build())
                .getPid();
        // Then
        assertThat(to).isEqualTo("demo/alpha.7." + serial);
        assertThat(delivered().getSignal().getMessage().getCall()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVER_GONE, NOT_FOUND no_such_process",
        "RECEIVER_FULL, RESOURCE_EXHAUSTED mailbox_full",
        "RECEIVER_LOST, ABORTED unknown_outcome"
    })
    void aCallFailsAsItsReceiversWorkerSays(Undelivered why, String error) throws Exception {
        // Given
        CompletableFuture<CallResponse> answer = calling(call(running()));
        // When
        reply(delivered(), Reply.newBuilder().setFailure(why).setMessage("so it is"));
        // Then
        assertThat(error(answer)).isEqualTo(error);
    }

    @Test
    void aCallFailsWhenTheWorkerIsLost() throws Exception {
        // Given
        CompletableFuture<CallResponse> answer = calling(call(running()));
        delivered();
        // When
        lab.lose(LiveLab.ALPHA);
        // Then
        assertThat(error(answer)).isEqualTo("ABORTED unknown_outcome");
    }

    @Test
    void aCallOfWhoIsNoMoreFailsAtOnce() {
        assertThat(error(() -> caller.unary().call(call(99).build()))).isEqualTo("NOT_FOUND no_such_process");
    }

    @Test
    void aCallEndsAtItsTimeout() throws Exception {
        // Given
        long serial = running();
        // Then
        assertThat(error(() ->
                        caller.unary().call(call(serial).setTimeoutMillis(50).build())))
                .isEqualTo("DEADLINE_EXCEEDED deadline");
    }

    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        // Given
        long serial = running();
        CallRequest.Builder good = call(serial);
        // Then
        assertThat(error(() -> caller.unary().call(good.clone().clearBody().build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary()
                        .call(good.clone()
                                .setBody(ByteString.copyFrom(new byte[256 * 1024 + 1]))
                                .build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary()
                        .call(good.clone().setTimeoutMillis(3_600_001).build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary().call(good.clone().clearTo().build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary().call(good.clone().setPid("nobody").build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
    }

    @Test
    void nobodyLearnsOfNamesWhoMayNotSayAnything() {
        // Given
        lab.admission.forbid("nodepools/call");
        CallRequest none =
                CallRequest.newBuilder().setName("none").setBody(HELLO).build();
        // Then
        assertThat(error(() -> caller.unary().call(none))).isEqualTo("PERMISSION_DENIED forbidden");
    }

    @Test
    void anRpcGivesTheResult() throws Exception {
        // When
        CompletableFuture<NodeRpcResponse> answer = asking(() -> caller.unary().nodeRpc(rpc().build()));
        Spawn spawn = worker.spawned();
        worker.exit(
                worker.start(spawn),
                Exit.newBuilder().setReason(ExitReason.NORMAL).setResult(HELLO));
        // Then
        assertThat(spawn.getJava().getCallback()).isEqualTo("com.acme.Thumbs:stored");
        assertThat(answer.get(10, TimeUnit.SECONDS).getResult()).isEqualTo(HELLO);
    }

    @Test
    void anRpcThatThrowsIsBadrpc() throws Exception {
        // When
        CompletableFuture<NodeRpcResponse> answer = asking(() -> caller.unary().nodeRpc(rpc().build()));
        worker.exit(
                worker.start(worker.spawned()),
                Exit.newBuilder().setReason(ExitReason.EXCEPTION).setMessage("out of luck"));
        // Then
        assertThat(error(answer)).isEqualTo("UNKNOWN badrpc");
        Throwable failure = catchThrowable(answer::join).getCause();
        assertThat(Status.fromThrowable(failure).getDescription()).isEqualTo("exception: out of luck");
    }

    @Test
    void anRpcThatIsLateIsKilled() throws Exception {
        // When
        CompletableFuture<NodeRpcResponse> answer =
                asking(() -> caller.unary().nodeRpc(rpc().setTimeoutMillis(500).build()));
        long serial = worker.start(worker.spawned());
        // Then
        assertThat(error(answer)).isEqualTo("DEADLINE_EXCEEDED deadline");
        assertThat(worker.signalled().getSerial()).isEqualTo(serial);
    }

    @Test
    void anRpcThatDoesNotEvenStartIsLateToo() throws Exception {
        // When
        CompletableFuture<NodeRpcResponse> answer =
                asking(() -> caller.unary().nodeRpc(rpc().setTimeoutMillis(200).build()));
        worker.spawned();
        // Then
        assertThat(error(answer)).isEqualTo("DEADLINE_EXCEEDED deadline");
    }

    @Test
    void anRpcIsRefusedThatMakesNoSense() {
        assertThat(error(() -> caller.unary().nodeRpc(rpc().clearTo().build()))).isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary().nodeRpc(rpc().setNode("demo").build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary()
                        .nodeRpc(rpc().setFunction(
                                        rpc().getFunction().toBuilder().setCallback("stored"))
                                .build())))
                .isEqualTo("INVALID_ARGUMENT invalid");
        assertThat(error(() -> caller.unary().nodeRpc(rpc().setName("none").build())))
                .isEqualTo("UNAVAILABLE no_node");
        assertThat(error(() -> caller.unary().nodeRpc(rpc().setNode("demo/nope").build())))
                .isEqualTo("UNAVAILABLE no_node");
    }

    private List<String> ask(DirectoryOperation operation, String key) {
        return ask(operation, key, "");
    }

    private List<String> ask(DirectoryOperation operation, String key, String pid) {
        DirectoryRequest request = DirectoryRequest.newBuilder()
                .setOperation(operation)
                .setKey(key)
                .setPid(pid)
                .build();
        return caller.unary()
                .directory(DirectoryCall.newBuilder().setRequest(request).build())
                .getValueList();
    }

    private long running() throws Exception {
        caller.begin(FakeCaller.open());
        caller.spawn(FakeCaller.function(1));
        long serial = worker.start(worker.spawned());
        assertThat(caller.hears()).startsWith("1 started");
        return serial;
    }

    private static CallRequest.Builder call(long serial) {
        return CallRequest.newBuilder().setPid("demo/alpha.7." + serial).setBody(HELLO);
    }

    private static NodeRpcRequest.Builder rpc() {
        return NodeRpcRequest.newBuilder()
                .setNode("demo/alpha")
                .setFunction(JavaFunction.newBuilder()
                        .setModule("com.acme.Thumbs")
                        .setFunction("make")
                        .setArguments(ByteString.copyFromUtf8("[1]"))
                        .setCallback("com.acme.Thumbs:stored"));
    }

    private CompletableFuture<CallResponse> calling(CallRequest.Builder request) {
        return asking(() -> caller.unary().call(request.build()));
    }

    private static <T> CompletableFuture<T> asking(Supplier<T> question) {
        return CompletableFuture.supplyAsync(
                question, task -> Thread.ofVirtual().start(task));
    }

    private DeliveredSignal delivered() throws InterruptedException {
        return LiveLab.awaited(worker, frame -> frame.getDeliveredCount() > 0).getDelivered(0);
    }

    private void reply(DeliveredSignal to, Reply.Builder reply) {
        worker.send(WorkerFrame.newBuilder()
                .addSignal(SentSignal.newBuilder()
                        .setSerial(to.getSerial())
                        .setSignal(ProcessSignal.newBuilder()
                                .setPeer(to.getSignal().getPeer())
                                .setReply(reply.setCall(
                                        to.getSignal().getMessage().getCall())))));
    }

    private static String error(CompletableFuture<?> answer) {
        return error(() -> {
            try {
                answer.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                throw (StatusRuntimeException) failed.getCause();
            } catch (Exception e) {
                throw new AssertionError("no answer", e);
            }
        });
    }

    private static String error(Runnable call) {
        Throwable thrown = catchThrowable(call::run);
        assertThat(thrown).isInstanceOf(StatusRuntimeException.class);
        return Status.fromThrowable(thrown).getCode() + " "
                + Status.trailersFromThrowable(thrown).get(ErrorKind.TRAILER);
    }
}
