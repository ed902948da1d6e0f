package io.kpool.client;

import com.google.protobuf.ByteString;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.DirectoryResponse;
import io.kpool.protocol.process.KeyKind;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The names of the session's namespace: Distribunator's {@code Distributed}. Names are texts of 1 to 253 characters; a name
 * is there while somebody is registered, several processes may hold it, and who ends holds none.
 *
 * <p>All methods fail with {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#INVALID}, {@link ErrorCode#UNAVAILABLE} without an
 * operator, and {@link ErrorCode#SESSION_ENDED}. Reads are asked again after a lost connection; all else is not, and fails
 * with {@link ErrorCode#UNKNOWN_OUTCOME}.
 */
public final class Registry {
    /** How long an answer is waited for unless it is said otherwise. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    private final Directory directory;
    private final RemoteCalls calls;

    Registry(Directory directory, RemoteCalls calls) {
        this.directory = directory;
        this.calls = calls;
    }

    /**
     * {@code register(name, pid)}: any process, once more than before. Needs {@code update names}.
     *
     * @throws KpoolException {@link ErrorCode#UNKNOWN_OUTCOME}
     */
    public void register(String name, String pid) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.REGISTER, name, pid));
    }

    /** {@code register(name)}: the session. Fails as {@link #register(String, String)}. */
    public void register(String name) throws InterruptedException {
        Waiting.forResult(directory.askOfSelf(DirectoryOperation.REGISTER, name));
    }

    /** The opposite of {@link #register(String, String)}, once; who is not registered need not be. */
    public void unregister(String name, String pid) throws InterruptedException {
        Waiting.forResult(directory.ask(DirectoryOperation.UNREGISTER, name, pid));
    }

    /** The opposite of {@link #register(String)}. */
    public void unregister(String name) throws InterruptedException {
        Waiting.forResult(directory.askOfSelf(DirectoryOperation.UNREGISTER, name));
    }

    /**
     * {@code pid_of(name)}: one at random. Needs {@code get names}.
     *
     * @throws KpoolException {@link ErrorCode#NO_PID}: nobody has that name
     */
    public String pidOf(String name) throws InterruptedException {
        return Waiting.forResult(pid(name));
    }

    /** {@link #pidOf} without waiting. */
    public CompletionStage<String> pidOfAsync(String name) {
        return pid(name).minimalCompletionStage();
    }

    /** {@code all_pids_of(name)}: in order, each as often as it was registered; nobody: empty. Needs {@code get names}. */
    public List<String> allPidsOf(String name) throws InterruptedException {
        return Waiting.forResult(values(DirectoryOperation.ALL_PIDS_OF, name));
    }

    /** {@link #allPidsOf} without waiting. */
    public CompletionStage<List<String>> allPidsOfAsync(String name) {
        return values(DirectoryOperation.ALL_PIDS_OF, name).minimalCompletionStage();
    }

    /** {@code all_nodes_of(name)}: {@code <pool>/<host>}, each once; nobody: empty. Needs {@code get names}. */
    public List<String> allNodesOf(String name) throws InterruptedException {
        return Waiting.forResult(values(DirectoryOperation.ALL_NODES_OF, name));
    }

    /** {@code registry()}: all names, in order, with their pids. Needs {@code list names}. */
    public Map<String, List<String>> registry() throws InterruptedException {
        return Waiting.forResult(directory.ask(DirectoryOperation.REGISTRY, "").thenApply(Registry::read));
    }

    /** {@link #call(String, Object, Class, Duration)}, for {@link #USUAL_TIMEOUT}. */
    public <T> T call(String name, Object message, Class<T> answer) throws InterruptedException {
        return call(name, message, answer, USUAL_TIMEOUT);
    }

    /**
     * {@code call(message, timeout)}: a message to one that has the name, at random, and what it replies. Needs {@code
     * create nodepools/call} for its pool.
     *
     * @param message what can be written as JSON of at most 256 KiB
     * @param answer that the reply is read as
     * @param atMost an hour at most
     * @throws KpoolException {@link ErrorCode#NO_PID}; at once {@link ErrorCode#NO_SUCH_PROCESS} when the receiver ends, or
     *     {@link ErrorCode#UNKNOWN_OUTCOME} when its worker is lost, or the connection; {@link ErrorCode#MAILBOX_FULL};
     *     {@link ErrorCode#DEADLINE}: it may still be done
     */
    public <T> T call(String name, Object message, Class<T> answer, Duration atMost) throws InterruptedException {
        return Waiting.forResult(
                calls.callName(name, Json.message(message), atMost).thenApply(as(answer)));
    }

    /** {@link #call(String, Object, Class, Duration)} without waiting. */
    public <T> CompletionStage<T> callAsync(String name, Object message, Class<T> answer, Duration atMost) {
        return calls.callName(name, Json.message(message), atMost)
                .thenApply(as(answer))
                .minimalCompletionStage();
    }

    /**
     * {@code cast(message)}: a message to one that has the name, at random, from nobody in particular. With {@link #pidOf}
     * and {@link Kpool#send} it comes from the session. Needs {@code create nodepools/call} for its pool.
     *
     * @return the pid of the one that it went to, which may end before it receives it
     * @throws KpoolException {@link ErrorCode#NO_PID}, {@link ErrorCode#UNKNOWN_OUTCOME}
     */
    public String cast(String name, Object message) throws InterruptedException {
        return Waiting.forResult(calls.cast(name, Json.message(message)));
    }

    /** {@link #cast} without waiting. */
    public CompletionStage<String> castAsync(String name, Object message) {
        return calls.cast(name, Json.message(message)).minimalCompletionStage();
    }

    /**
     * {@code node_rpc}: {@link #doNodeRpc} on the first host of {@link #allNodesOf}.
     *
     * @throws KpoolException {@link ErrorCode#NO_NODE}: nobody has that name; otherwise as {@link #doNodeRpc}
     */
    public <T> T nodeRpc(String name, JavaFunction function, Class<T> result, Duration atMost)
            throws InterruptedException {
        return Waiting.forResult(calls.rpcToName(name, function, atMost).thenApply(as(result)));
    }

    /**
     * {@code do_node_rpc}: what a function returns on that host, where it is a process like others; its {@linkplain
     * JavaFunction#withCallback callback} is called there before. Needs {@code create nodepools/spawn} for its pool.
     *
     * @param node {@code <pool>/<host>}
     * @param atMost an hour at most
     * @throws KpoolException {@link ErrorCode#BADRPC}: it did not return, and the message says why; {@link
     *     ErrorCode#NO_NODE}, {@link ErrorCode#DEADLINE}, {@link ErrorCode#UNKNOWN_OUTCOME}
     */
    public <T> T doNodeRpc(String node, JavaFunction function, Class<T> result, Duration atMost)
            throws InterruptedException {
        return Waiting.forResult(calls.rpcToNode(node, function, atMost).thenApply(as(result)));
    }

    /** {@link #doNodeRpc} without waiting. */
    public <T> CompletionStage<T> doNodeRpcAsync(String node, JavaFunction function, Class<T> result, Duration atMost) {
        return calls.rpcToNode(node, function, atMost).thenApply(as(result)).minimalCompletionStage();
    }

    /**
     * {@code pg:monitor} of a name: tells the listener who has it now, and then what changes. Returns when the first is on
     * its way to the listener. Needs {@code watch names}.
     */
    public Watch watch(String name, Consumer<KeyEvent> listener) throws InterruptedException {
        return Directory.await(directory.watch(KeyKind.NAME, name, listener));
    }

    private CompletableFuture<String> pid(String name) {
        return directory.ask(DirectoryOperation.PID_OF, name).thenApply(answer -> answer.getValue(0));
    }

    private CompletableFuture<List<String>> values(DirectoryOperation operation, String name) {
        return directory.ask(operation, name).thenApply(answer -> List.copyOf(answer.getValueList()));
    }

    private static Map<String, List<String>> read(DirectoryResponse answer) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        answer.getRegistrationList().forEach(one -> names.put(one.getName(), List.copyOf(one.getPidList())));
        return Collections.unmodifiableMap(names);
    }

    private static <T> Function<ByteString, T> as(Class<T> type) {
        return json -> Json.read(json.toStringUtf8(), type);
    }
}
