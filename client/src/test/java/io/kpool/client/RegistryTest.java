package io.kpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.kpool.protocol.live.CallResponse;
import io.kpool.protocol.live.CastResponse;
import io.kpool.protocol.live.NodeRpcResponse;
import io.kpool.protocol.process.DirectoryError;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Distribunator's functions as a program asks for them. */
class RegistryTest extends LoopbackSession {
    private static final String ONE = "demo/alpha.5.1";
    private static final JavaFunction MAX =
            JavaFunction.of("java.lang.Math", "max", 3, 5).withCallback("com.acme.Callback:done");

    private Registry registry;

    @BeforeEach
    void openSession() throws Exception {
        connect(KpoolOptions.DEFAULTS.inNamespace("team"));
        registry = kpool.registry();
    }

    @Test
    void registersOthersAndItself() throws Exception {
        assertAsks(() -> registry.register("max", ONE), DirectoryOperation.REGISTER, ONE);
        assertAsks(() -> registry.unregister("max", ONE), DirectoryOperation.UNREGISTER, ONE);
        assertAsks(() -> registry.register("max"), DirectoryOperation.REGISTER, "session.7.1");
        assertAsks(() -> registry.unregister("max"), DirectoryOperation.UNREGISTER, "session.7.1");
    }

    @Test
    void aLostRegistrationIsNotRepeated() throws Exception {
        var registration = waiting(() -> {
            registry.register("max", ONE);
            return "done";
        });
        operator.directory().breakOff();

        assertFails(registration, ErrorCode.UNKNOWN_OUTCOME);
    }

    @Test
    @DisplayName("D5 all_pids_of keeps duplicates, all_nodes_of does not; registry shows names only")
    void d5_readsAsDistribunatorDoes() throws Exception {
        CompletableFuture<List<String>> pids = waiting(() -> registry.allPidsOf("max"));
        operator.directory().answer(values(ONE, ONE));
        CompletableFuture<List<String>> nodes = waiting(() -> registry.allNodesOf("max"));
        operator.directory().answer(values("demo/alpha"));
        CompletableFuture<Map<String, List<String>>> all = waiting(registry::registry);
        operator.directory()
                .answer(DirectoryResponse.newBuilder()
                        .addRegistration(Registration.newBuilder()
                                .setName("max")
                                .addPid(ONE)
                                .addPid(ONE))
                        .addRegistration(
                                Registration.newBuilder().setName("min").addPid(ONE))
                        .build());
        var later = registry.allPidsOfAsync("max").toCompletableFuture();
        operator.directory().answer(values());

        assertThat(pids.get()).containsExactly(ONE, ONE);
        assertThat(nodes.get()).containsExactly("demo/alpha");
        assertThat(all.get()).containsExactly(entry("max", List.of(ONE, ONE)), entry("min", List.of(ONE)));
        assertThat(later.get()).isEmpty();
    }

    @Test
    @DisplayName("D4 pid_of, call, cast and node_rpc with nobody registered")
    void d4_withNobodyRegistered() throws Exception {
        var pid = waiting(() -> registry.pidOf("max"));
        operator.directory()
                .answer(DirectoryResponse.newBuilder()
                        .setError(DirectoryError.NO_PID)
                        .build());
        var call = waiting(() -> registry.call("max", "hello", String.class));
        operator.call().refuse(Status.NOT_FOUND, "no_pid");
        var cast = waiting(() -> registry.cast("max", "hello"));
        operator.cast().refuse(Status.NOT_FOUND, "no_pid");
        var rpc = waiting(() -> registry.nodeRpc("max", MAX, Integer.class, Registry.USUAL_TIMEOUT));
        operator.rpc().refuse(Status.UNAVAILABLE, "no_node");

        assertFails(pid, ErrorCode.NO_PID);
        assertFails(call, ErrorCode.NO_PID);
        assertFails(cast, ErrorCode.NO_PID);
        assertFails(rpc, ErrorCode.NO_NODE);
    }

    @Test
    void pidOfIsOneOfThem() throws Exception {
        var pid = registry.pidOfAsync("max").toCompletableFuture();
        operator.directory().answer(values(ONE));

        assertThat(pid.get()).isEqualTo(ONE);
    }

    @Test
    void aCallReturnsWhatIsReplied() throws Exception {
        var answer = waiting(() -> registry.call("max", List.of(3, 5), Integer.class));
        var asked = operator.call();
        asked.answer(CallResponse.newBuilder().setPid(ONE).setBody(json("5")).build());

        assertThat(answer.get()).isEqualTo(5);
        assertThat(asked.request().getNamespace()).isEqualTo("team");
        assertThat(asked.request().getName()).isEqualTo("max");
        assertThat(asked.request().getBody().toStringUtf8()).isEqualTo("[3,5]");
        assertThat(asked.request().getTimeoutMillis()).isEqualTo(5_000);
    }

    @Test
    void aCallWhoseAnswerIsLostIsNotRepeated() throws Exception {
        var lost = registry.callAsync("max", "hello", String.class, Duration.ofSeconds(5))
                .toCompletableFuture();
        operator.call().breakOff();
        var lostWorker = registry.callAsync("max", "hello", String.class, Duration.ofSeconds(5))
                .toCompletableFuture();
        operator.call().refuse(Status.ABORTED, "unknown_outcome");
        var full = registry.callAsync("max", "hello", String.class, Duration.ofSeconds(5))
                .toCompletableFuture();
        operator.call().refuse(Status.RESOURCE_EXHAUSTED, "mailbox_full");

        assertFails(lost, ErrorCode.UNKNOWN_OUTCOME);
        assertFails(lostWorker, ErrorCode.UNKNOWN_OUTCOME);
        assertFails(full, ErrorCode.MAILBOX_FULL);
    }

    @Test
    void aCallHasADeadline() throws Exception {
        var late = registry.callAsync("max", "hello", String.class, Duration.ofMillis(20))
                .toCompletableFuture();

        assertThat(operator.call().request().getTimeoutMillis()).isEqualTo(20);
        assertFails(late, ErrorCode.DEADLINE);
        assertThatThrownBy(() -> registry.call("max", "hello", String.class, Duration.ZERO))
                .hasMessageContaining("from 1 ms to an hour, not PT0S");
    }

    @Test
    void aCastSaysToWhomItWent() throws Exception {
        var cast = registry.castAsync("max", "hello").toCompletableFuture();
        var asked = operator.cast();
        asked.answer(CastResponse.newBuilder().setPid(ONE).build());

        assertThat(asked.request().getBody().toStringUtf8()).isEqualTo("\"hello\"");
        assertThat(cast.get()).isEqualTo(ONE);
    }

    @Test
    void aRemoteFunctionReturnsItsResult() throws Exception {
        var byName = waiting(() -> registry.nodeRpc("max", MAX, Integer.class, Duration.ofSeconds(7)));
        var asked = operator.rpc();
        asked.answer(NodeRpcResponse.newBuilder().setResult(json("5")).build());
        var byNode = registry.doNodeRpcAsync("demo/alpha", MAX, Integer.class, Registry.USUAL_TIMEOUT)
                .toCompletableFuture();
        var askedOfNode = operator.rpc();
        askedOfNode.answer(NodeRpcResponse.newBuilder().setResult(json("5")).build());

        assertThat(byName.get()).isEqualTo(5);
        assertThat(asked.request().getName()).isEqualTo("max");
        assertThat(asked.request().getTimeoutMillis()).isEqualTo(7_000);
        assertThat(asked.request().getFunction().getCallback()).isEqualTo("com.acme.Callback:done");
        assertThat(byNode.get()).isEqualTo(5);
        assertThat(askedOfNode.request().getNode()).isEqualTo("demo/alpha");
    }

    @Test
    void whatARemoteFunctionThrowsIsBadrpc() throws Exception {
        var failed = waiting(() -> registry.doNodeRpc("demo/alpha", MAX, Integer.class, Registry.USUAL_TIMEOUT));
        operator.rpc().refuse(Status.UNKNOWN, "badrpc");

        assertFails(failed, ErrorCode.BADRPC);
    }

    @Test
    void aResultOfAnotherTypeIsInvalid() throws Exception {
        var answer = waiting(() -> registry.call("max", "hello", Integer.class));
        operator.call()
                .answer(CallResponse.newBuilder().setBody(json("\"five\"")).build());

        assertFails(answer, ErrorCode.INVALID);
    }

    private void assertAsks(Write write, DirectoryOperation operation, String pid) throws Exception {
        CompletableFuture<Void> done = waiting(() -> {
            write.run();
            return null;
        });
        var asked = operator.directory();
        asked.answer(DirectoryResponse.getDefaultInstance());
        done.get();

        var request = asked.request().getRequest();
        assertThat(request.getOperation()).isEqualTo(operation);
        assertThat(request.getKey()).isEqualTo("max");
        assertThat(request.getPid()).isEqualTo(pid);
    }

    private interface Write {
        void run() throws Exception;
    }

    private static DirectoryResponse values(String... values) {
        return DirectoryResponse.newBuilder().addAllValue(List.of(values)).build();
    }

    private static ByteString json(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
