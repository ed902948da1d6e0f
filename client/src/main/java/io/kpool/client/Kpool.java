package io.kpool.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session with kpool: a process as others are, with a pid, links and a mailbox, whose code is this program's. It is opened by the
 * first call that needs it, and survives lost connections and changes of leader; what is asked for meanwhile waits.
 *
 * <p>An exit signal ends it, as it would end a process, unless it {@linkplain KpoolOptions#trappingExits traps exits}.
 * Then, and when it is closed, everything that waits and every later call fails with {@link SessionEndedException}, and
 * processes that are linked with it get an exit signal; all others run on.
 *
 * <p>If no connection is to be had for longer than 15 s the operator may end the session. If nothing was linked with it,
 * it goes on as a new one with another pid, in no group and without a name: requests under way fail with {@link ErrorCode#UNKNOWN_OUTCOME}, and so does
 * {@link SpawnedProcess#exit()} of processes that run. If something was, that is as if each partner's connection were
 * lost: an exit signal with {@link ExitReason#NOCONNECTION}.
 */
public final class Kpool implements AutoCloseable {
    private static final long CLOSING_SECONDS = 2;

    private final KpoolOptions options;
    private final Kubernetes kubernetes;
    private final Door door;
    private final LiveSession session;

    Kpool(Door door, Kubernetes kubernetes, KpoolOptions options) {
        this.options = options;
        this.kubernetes = kubernetes;
        this.door = door;
        this.session = new LiveSession(door, options);
    }

    /** {@link #fromEnvironment(KpoolOptions)} with the defaults. */
    public static Kpool fromEnvironment() {
        return fromEnvironment(KpoolOptions.DEFAULTS);
    }

    /**
     * For a program in a pod of the cluster.
     *
     * <ul>
     *   <li>The token is in {@code /var/run/secrets/kpool/token} (or the file that {@code KPOOL_TOKEN_FILE} names): a
     *       projected volume with the audience {@code kpool}. Without it one is requested for the pod's own service
     *       account, which then needs {@code create serviceaccounts/token}.
     *   <li>The operator's authority is in {@code /var/run/secrets/kpool/ca.crt} (or {@code KPOOL_CA_FILE}). Without it the
     *       ConfigMap {@code kpool-ca} of the pools' namespace is read.
     *   <li>The operator is at {@code kpool-operator.kpool-system.svc:7443}, or where {@code KPOOL_OPERATOR} says.
     * </ul>
     */
    public static Kpool fromEnvironment(KpoolOptions options) {
        var environment = new Environment(System.getenv());
        Kubernetes kubernetes = Kubernetes.here(options);
        Text token = environment.token(new RequestedToken(kubernetes, kubernetes::self, InstantSource.system()));
        Text authorities = environment.authorities(kubernetes::authorities);
        return new Kpool(new ServiceDoor(environment.operator(), authorities, token), kubernetes, options);
    }

    /** {@link #fromKubeconfig(String, KpoolOptions)} with the defaults. */
    public static Kpool fromKubeconfig(String serviceAccount) {
        return fromKubeconfig(serviceAccount, KpoolOptions.DEFAULTS);
    }

    /**
     * For a program outside the cluster, by the current context of the kubeconfig. Its user needs {@code create
     * serviceaccounts/token} for that account, and to list and port-forward to pods in the operator's namespace; pools are
     * started and stopped with that user's own rights.
     *
     * @param serviceAccount whom the session acts for; of the pools' namespace, by default that of the context
     */
    public static Kpool fromKubeconfig(String serviceAccount, KpoolOptions options) {
        Kubernetes kubernetes = Kubernetes.here(options);
        KpoolOptions there = options.inNamespace(kubernetes.namespace());
        var account = new Kubernetes.ServiceAccount(there.namespace(), serviceAccount);
        Text token = new RequestedToken(kubernetes, () -> account, InstantSource.system());
        return new Kpool(new ForwardDoor(kubernetes, options.operatorNamespace(), token), kubernetes, there);
    }

    /**
     * Opens the session now, and waits for that.
     *
     * @throws KpoolException {@link ErrorCode#UNAUTHENTICATED}, {@link ErrorCode#FORBIDDEN}, {@link
     *     ErrorCode#UNAVAILABLE}: not for so long as the options allow
     */
    public Kpool connect() throws InterruptedException {
        Waiting.forResult(session.open());
        return this;
    }

    /** {@code self()}: {@code session.<epoch>.<n>}. Opens the session; fails as {@link #connect()}. */
    public String pid() throws InterruptedException {
        connect();
        return session.pid();
    }

    /** {@code exit(Pid, Reason)} for any process of the namespace; see {@link SpawnedProcess#exit(String)}. */
    public void exit(String pid, String reason) {
        session.correspondence().exit(pid, reason);
    }

    /** {@code link(Pid)} for any process of the namespace; see {@link SpawnedProcess#link()}. */
    public void link(String pid) {
        session.correspondence().link(pid);
    }

    /** {@code unlink(Pid)}. */
    public void unlink(String pid) {
        session.correspondence().unlink(pid);
    }

    /**
     * What any process of the namespace prints from now on comes here; once for each process. Needs {@code get
     * nodepools/log}. Of processes that are spawned with {@link ProcessSpec#withOutput} nothing is missed.
     */
    public void follow(String pid, OutputListener listener) {
        session.correspondence().follow(pid, listener);
    }

    /** No more of that. */
    public void unfollow(String pid) {
        session.correspondence().unfollow(pid);
    }

    /**
     * {@code Pid ! Message}, from this session. What is sent to one process arrives in the order sent, as links and exit
     * signals do. Who is no more does not get it, and nobody hears of that; if the receiver's mailbox has no room, {@link
     * Undelivered} comes back. Needs {@code create nodepools/call} for its pool; without that it goes nowhere.
     *
     * @param message what can be written as JSON of at most 256 KiB
     * @throws KpoolException {@link ErrorCode#INVALID}; {@link ErrorCode#NO_CAPACITY}: 16 MiB wait in this library for a
     *     connection; {@link ErrorCode#SESSION_ENDED}
     */
    public void send(String pid, Object message) {
        session.post().send(pid, Json.message(message));
    }

    /**
     * {@code gen_server:call(Pid, Message, Timeout)}: a message, and what the other replies. It is not in one order with
     * what is {@linkplain #send sent}, and its sender is a session that only waits. Needs {@code create nodepools/call} for
     * its pool.
     *
     * @param message what can be written as JSON of at most 256 KiB
     * @param answer that the reply is read as
     * @param atMost an hour at most
     * @throws KpoolException at once {@link ErrorCode#NO_SUCH_PROCESS} when the other is no more or ends, or {@link
     *     ErrorCode#UNKNOWN_OUTCOME} when its worker is lost, or the connection; {@link ErrorCode#MAILBOX_FULL}; {@link
     *     ErrorCode#DEADLINE}: it may still be done; {@link ErrorCode#FORBIDDEN}, {@link ErrorCode#INVALID}, {@link
     *     ErrorCode#UNAVAILABLE}, {@link ErrorCode#SESSION_ENDED}
     */
    public <T> T ask(String pid, Object message, Class<T> answer, Duration atMost) throws InterruptedException {
        return Waiting.forResult(answer(pid, message, answer, atMost));
    }

    /** {@link #ask} without waiting. */
    public <T> CompletionStage<T> askAsync(String pid, Object message, Class<T> answer, Duration atMost) {
        return answer(pid, message, answer, atMost).minimalCompletionStage();
    }

    private <T> CompletableFuture<T> answer(String pid, Object message, Class<T> answer, Duration atMost) {
        return new RemoteCalls(session, options.namespace())
                .callPid(pid, Json.message(message), atMost)
                .thenApply(json -> Json.read(json.toStringUtf8(), answer));
    }

    /** Answers a call that was received; once, a further answer has no effect. Fails as {@link #send}. */
    public void reply(Call call, Object answer) {
        session.post().reply(call, Json.message(answer));
    }

    /**
     * Erlang's {@code receive}: what came first into the session's mailbox; waits for it. The mailbox has room for 10,000
     * messages and for 16 MiB; who sends more gets its message back.
     *
     * @throws SessionEndedException nothing is there, and nothing more comes
     */
    public Received receive() throws InterruptedException {
        return session.post().mailbox().take();
    }

    /** Erlang's {@code receive … after}: empty when nothing came in time. Fails as {@link #receive()}. */
    public Optional<Received> receive(Duration atMost) throws InterruptedException {
        return session.post().mailbox().take(atMost);
    }

    /** The process groups of the session's namespace. */
    public ProcessGroups groups() {
        return new ProcessGroups(new Directory(session, options.namespace()));
    }

    /** The names of the session's namespace. */
    public Registry registry() {
        return new Registry(new Directory(session, options.namespace()), new RemoteCalls(session, options.namespace()));
    }

    /** Completed when the session is over, with why; {@link ExitReason#SHUTDOWN} when it was closed. */
    public CompletionStage<KpoolException> ended() {
        return session.ended().minimalCompletionStage();
    }

    /** Ends the session, in order: what is linked with it gets {@link ExitReason#SHUTDOWN}, all else runs on. */
    @Override
    public void close() {
        CompletableFuture<Void> gone = session.close();
        try {
            gone.get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException unheard) {
            // The operator does without the farewell: the session's time there will be over soon.
        }
        session.free();
        door.close();
        kubernetes.close();
    }

    LiveSession session() {
        return session;
    }

    Kubernetes kubernetes() {
        return kubernetes;
    }

    KpoolOptions options() {
        return options;
    }
}
