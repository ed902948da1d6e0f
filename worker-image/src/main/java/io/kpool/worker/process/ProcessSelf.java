package io.kpool.worker.process;

import io.kpool.pool.ExitHandling;
import io.kpool.pool.Pid;
import io.kpool.pool.directory.Key;
import io.kpool.pool.directory.Reading;
import io.kpool.protocol.process.DirectoryOperation;
import io.kpool.protocol.process.KeyChange;
import io.kpool.protocol.process.ProcessSignal;
import io.kpool.worker.api.Call;
import io.kpool.worker.api.Failure;
import io.kpool.worker.api.FailureException;
import io.kpool.worker.api.Json;
import io.kpool.worker.api.Received;
import io.kpool.worker.api.RemoteFunction;
import io.kpool.worker.api.Self;
import io.kpool.worker.api.Watch;
import io.kpool.worker.function.JsonValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Self of the process of that pid, in the JVM that it runs in. */
final class ProcessSelf implements Self {
    private final Pid pid;
    private final String module;
    private final SelfAgent agent;
    private final Correspondence correspondence;
    private final GroupsAndNames directory;
    private final JsonValues json;

    /** @param module the class that it runs; empty: none */
    ProcessSelf(Pid pid, String module, SelfAgent agent, JsonValues json) {
        this.pid = pid;
        this.module = module;
        this.agent = agent;
        this.json = json;
        this.correspondence = new Correspondence(agent, json);
        this.directory = new GroupsAndNames(agent);
    }

    /** A signal that it has to do with; one that cannot be received is refused. */
    void deliver(ProcessSignal signal) {
        correspondence.deliver(signal);
    }

    /** What it watches has changed. */
    void deliver(long watch, KeyChange change) {
        correspondence.deliver(watch, change);
    }

    /** It is over: who waits as it waits no longer. */
    void ended() {
        correspondence.close();
    }

    @Override
    public String pid() {
        return pid.toString();
    }

    @Override
    public String pool() {
        return pid.pool();
    }

    @Override
    public String host() {
        return pid.host();
    }

    @Override
    public void link(String other) {
        // As in Erlang, who links with itself is none the wiser.
        if (!other.equals(pid())) {
            agent.send(Peers.link(other));
        }
    }

    @Override
    public void unlink(String other) {
        agent.send(Peers.unlink(other));
    }

    @Override
    public void exit(String other, String reason) {
        agent.send(Peers.exit(other, reason));
    }

    @Override
    public void trapExits(boolean trap) {
        agent.handleExits(trap ? ExitHandling.TRAPPED : ExitHandling.UNTRAPPED);
    }

    @Override
    public Received receive() throws InterruptedException {
        return correspondence.receive();
    }

    @Override
    public Optional<Received> receive(Duration timeout) throws InterruptedException {
        return correspondence.receive(timeout);
    }

    @Override
    public void send(String other, Object message) {
        correspondence.send(other, message);
    }

    @Override
    public Json ask(String other, Object message, Duration timeout) throws InterruptedException {
        return correspondence.ask(other, message, timeout);
    }

    @Override
    public void reply(Call call, Object answer) {
        correspondence.reply(call, answer);
    }

    @Override
    public void createGroup(String group) {
        directory.change(DirectoryOperation.CREATE_GROUP, Key.group(group), "");
    }

    @Override
    public void deleteGroup(String group) {
        directory.change(DirectoryOperation.DELETE_GROUP, Key.group(group), "");
    }

    @Override
    public void join(String group, String who) {
        directory.change(DirectoryOperation.JOIN, Key.group(group), Peers.checked(who));
    }

    @Override
    public void leave(String group, String who) {
        directory.change(DirectoryOperation.LEAVE, Key.group(group), Peers.checked(who));
    }

    @Override
    public List<String> whichGroups() {
        return directory.groups();
    }

    @Override
    public List<String> getMembers(String group) {
        return directory.all(Reading.GET_MEMBERS, Key.group(group));
    }

    @Override
    public List<String> getLocalMembers(String group) {
        return directory.all(Reading.GET_LOCAL_MEMBERS, Key.group(group));
    }

    @Override
    public String getClosestPid(String group) {
        return directory.one(Reading.GET_CLOSEST_PID, Key.group(group));
    }

    @Override
    public Watch watchGroup(String group) {
        return correspondence.watch(Key.group(group));
    }

    @Override
    public Watch watchName(String name) {
        return correspondence.watch(Key.name(name));
    }

    @Override
    public void unwatch(Watch watch) {
        correspondence.unwatch(watch.id());
    }

    @Override
    public void register() {
        register(module());
    }

    @Override
    public void register(String name, String who) {
        directory.change(DirectoryOperation.REGISTER, Key.name(name), Peers.checked(who));
    }

    @Override
    public void unregister(String name, String who) {
        directory.change(DirectoryOperation.UNREGISTER, Key.name(name), Peers.checked(who));
    }

    @Override
    public String pidOf(String name) {
        return directory.one(Reading.PID_OF, Key.name(name));
    }

    @Override
    public String myPid() {
        return pidOf(module());
    }

    private String module() {
        if (module.isEmpty()) {
            throw new FailureException(Failure.INVALID, "a command runs no class whose name it could have: say one");
        }
        return module;
    }

    @Override
    public List<String> allPidsOf(String name) {
        return directory.all(Reading.ALL_PIDS_OF, Key.name(name));
    }

    @Override
    public List<String> allNodesOf(String name) {
        return directory.all(Reading.ALL_NODES_OF, Key.name(name));
    }

    @Override
    public Map<String, List<String>> registry() {
        return directory.registry();
    }

    @Override
    public Json nodeRpc(String name, RemoteFunction function) throws InterruptedException {
        return doNodeRpc(directory.firstNode(name), function);
    }

    @Override
    public Json doNodeRpc(String node, RemoteFunction function) throws InterruptedException {
        return new RemoteRuns(agent, json).run(node, function);
    }

    @Override
    public String spawn(String pool, RemoteFunction function) throws InterruptedException {
        return new RemoteRuns(agent, json).spawn(pool, function);
    }
}
