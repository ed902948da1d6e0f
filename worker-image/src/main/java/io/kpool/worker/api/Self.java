package io.kpool.worker.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The process that a function runs as: what Erlang's {@code self()} and {@code node()} answer. A function that declares
 * it as its first parameter is given it; callers do not count it among the arguments.
 *
 * <p>Pids are texts: {@code <pool>/<host>.<incarnation>.<serial>} of a process, {@code session.<epoch>.<n>} of a caller.
 * What is sent to one process arrives in the order sent. What cannot be a pid, a group or a name is an
 * IllegalArgumentException; what cannot be done is a {@link FailureException}, whose {@link Failure} the methods name.
 * While the operator changes its leader, what needs it waits.
 *
 * <p>A process that is to end is interrupted: by an exit signal that it does not trap, by a kill, or because its worker
 * ends. A thread that ignores that goes on, and keeps its slot.
 */
public interface Self {
    /** {@code <pool>/<host>.<incarnation>.<serial>}, unique for ever. */
    String pid();

    /** The pool that the process was spawned in. */
    String pool();

    /** The host of the pool that it runs on. */
    String host();

    /**
     * Erlang's {@code link/1}: when either of the two ends, the other gets an exit signal with its reason. With who is no
     * more: that signal comes at once, with the reason {@code noproc}. A process has at most 600 links; one more, and it
     * gets a signal {@code exit} with the message {@code system_limit}.
     */
    void link(String pid);

    /** Erlang's {@code unlink/1}: after this no exit signal comes over that link. */
    void unlink(String pid);

    /**
     * Erlang's {@code exit/2}: sends an exit signal. {@code kill} ends the other whatever it traps; {@code normal} has no
     * effect unless it is trapped; {@code shutdown} asks for an orderly end; any other reason is the sender's own.
     */
    void exit(String pid, String reason);

    /**
     * Erlang's {@code process_flag(trap_exit, …)}: from now on exit signals arrive as messages, or again end the process.
     * A kill cannot be trapped.
     */
    void trapExits(boolean trap);

    /** Erlang's {@code receive}: what came first; waits for it. */
    Received receive() throws InterruptedException;

    /** Erlang's {@code receive … after}: what came first; empty: nothing came in time. */
    Optional<Received> receive(Duration timeout) throws InterruptedException;

    /**
     * Erlang's {@code Pid ! Message}. Who is no more does not get it, and nobody hears of that; when the receiver's mailbox has
     * no room the sender finds it {@link Undelivered} in its own. Who sends faster than its worker can pass on waits.
     *
     * @param message what can be written as JSON of at most 256 KiB
     */
    void send(String pid, Object message);

    /**
     * Erlang's {@code gen_server:call} of a pid: a message, and what the other {@linkplain #reply replies}.
     *
     * @throws FailureException {@code NOPROC} at once when the other is no more or ends; {@code MAILBOX_FULL},
     *     {@code NOCONNECTION}, {@code TIMEOUT}
     */
    Json ask(String pid, Object message, Duration timeout) throws InterruptedException;

    /** Answers a call that was received; once, a further answer has no effect. */
    void reply(Call call, Object answer);

    /**
     * {@code pg2:create/1}: makes the ProcessGroup of that name, unless there is one.
     *
     * @param group 1 to 253 characters
     */
    void createGroup(String group);

    /** {@code pg2:delete/1}: deletes the ProcessGroup; those in it are unharmed, unless they were made from its template. */
    void deleteGroup(String group);

    /** {@code pg2:join/2} of this process: once more than before. {@code NO_SUCH_GROUP} */
    default void join(String group) {
        join(group, pid());
    }

    /**
     * {@code pg2:join/2} of any. A process stands under at most 200 groups and names: one more is {@code INVALID} for those
     * of its own worker; by others it is ended, with the reason {@code exit} and a message that begins with
     * {@code system_limit}.
     */
    void join(String group, String pid);

    /** {@code pg2:leave/2} of this process: once of the times that it joined. {@code NO_SUCH_GROUP} */
    default void leave(String group) {
        leave(group, pid());
    }

    /** {@code pg2:leave/2} of any. */
    void leave(String group, String pid);

    /** {@code pg2:which_groups/0}, in order. */
    List<String> whichGroups();

    /**
     * {@code pg2:get_members/1}: pids in order, each as often as it joined. The first reading of a group or name in a worker
     * asks the operator; those after it are of the worker's own copy. {@code NO_SUCH_GROUP}
     */
    List<String> getMembers(String group);

    /** {@code pg2:get_local_members/1}: likewise, those on this host. {@code NO_SUCH_GROUP} */
    List<String> getLocalMembers(String group);

    /** {@code pg2:get_closest_pid/1}: one on this host at random, if there is one, else any. {@code NO_SUCH_GROUP NO_PROCESS} */
    String getClosestPid(String group);

    /**
     * {@code pg:monitor/2}: who is in a group now, which need not exist, and from then on what changes, as long as the
     * mailbox has room for it.
     */
    Watch watchGroup(String group);

    /** Likewise of a name. */
    Watch watchName(String name);

    /** {@code pg:demonitor/2}: nothing more comes of that, also nothing that has come already. */
    void unwatch(Watch watch);

    /** Distribunator's {@code register/0}: this process, under the name of the class that it runs. */
    void register();

    /** Distribunator's {@code register/1}: this process, once more than before. */
    default void register(String name) {
        register(name, pid());
    }

    /** Distribunator's {@code register/2}: any process. */
    void register(String name, String pid);

    /** The opposite of {@link #register(String)}, once; who is not registered need not be. */
    default void unregister(String name) {
        unregister(name, pid());
    }

    /** The opposite of {@link #register(String, String)}. */
    void unregister(String name, String pid);

    /** Distribunator's {@code pid_of/1}: one at random. {@code NO_PID} */
    String pidOf(String name);

    /** Distribunator's {@code my_pid/0}: one that is registered under the name of the class that this process runs. */
    String myPid();

    /** Distribunator's {@code all_pids_of/1}: pids in order, each as often as it was registered; nobody: empty. */
    List<String> allPidsOf(String name);

    /** Distribunator's {@code all_nodes_of/1}: {@code <pool>/<host>}, each once. */
    List<String> allNodesOf(String name);

    /** Distribunator's {@code registry/0}: all names, in order, with their pids. */
    Map<String, List<String>> registry();

    /** Distribunator's {@code call}: {@link #ask} of one that has the name, at random. {@code NO_PID} */
    default Json call(String name, Object message, Duration timeout) throws InterruptedException {
        return ask(pidOf(name), message, timeout);
    }

    /** Distribunator's {@code cast}: {@link #send} to one that has the name, at random. {@code NO_PID} */
    default void cast(String name, Object message) {
        send(pidOf(name), message);
    }

    /** Distribunator's {@code node_rpc}: {@link #doNodeRpc} on the first node of {@link #allNodesOf}. {@code NO_NODE} */
    Json nodeRpc(String name, RemoteFunction function) throws InterruptedException;

    /**
     * Distribunator's {@code do_node_rpc}: what a function returns on that host, where it is a process like others.
     *
     * @param node {@code <pool>/<host>}
     * @throws FailureException {@code BADRPC} whatever it threw, {@code NO_NODE}, {@code TIMEOUT}
     */
    Json doNodeRpc(String node, RemoteFunction function) throws InterruptedException;

    /**
     * {@code pool:pspawn/3}: starts a function on the least-loaded host of a pool of this namespace.
     *
     * @return its pid, when it has started
     * @throws FailureException {@code NOT_STARTED}
     */
    String spawn(String pool, RemoteFunction function) throws InterruptedException;
}
