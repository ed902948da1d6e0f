package io.kpool.client;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.grpc.MethodDescriptor;
import io.kpool.crd.HostSpec;
import io.kpool.crd.NodePool;
import io.kpool.crd.NodePoolSpecBuilder;
import io.kpool.protocol.live.AttachResponse;
import io.kpool.protocol.live.HostsRequest;
import io.kpool.protocol.live.LiveGrpc;
import io.kpool.protocol.live.PoolRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A pool of hosts that processes are spawned on: Erlang's module {@code pool}. All methods may be called on any thread.
 * Blocking ones are cheap on virtual threads, and must not be called by what depends on this library's stages, as those
 * are completed on the session's one thread.
 */
public final class Pool {
    private final String name;
    private final Kpool kpool;
    private final LiveSession session;

    private Pool(String name, Kpool kpool) {
        this.name = name;
        this.kpool = kpool;
        this.session = kpool.session();
    }

    /**
     * {@code pool:start(Name, Args)}: makes a pool of these hosts, all at once, and waits until each is up or has failed.
     * A pool of that name that is there already gets the hosts that it lacks; a host that is up already is taken as it
     * is; one that is named twice is one.
     *
     * @param hosts what {@code .hosts.erlang} said: DNS labels, at least one
     * @param args system properties that functions can read, each as {@code -Dname=value}
     * @throws KpoolException {@link ErrorCode#INVALID}: no hosts (nothing was made), a name or an argument that is none, or a
     *     pool that runs with other arguments; {@link ErrorCode#FORBIDDEN}: this program may not make NodePools; {@link
     *     ErrorCode#NO_SUCH_POOL}: somebody deleted it meanwhile; {@link ErrorCode#UNAVAILABLE}
     */
    public static StartedPool start(Kpool kpool, String name, List<String> hosts, String... args)
            throws InterruptedException {
        NodePool resource = new NodePool();
        resource.setMetadata(new ObjectMetaBuilder().withName(name).build());
        resource.setSpec(NodePoolSpecBuilder.builder()
                .hosts(hosts.stream().distinct().map(HostSpec::named).toList())
                .args(List.of(args))
                .build());
        return start(kpool, resource);
    }

    /** As {@link #start(Kpool, String, List, String...)}, with all that a NodePool may say. */
    public static StartedPool start(Kpool kpool, NodePool resource) throws InterruptedException {
        if (resource.getSpec().hosts().isEmpty()) {
            throw new KpoolException(ErrorCode.INVALID, "a pool is started on hosts, and none is named");
        }
        var pools = new NodePools(kpool.kubernetes());
        NodePool created = pools.create(resource);
        StartProgress progress = pools.awaitStart(created, kpool.options().starting());
        return new StartedPool(get(kpool, created.getMetadata().getName()), progress.ready(), progress.missing());
    }

    /** A pool that is there; whether there is one of that name shows in the first call. */
    public static Pool get(Kpool kpool, String name) {
        return new Pool(name, kpool);
    }

    public String name() {
        return name;
    }

    /**
     * {@code pool:pspawn(Module, Function, Args)}: starts a function on the host that the pool chooses.
     *
     * @see #pspawn(ProcessSpec)
     */
    public SpawnedProcess pspawn(String module, String function, Object... arguments) throws InterruptedException {
        return pspawn(ProcessSpec.of(JavaFunction.of(module, function, arguments)));
    }

    /**
     * {@code pool:pspawn/3}: starts a process on the host that the pool chooses, and returns as soon as it has its pid
     * and is about to enter user code. Whatever happens to the operator meanwhile, it is started at most once.
     *
     * @throws KpoolException {@link ErrorCode#NO_NODE}, {@link ErrorCode#NO_CAPACITY}, {@link ErrorCode#QUEUE_TIMEOUT}: as
     *     the pool's {@code whenFull} says; {@link ErrorCode#NO_SUCH_POOL}; {@link ErrorCode#FORBIDDEN}: the service account
     *     lacks {@code create nodepools/spawn}; {@link ErrorCode#INVALID}: it makes no sense, or is larger than 700 KiB;
     *     {@link ErrorCode#UNKNOWN_OUTCOME}: nobody knows whether it runs; {@link NotStartedException}; {@link
     *     SessionEndedException}
     * @throws InterruptedException this thread was interrupted; the process may or may not be started
     */
    public SpawnedProcess pspawn(ProcessSpec spec) throws InterruptedException {
        return await(request(spec, Request.Bond.NONE));
    }

    /** {@link #pspawn(ProcessSpec)} without waiting; the stage fails with what that throws. */
    public CompletionStage<SpawnedProcess> pspawnAsync(ProcessSpec spec) {
        return request(spec, Request.Bond.NONE).start();
    }

    /**
     * {@code pool:pspawn_link/3}: as {@link #pspawn(ProcessSpec)}, and the process is linked with this session before it
     * starts. When one of the two ends otherwise than normally, so does the other, unless it traps exits.
     */
    public SpawnedProcess pspawnLink(ProcessSpec spec) throws InterruptedException {
        return await(request(spec, Request.Bond.LINKED));
    }

    /** {@link #pspawnLink(ProcessSpec)} without waiting. */
    public CompletionStage<SpawnedProcess> pspawnLinkAsync(ProcessSpec spec) {
        return request(spec, Request.Bond.LINKED).start();
    }

    /** {@code pool:get_nodes/0}: all hosts, whatever their state, with their loads. */
    public List<Node> getNodes() throws InterruptedException {
        return Waiting.forResult(nodes());
    }

    /** {@link #getNodes()} without waiting. */
    public CompletionStage<List<Node>> getNodesAsync() {
        return nodes().minimalCompletionStage();
    }

    /**
     * {@code pool:get_node/0}: the host that would be chosen now. As in Erlang it counts as if something were placed
     * there.
     *
     * @throws KpoolException {@link ErrorCode#NO_NODE}, {@link ErrorCode#NO_CAPACITY}, {@link ErrorCode#NO_SUCH_POOL},
     *     {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#UNAVAILABLE} after 30 s
     */
    public Node getNode() throws InterruptedException {
        return Waiting.forResult(node());
    }

    /** {@link #getNode()} without waiting. */
    public CompletionStage<Node> getNodeAsync() {
        return node().minimalCompletionStage();
    }

    /**
     * {@code pool:attach(Node)}: lets a host join that someone else starts, when that is there. Needs {@code update
     * nodepools/attach}.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_POOL}, {@link ErrorCode#INVALID}: no name of a host, or that of one
     *     which the pool starts itself; {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#UNAVAILABLE}; {@link
     *     ErrorCode#UNKNOWN_OUTCOME}: the answer was lost
     */
    public Attachment attach(String host) throws InterruptedException {
        return attachment(List.of(host)).getAlreadyAttached() ? Attachment.ALREADY_ATTACHED : Attachment.ATTACHED;
    }

    /**
     * Distribunator's {@code Manager.connect/1}: lets all of these hosts join, or none. They are accepted when this
     * returns, and connected when they are there.
     *
     * @throws KpoolException {@link ErrorCode#DUPLICATE_NODE}: one of them is attached already, and nothing was changed;
     *     otherwise as {@link #attach}
     */
    public void connect(List<String> hosts) throws InterruptedException {
        if (attachment(hosts).getAlreadyAttached()) {
            throw new KpoolException(ErrorCode.DUPLICATE_NODE, hosts + " is attached already");
        }
    }

    /**
     * Distribunator's {@code Manager.disconnect/1}: all of these hosts leave, or none.
     *
     * @throws KpoolException {@link ErrorCode#UNKNOWN_NODE}: one of them is not attached, and nothing was changed;
     *     otherwise as {@link #attach}
     */
    public void disconnect(List<String> hosts) throws InterruptedException {
        ask(LiveGrpc.getDetachMethod(), hosts(hosts));
    }

    /**
     * {@code pool:stop()}: deletes the pool and waits until its workers are gone. All processes end with {@link
     * ExitReason#SHUTDOWN}, on attached hosts too.
     *
     * @throws KpoolException {@link ErrorCode#NO_SUCH_POOL}, {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#UNAVAILABLE};
     *     {@link ErrorCode#DEADLINE}: it is deleted, and workers are still there 90 s after the time that their processes
     *     get to end
     */
    public void stop() throws InterruptedException {
        new NodePools(kpool.kubernetes()).stop(name);
    }

    private AttachResponse attachment(List<String> hosts) throws InterruptedException {
        return ask(LiveGrpc.getAttachMethod(), hosts(hosts));
    }

    private HostsRequest hosts(List<String> hosts) {
        return HostsRequest.newBuilder()
                .setNamespace(kpool.options().namespace())
                .setPool(name)
                .addAllHost(hosts)
                .build();
    }

    private <I, O> O ask(MethodDescriptor<I, O> method, I request) throws InterruptedException {
        var question = new Question<>(method, request, Question.Repetition.NOT_ALLOWED);
        session.ask(question);
        return Waiting.forResult(question.answer());
    }

    private CompletableFuture<List<Node>> nodes() {
        var question = new Question<>(LiveGrpc.getGetNodesMethod(), poolRequest(), Question.Repetition.HARMLESS);
        session.ask(question);
        return question.answer()
                .thenApply(answer -> answer.getNodeList().stream().map(Node::of).toList());
    }

    private CompletableFuture<Node> node() {
        var question = new Question<>(LiveGrpc.getGetNodeMethod(), poolRequest(), Question.Repetition.HARMLESS);
        session.ask(question);
        return question.answer().thenApply(answer -> Node.of(answer.getNode()));
    }

    private PoolRequest poolRequest() {
        return PoolRequest.newBuilder()
                .setNamespace(kpool.options().namespace())
                .setPool(name)
                .build();
    }

    private Request request(ProcessSpec spec, Request.Bond bond) {
        var request = new Request(name, spec, bond, session.correspondence());
        session.submit(request);
        return request;
    }

    private static SpawnedProcess await(Request request) throws InterruptedException {
        try {
            return Waiting.forResult(request.start());
        } catch (InterruptedException nobodyWaits) {
            request.start().cancel(false);
            throw nobodyWaits;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
